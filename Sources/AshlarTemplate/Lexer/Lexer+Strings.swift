extension Lexer {
    /// Reads a string literal with Python's escapes.
    mutating func readString(quote: UInt8) throws(Stop) {
        let start = position
        position += 1
        // Most strings have no escapes.
        let rest = source[position...]
        if let end = rest.firstIndex(where: { $0 == quote || $0 == UInt8(ascii: "\\") }), source[end] == quote {
            append(.string, String(decoding: source[position..<end], as: UTF8.self), at: start)
            position = end + 1
            return
        }
        var scalars = String.UnicodeScalarView()
        while let (scalar, length) = scalar(at: position) {
            position += length
            if scalar.value == UInt32(quote) {
                append(.string, String(scalars), at: start)
                return
            }
            if scalar == "\\" { try readEscape(into: &scalars) } else { scalars.append(scalar) }
        }
        throw Stop(message: "the string has no end: \(Unicode.Scalar(quote)) is missing", offset: start)
    }

    private mutating func readEscape(into scalars: inout String.UnicodeScalarView) throws(Stop) {
        let start = position - 1
        guard let (scalar, length) = scalar(at: position) else { return }
        position += length
        switch scalar {
        case "\n": break
        case "\\", "'", "\"": scalars.append(scalar)
        case "a": scalars.append("\u{07}")
        case "b": scalars.append("\u{08}")
        case "f": scalars.append("\u{0C}")
        case "n": scalars.append("\n")
        case "r": scalars.append("\r")
        case "t": scalars.append("\t")
        case "v": scalars.append("\u{0B}")
        case "x": scalars.append(try readHexadecimal(2, from: start))
        case "u": scalars.append(try readHexadecimal(4, from: start))
        case "U": scalars.append(try readHexadecimal(8, from: start))
        case "0"..."7":
            var code = scalar.value - 0x30
            for _ in 0..<2 {
                guard let digit = byte(position), (0x30...0x37).contains(digit) else { break }
                code = code * 8 + UInt32(digit - 0x30)
                position += 1
            }
            if let character = Unicode.Scalar(code) { scalars.append(character) }
        default:
            scalars.append("\\")
            scalars.append(scalar)
        }
    }

    private mutating func readHexadecimal(_ count: Int, from start: Int) throws(Stop) -> Unicode.Scalar {
        let end = position + count
        guard end <= source.count,
            let code = UInt32(String(decoding: source[position..<end], as: UTF8.self), radix: 16),
            Self.isHexadecimal(source[position])
        else { throw Stop(message: "the escape needs \(count) hexadecimal digits", offset: start) }
        guard let scalar = Unicode.Scalar(code) else {
            throw Stop(message: "the escape names no Unicode character", offset: start)
        }
        position = end
        return scalar
    }

    /// `UInt32(_:radix:)` would take a sign as well.
    private static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte | 0x20) }
}
