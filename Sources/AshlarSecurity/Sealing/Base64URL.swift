/// Base64 with the alphabet of URLs, without padding (RFC 4648 section 5).
public enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(value) }
        return values
    }()

    /// Encodes bytes.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        encode(Array(bytes))
    }

    /// Encodes bytes.
    public static func encode(_ bytes: [UInt8]) -> String {
        alphabet.withUnsafeBufferPointer { alphabet in
            String(unsafeUninitializedCapacity: (bytes.count * 4 + 2) / 3) { encoded in
                var (bits, count, index): (UInt32, UInt32, Int) = (0, 0, 0)
                for byte in bytes {
                    bits = bits << 8 | UInt32(byte)
                    count += 8
                    while count >= 6 {
                        count -= 6
                        encoded[index] = alphabet[Int(bits >> count & 63)]
                        index += 1
                    }
                }
                if count > 0 {
                    encoded[index] = alphabet[Int(bits << (6 - count) & 63)]
                    index += 1
                }
                return index
            }
        }
    }

    /// Decodes text; nil for what `encode` cannot have written.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var text = String(text)
        return text.withUTF8 { decode($0) }
    }

    private static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var isGood = true
        let decoded = values.withUnsafeBufferPointer { values in
            [UInt8](unsafeUninitializedCapacity: text.count * 3 / 4) { decoded, written in
                var (bits, count): (UInt32, UInt32) = (0, 0)
                for byte in text {
                    let value = values[Int(byte)]
                    guard value < 64 else { return isGood = false }
                    bits = bits << 6 | UInt32(value)
                    count += 6
                    if count >= 8 {
                        count -= 8
                        decoded[written] = UInt8(truncatingIfNeeded: bits >> count)
                        written += 1
                    }
                }
                // One text for one value: no lone character, nothing in the bits that are left over.
                isGood = count < 6 && bits & (1 << count - 1) == 0
            }
        }
        return isGood ? decoded : nil
    }
}
