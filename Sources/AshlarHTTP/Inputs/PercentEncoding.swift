/// Percent-encoding of URLs (RFC 3986 section 2.1) and of HTML forms (`application/x-www-form-urlencoded`, URL Standard
/// section 5).
public enum PercentEncoding {
    /// Decodes text.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8 with `%41` escapes.
    ///   - plusIsSpace: whether `+` stands for a space, as in queries and forms.
    /// - Returns: the text, or nil if an escape is broken or the bytes are no UTF-8.
    public static func decode(_ bytes: some Collection<UInt8>, plusIsSpace: Bool = false) -> String? {
        // Most text has nothing to decode.
        if !bytes.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") && plusIsSpace }) {
            return bytes.withContiguousStorageIfAvailable(text) ?? String(validating: bytes, as: UTF8.self)
        }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { decoded in
            var count = 0
            var iterator = bytes.makeIterator()
            while let byte = iterator.next() {
                switch byte {
                case UInt8(ascii: "%"):
                    guard let high = iterator.next().flatMap(hexValue), let low = iterator.next().flatMap(hexValue)
                    else { return nil }
                    decoded[count] = high << 4 | low
                case UInt8(ascii: "+") where plusIsSpace: decoded[count] = UInt8(ascii: " ")
                default: decoded[count] = byte
                }
                count += 1
            }
            return text(UnsafeBufferPointer(rebasing: decoded[..<count]))
        }
    }

    /// ASCII, which most text is, needs no proof that it is UTF-8.
    private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        bytes.contains { $0 >= 0x80 }
            ? String(validating: bytes, as: UTF8.self) : String(decoding: bytes, as: UTF8.self)
    }

    /// Encodes a path segment or a query value: everything but the unreserved characters (RFC 3986 section 2.3).
    public static func encode(_ text: String) -> String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if isUnreserved(byte) {
                encoded.append(byte)
            } else {
                encoded.append(UInt8(ascii: "%"))
                encoded.append(hexDigit(byte >> 4))
                encoded.append(hexDigit(byte & 15))
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
