/// The hash FNV-1a of Fowler, Noll and Vo: it tells texts apart, and is the same in every process. It withstands nobody who looks
/// for two that are alike.
package enum FNV1a {
    /// 64 bits.
    ///
    /// - Parameters:
    ///   - bytes: what is hashed.
    ///   - start: the hash of what stands before it.
    @inlinable
    package static func hash(_ bytes: some Sequence<UInt8>, behind start: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
        var hash = start
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }

    /// 32 bits.
    @inlinable
    package static func hash32(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x100_0193 }
        return hash
    }

    /// 64 bits of a text, as 16 hexadecimal digits.
    package static func digits(of text: String) -> String { digits(hash(text.utf8)) }

    /// A hash as 16 hexadecimal digits.
    package static func digits(_ hash: UInt64) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
