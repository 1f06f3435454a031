extension Lexer {
    /// `<x-name` or `</x-name`.
    func componentMark(at index: Int) -> Mark? {
        guard syntax.hasComponents, byte(index) == UInt8(ascii: "<") else { return nil }
        let place = byte(index + 1) == UInt8(ascii: "/") ? index + 2 : index + 1
        guard byte(place) == UInt8(ascii: "x"), byte(place + 1) == UInt8(ascii: "-"),
            let letter = byte(place + 2), (0x61...0x7A).contains(letter)
        else { return nil }
        return Mark(kind: .component, start: index, end: place + 2, sign: nil)
    }

    /// Reads a component's tag: as the tag `x` with its name and, for each attribute, a name and an expression.
    mutating func readComponent(from start: Int) throws(Stop) {
        let name = readComponentName()
        if byte(start + 1) == UInt8(ascii: "/") {
            position = skippingWhitespace(position)
            guard byte(position) == UInt8(ascii: ">") else {
                throw Stop(message: "</x-\(name) has no end: \">\" is missing", offset: start)
            }
            appendEnd(name, at: start)
            leave(at: position + 1)
            return
        }
        append(.blockStart, "", at: start)
        append(.name, "x", at: start)
        append(.string, name, at: start + 1)
        while true {
            position = skippingWhitespace(position)
            guard let byte = byte(position) else { break }
            if byte == UInt8(ascii: ">") {
                append(.blockEnd, "", at: position)
                leave(at: position + 1)
                return
            }
            if byte == UInt8(ascii: "/"), self.byte(position + 1) == UInt8(ascii: ">") {
                append(.blockEnd, "", at: position)
                appendEnd(name, at: position)
                leave(at: position + 2)
                return
            }
            if let output = startOfOutput() {
                append(.power, "**", at: position)
                try readOutput(output)
            } else {
                try readAttribute()
            }
            append(.comma, ",", at: position)
        }
        throw Stop(message: "<x-\(name) has no end: \">\" is missing", offset: start)
    }

    private mutating func appendEnd(_ name: String, at offset: Int) {
        append(.blockStart, "", at: offset)
        append(.name, "endx", at: offset)
        append(.string, name, at: offset)
        append(.blockEnd, "", at: offset)
    }

    private mutating func readComponentName() -> String {
        let start = position
        while let byte = byte(position), Self.isNameByte(byte) || byte == UInt8(ascii: ":") { position += 1 }
        return String(decoding: source[start..<position], as: UTF8.self)
    }

    /// Letters, digits, and what names of files and attributes have between them.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || [0x2D, 0x2E, 0x5F].contains(byte)
    }

    private func startOfOutput() -> Int? {
        let mark = Array(syntax.options.variableStart.utf8)
        return has(mark, at: position) ? position + mark.count : nil
    }

    /// `{{ expression }}`, in parentheses.
    private mutating func readOutput(_ begin: Int) throws(Stop) {
        let start = position
        append(.leftParenthesis, "(", at: start)
        position = begin
        if let sign = byte(position), sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { position += 1 }
        var open: [(closing: Token.Kind, text: String)] = []
        while position < source.count {
            if open.isEmpty, let end = endOfMark(syntax.variableEnd, trims: false, acceptsPlus: false) {
                append(.rightParenthesis, ")", at: position)
                position = end
                return
            }
            try readWord(&open)
        }
        throw Stop(message: "the output has no end: \"\(syntax.options.variableEnd)\" is missing", offset: start)
    }

    private mutating func readAttribute() throws(Stop) {
        let start = position
        let isExpression = byte(position) == UInt8(ascii: ":")
        if isExpression { position += 1 }
        if byte(position) == UInt8(ascii: "@") { position += 1 }
        let name = readComponentName()
        guard !name.isEmpty else {
            throw Stop(message: "unexpected character \"\(character(at: position))\" in a tag", offset: position)
        }
        let isEvent = source[start] == UInt8(ascii: "@")
        append(.string, isEvent ? "@" + name : name, at: start)
        append(.assign, "=", at: position)
        guard byte(position) == UInt8(ascii: "=") else {
            append(.name, "true", at: start)
            return
        }
        position += 1
        guard let quote = byte(position), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw Stop(message: "the value of \"\(name)\" needs quotes", offset: position)
        }
        position += 1
        if isExpression {
            try readExpression(until: quote, from: start)
        } else {
            try readText(until: quote, from: start)
        }
    }

    private mutating func readExpression(until quote: UInt8, from start: Int) throws(Stop) {
        append(.leftParenthesis, "(", at: position)
        var open: [(closing: Token.Kind, text: String)] = []
        while position < source.count {
            if open.isEmpty, source[position] == quote {
                append(.rightParenthesis, ")", at: position)
                position += 1
                return
            }
            try readWord(&open)
        }
        throw Stop(message: "the attribute has no end: \(Unicode.Scalar(quote)) is missing", offset: start)
    }

    /// Text with outputs in it; a value that is one output alone keeps its type.
    private mutating func readText(until quote: UInt8, from start: Int) throws(Stop) {
        var begin = position
        var isFirst = true
        while position < source.count {
            let isEnd = source[position] == quote
            guard isEnd || startOfOutput() != nil else {
                position += 1
                continue
            }
            if position > begin || (isEnd && isFirst) {
                if !isFirst { append(.semicolon, ";", at: begin) }
                append(.string, Self.decoded(String(decoding: source[begin..<position], as: UTF8.self)), at: begin)
                isFirst = false
            }
            if isEnd {
                position += 1
                return
            }
            if let output = startOfOutput() {
                if !isFirst { append(.semicolon, ";", at: position) }
                try readOutput(output)
                isFirst = false
            }
            begin = position
        }
        throw Stop(message: "the attribute has no end: \(Unicode.Scalar(quote)) is missing", offset: start)
    }

    /// The characters that references stand for: the value is escaped again when it is printed.
    private static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(
            text
        ) { TextSearch.replace($1.0, by: $1.1, in: $0) }
    }
}
