/// Host and port as a client names them (RFC 3986 section 3.2).
package enum Authority {
    /// Whether a text is one.
    package static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return isValid(bytes.span, 0..<bytes.count)
    }

    /// Whether the bytes are a host with an optional port: a name of letters, digits, `-`, `.` and `_`, or an IP address.
    ///
    /// The grammar would allow more (`'`, `(`, `;`), which no name has and which is only ever sent to do harm.
    static func isValid(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        guard index < range.upperBound else { return false }
        if bytes[index] == UInt8(ascii: "[") {
            index += 1
            let start = index
            while index < range.upperBound, isAddress(bytes[index]) { index += 1 }
            guard index > start, index < range.upperBound, bytes[index] == UInt8(ascii: "]") else { return false }
            index += 1
        } else {
            let start = index
            while index < range.upperBound, isName(bytes[index]) { index += 1 }
            guard index > start else { return false }
        }
        guard index < range.upperBound else { return true }
        guard bytes[index] == Byte.colon, range.upperBound - index <= 6 else { return false }
        var port = 0
        for position in (index + 1)..<range.upperBound {
            guard Byte.isDigit(bytes[position]) else { return false }
            port = port * 10 + Int(bytes[position] - UInt8(ascii: "0"))
        }
        return port <= 65535
    }

    private static func isName(_ byte: UInt8) -> Bool {
        Byte.isLetter(byte) || Byte.isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "_")
    }

    private static func isAddress(_ byte: UInt8) -> Bool {
        Byte.hexValue(byte) != nil || byte == Byte.colon || byte == UInt8(ascii: ".")
    }
}
