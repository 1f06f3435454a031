/// Escaping for HTML over bytes.
enum HTMLEscape {
    /// Appends a text with `& < > " '` replaced; what needs no escaping is copied in runs.
    static func append(_ text: String, to output: inout [UInt8]) {
        var text = text
        text.withUTF8 { append($0, to: &output) }
    }

    private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        var start = 0
        var index = 0
        while index < bytes.count {
            if index + 8 <= bytes.count {
                let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
                if isPlain(word) {
                    index += 8
                    continue
                }
            }
            let end = min(index + 8, bytes.count)
            while index < end {
                if let reference = reference(for: bytes[index]) {
                    append(bytes, start..<index, to: &output)
                    reference.withUTF8Buffer { output.append(contentsOf: $0) }
                    start = index + 1
                }
                index += 1
            }
        }
        append(bytes, start..<bytes.count, to: &output)
    }

    @inline(__always)
    private static func append(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, to output: inout [UInt8]) {
        if !range.isEmpty { output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range])) }
    }

    /// Whether none of eight bytes needs escaping: `&` and `'` differ in one bit, and so do `<` and `>`.
    @inline(__always)
    private static func isPlain(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // The highest bit of a byte is set where the byte is 0, and perhaps of those above it.
        func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & (ones &* 0x80) }
        return zeros((word & (ones &* 0xFE)) ^ (ones &* 0x26)) | zeros((word & (ones &* 0xFD)) ^ (ones &* 0x3C))
            | zeros(word ^ (ones &* 0x22)) == 0
    }

    @inline(__always)
    private static func reference(for byte: UInt8) -> StaticString? {
        // Everything that needs escaping lies below this; most bytes of a text do not.
        guard byte <= 0x3E else { return nil }
        switch byte {
        case 0x26: return "&amp;"
        case 0x3C: return "&lt;"
        case 0x3E: return "&gt;"
        case 0x22: return "&#34;"
        case 0x27: return "&#39;"
        default: return nil
        }
    }
}
