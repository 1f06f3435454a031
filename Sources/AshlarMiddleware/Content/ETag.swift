import NIOCore

/// Entity tags (RFC 9110 section 8.8.3).
enum ETag {
    /// A weak tag of some bytes: a hash of 64 bits, made at the speed of memory, and the length.
    ///
    /// It tells versions of one page apart; it is no protection against somebody who makes two pages alike on purpose.
    static func weak(of bytes: ByteBuffer) -> String {
        "W/\"\(String(hash(bytes), radix: 36))-\(String(bytes.readableBytes, radix: 36))\""
    }

    /// Whether a tag is in a list, by the weak comparison that `If-None-Match` asks for.
    ///
    /// - Parameters:
    ///   - tag: the tag of what would be sent.
    ///   - list: the field's value: `*` or tags between commas.
    static func matches(_ tag: String, _ list: String) -> Bool {
        if list.trimmed == "*" { return true }
        let tag = opaque(tag)
        var rest = Substring(list)
        // A tag may hold commas, so that the list cannot be split at them.
        while let open = rest.firstIndex(of: "\"") {
            let inner = rest[rest.index(after: open)...]
            guard let close = inner.firstIndex(of: "\"") else { return false }
            if inner[..<close] == tag { return true }
            rest = inner[inner.index(after: close)...]
        }
        return false
    }

    private static func opaque(_ tag: String) -> Substring {
        let start = tag.hasPrefix("W/") ? tag.dropFirst(2) : Substring(tag)
        return start.hasPrefix("\"") && start.hasSuffix("\"") && start.count > 1 ? start.dropFirst().dropLast() : start
    }

    /// Folded 128-bit products, eight bytes at a time (the mixing step of wyhash).
    private static func hash(_ buffer: ByteBuffer) -> UInt64 {
        buffer.withUnsafeReadableBytes { bytes in
            var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
            var offset = 0
            while offset + 8 <= bytes.count {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                state = mixed(state ^ word, 0xE703_7ED1_A0B4_28DB)
                offset += 8
            }
            var last: UInt64 = 0
            for (shift, byte) in bytes[offset...].enumerated() { last |= UInt64(byte) << UInt64(8 * shift) }
            return mixed(mixed(state ^ last, 0x8EBC_6AF0_9C88_C6E3), 0x5899_65CC_7537_4CC3)
        }
    }

    private static func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return (product.high ^ product.low) &+ (left &<< 32 | left &>> 32)
    }
}
