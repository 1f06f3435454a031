/// Escaping for HTML over bytes.
enum HTMLEscape {
    /// Appends a text with `& < > " '` replaced; what needs no escaping is copied in runs.
    static func append(_ text: String, to output: inout [UInt8]) {
        var text = text
        text.withUTF8 { append($0, to: &output) }
    }

    private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        var start = 0
        for index in 0..<bytes.count {
            guard let reference = reference(for: bytes[index]) else { continue }
            if start < index { output.append(contentsOf: bytes[start..<index]) }
            reference.withUTF8Buffer { output.append(contentsOf: $0) }
            start = index + 1
        }
        if start < bytes.count { output.append(contentsOf: bytes[start...]) }
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
