extension Lexer {
    /// Reads the inside of a tag up to its end.
    mutating func readTag(_ kind: Mark.Kind, from start: Int) throws(Stop) {
        var open: [(closing: Token.Kind, text: String)] = []
        while position < source.count || kind == .lineStatement {
            if open.isEmpty, let end = endOfTag(kind) {
                append(kind == .variable ? .variableEnd : .blockEnd, "", at: position)
                leave(at: end)
                return
            }
            guard position < source.count else { break }
            try readWord(&open)
        }
        let end = kind == .variable ? syntax.options.variableEnd : syntax.options.blockEnd
        throw Stop(
            message: open.last.map { "the template ends before \"\($0.text)\"" }
                ?? "the \(kind == .variable ? "output" : "tag") has no end: \"\(end)\" is missing", offset: start)
    }

    private func endOfTag(_ kind: Mark.Kind) -> Int? {
        switch kind {
        case .variable: endOfMark(syntax.variableEnd, trims: false, acceptsPlus: false)
        case .lineStatement: endOfLine()
        default: endOfMark(syntax.blockEnd, trims: true, acceptsPlus: true)
        }
    }

    mutating func readWord(_ open: inout [(closing: Token.Kind, text: String)]) throws(Stop) {
        let byte = source[position]
        if Self.isWhitespace(byte) {
            position = skippingWhitespace(position)
        } else if Self.isDigit(byte) {
            readNumber()
        } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
            try readString(quote: byte)
        } else if readName() {
            return
        } else if let (kind, length) = symbol(at: position) {
            try readSymbol(kind, length, &open)
        } else {
            let rest = String(decoding: source[position..<min(position + 3, source.count)], as: UTF8.self)
            throw Stop(
                message: "unexpected character \"\(character(at: position))\"", offset: position,
                suggestion: ForeignWord.suggestion(forOperator: rest))
        }
    }

    private mutating func readSymbol(
        _ kind: Token.Kind, _ length: Int, _ open: inout [(closing: Token.Kind, text: String)]
    ) throws(Stop) {
        let text = String(decoding: source[position..<(position + length)], as: UTF8.self)
        switch kind {
        case .leftBrace: open.append((.rightBrace, "}"))
        case .leftParenthesis: open.append((.rightParenthesis, ")"))
        case .leftBracket: open.append((.rightBracket, "]"))
        case .rightBrace, .rightParenthesis, .rightBracket:
            guard let expected = open.popLast() else {
                throw Stop(message: "unexpected \"\(text)\"", offset: position)
            }
            guard expected.closing == kind else {
                throw Stop(message: "unexpected \"\(text)\", expected \"\(expected.text)\"", offset: position)
            }
        default: break
        }
        append(kind, text, at: position)
        position += length
    }

    // MARK: Names and numbers

    private mutating func readName() -> Bool {
        let start = position
        // Most names are ASCII, and Unicode's properties are dear to ask for.
        while position < source.count, Self.isNameByte(source[position], isFirst: position == start) { position += 1 }
        if position > start, position == source.count || source[position] < 0x80 {
            append(.name, String(decoding: source[start..<position], as: UTF8.self), at: start)
            return true
        }
        if position == start, source[start] < 0x80 { return false }
        position = start
        guard let first = scalar(at: position), first.value == "_" || first.value.properties.isXIDStart else {
            return false
        }
        position += first.length
        while let next = scalar(at: position), next.value == "_" || next.value.properties.isXIDContinue {
            position += next.length
        }
        append(.name, String(decoding: source[start..<position], as: UTF8.self), at: start)
        return true
    }

    private static func isNameByte(_ byte: UInt8, isFirst: Bool) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_") || !isFirst && isDigit(byte)
    }

    private mutating func readNumber() {
        let start = position
        let isAfterDot = start > 0 && source[start - 1] == UInt8(ascii: ".")
        if !isAfterDot, let end = endOfFloat(start) {
            position = end
            append(.float, digits(start, end), at: start)
            return
        }
        if source[start] == UInt8(ascii: "0"), let letter = byte(start + 1) {
            let isDigit: ((UInt8) -> Bool)? =
                switch letter | 0x20 {
                case UInt8(ascii: "x"): { Self.isDigit($0) || (0x61...0x66).contains($0 | 0x20) }
                case UInt8(ascii: "o"): { (0x30...0x37).contains($0) }
                case UInt8(ascii: "b"): { (0x30...0x31).contains($0) }
                default: nil
                }
            if let isDigit, let end = endOfDigits(start + 2, isDigit, mayBeginWithUnderscore: true) {
                position = end
                append(.integer, digits(start, end), at: start)
                return
            }
        }
        let isZero = source[start] == UInt8(ascii: "0")
        position = endOfDigits(start, { isZero ? $0 == 0x30 : Self.isDigit($0) }) ?? start + 1
        append(.integer, digits(start, position), at: start)
    }

    private func endOfFloat(_ start: Int) -> Int? {
        guard var end = endOfDigits(start, Self.isDigit) else { return nil }
        var isFloat = false
        if byte(end) == UInt8(ascii: "."), let fraction = endOfDigits(end + 1, Self.isDigit) {
            end = fraction
            isFloat = true
        }
        if let letter = byte(end), letter | 0x20 == UInt8(ascii: "e") {
            var place = end + 1
            if let sign = byte(place), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { place += 1 }
            if let exponent = endOfDigits(place, Self.isDigit) { return exponent }
        }
        return isFloat ? end : nil
    }

    /// The end of digits that single underscores may separate; nil if there is no digit.
    private func endOfDigits(
        _ start: Int, _ isDigit: (UInt8) -> Bool, mayBeginWithUnderscore: Bool = false
    ) -> Int? {
        var place = start
        var end: Int?
        while true {
            if place != start || mayBeginWithUnderscore, byte(place) == UInt8(ascii: "_") { place += 1 }
            guard let next = byte(place), isDigit(next) else { return end }
            place += 1
            end = place
        }
    }

    private func digits(_ start: Int, _ end: Int) -> String {
        String(decoding: source[start..<end].lazy.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    // MARK: Characters

    /// The character at a place and its length in bytes; the source is known to be valid UTF-8.
    func scalar(at index: Int) -> (value: Unicode.Scalar, length: Int)? {
        guard let first = byte(index) else { return nil }
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard index + length <= source.count else { return nil }
        guard let scalar = String(decoding: source[index..<(index + length)], as: UTF8.self).unicodeScalars.first else {
            return nil
        }
        return (scalar, length)
    }

    func character(at index: Int) -> String { scalar(at: index).map { String($0.value) } ?? "?" }

    private func symbol(at index: Int) -> (Token.Kind, Int)? {
        let second = byte(index + 1)
        switch source[index] {
        case UInt8(ascii: "+"): return (.plus, 1)
        case UInt8(ascii: "-"): return (.minus, 1)
        case UInt8(ascii: "/"): return second == UInt8(ascii: "/") ? (.doubleSlash, 2) : (.slash, 1)
        case UInt8(ascii: "*"): return second == UInt8(ascii: "*") ? (.power, 2) : (.star, 1)
        case UInt8(ascii: "%"): return (.percent, 1)
        case UInt8(ascii: "~"): return (.tilde, 1)
        case UInt8(ascii: "["): return (.leftBracket, 1)
        case UInt8(ascii: "]"): return (.rightBracket, 1)
        case UInt8(ascii: "("): return (.leftParenthesis, 1)
        case UInt8(ascii: ")"): return (.rightParenthesis, 1)
        case UInt8(ascii: "{"): return (.leftBrace, 1)
        case UInt8(ascii: "}"): return (.rightBrace, 1)
        case UInt8(ascii: "="): return second == UInt8(ascii: "=") ? (.equal, 2) : (.assign, 1)
        case UInt8(ascii: "!"): return second == UInt8(ascii: "=") ? (.notEqual, 2) : nil
        case UInt8(ascii: ">"): return second == UInt8(ascii: "=") ? (.greaterOrEqual, 2) : (.greater, 1)
        case UInt8(ascii: "<"): return second == UInt8(ascii: "=") ? (.lessOrEqual, 2) : (.less, 1)
        case UInt8(ascii: "."): return (.dot, 1)
        case UInt8(ascii: ":"): return (.colon, 1)
        case UInt8(ascii: "|"): return (.pipe, 1)
        case UInt8(ascii: ","): return (.comma, 1)
        case UInt8(ascii: ";"): return (.semicolon, 1)
        default: return nil
        }
    }
}
