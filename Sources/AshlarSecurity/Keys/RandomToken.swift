/// Texts that nobody can guess: session ids, CSRF tokens, nonces.
///
/// ```swift
/// let id = RandomToken.make()       // 43 characters, 256 bits
/// ```
public enum RandomToken {
    /// Text for URLs, cookies and header fields.
    ///
    /// - Parameter byteCount: how many random bytes it stands for; 16 are 128 bits, the least for a secret.
    public static func make(byteCount: Int = 32) -> String {
        Base64URL.encode(bytes(byteCount))
    }

    /// Bytes of the system's source of randomness.
    public static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
        }
        bytes.removeLast(bytes.count - max(0, count))
        return bytes
    }
}
