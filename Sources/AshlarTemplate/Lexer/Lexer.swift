/// Cuts a template's text into tokens.
///
/// After Jinja 3.1's lexer: plain text up to the next mark, then the inside of the tag, with the same rules for
/// whitespace. It works on bytes; whatever they are, it ends, with a ``Token/Kind/failure`` where it cannot go on.
struct Lexer {
    let source: [UInt8]
    let syntax: LexerSyntax
    var position = 0
    var tokens: [Token] = []
    /// Whether what was read last ended a line.
    var isAtLineStart = true

    /// - Parameter source: UTF-8 with `\n` as its only line break.
    init(_ source: [UInt8], syntax: TemplateSyntax, hasComponents: Bool = false) {
        self.source = source
        self.syntax = LexerSyntax(syntax, hasComponents: hasComponents)
        tokens.reserveCapacity(source.count / 8 + 8)
    }

    static func tokens(of source: [UInt8], syntax: TemplateSyntax, hasComponents: Bool = false) -> [Token] {
        var lexer = Lexer(source, syntax: syntax, hasComponents: hasComponents)
        do {
            try lexer.run()
            lexer.append(.end, "", at: source.count)
        } catch let failure {
            lexer.tokens.append(
                Token(kind: .failure, text: failure.message, offset: failure.offset, suggestion: failure.suggestion))
        }
        return lexer.tokens
    }

    struct Stop: Error {
        let message: String
        let offset: Int
        var suggestion: String?
    }

    mutating func append(_ kind: Token.Kind, _ text: String, at offset: Int) {
        tokens.append(Token(kind: kind, text: text, offset: offset))
    }

    private mutating func run() throws(Stop) {
        while position < source.count {
            guard let mark = nextMark() else {
                appendData(from: position, to: source.count)
                return
            }
            readText(before: mark)
            position = mark.end
            isAtLineStart = mark.end > 0 && source[mark.end - 1] == UInt8(ascii: "\n")
            switch mark.kind {
            case .comment: try readComment(from: mark.start)
            case .lineComment: readLineComment()
            case .raw: try readRaw(from: mark.start)
            case .block:
                append(.blockStart, "", at: mark.start)
                try readTag(.block, from: mark.start)
            case .lineStatement:
                append(.blockStart, "", at: mark.start)
                try readTag(.lineStatement, from: mark.start)
            case .component: try readComponent(from: mark.start)
            case .variable:
                append(.variableStart, "", at: mark.start)
                try readTag(.variable, from: mark.start)
            }
        }
    }

    // MARK: Plain text

    /// The text up to a mark, without the whitespace that the mark's sign or the options strip.
    private mutating func readText(before mark: Mark) {
        var end = mark.start
        if mark.sign == UInt8(ascii: "-") {
            while end > position, Self.isWhitespace(source[end - 1]) { end -= 1 }
        } else if mark.sign == nil, syntax.options.lstripBlocks, mark.kind != .variable, mark.kind != .component {
            var lineStart = end
            while lineStart > position, source[lineStart - 1] != UInt8(ascii: "\n") { lineStart -= 1 }
            if lineStart > position || isAtLineStart, source[lineStart..<end].allSatisfy(Self.isWhitespace) {
                end = lineStart
            }
        }
        appendData(from: position, to: end)
    }

    mutating func appendData(from start: Int, to end: Int) {
        guard start < end else { return }
        var text = String(decoding: source[start..<end], as: UTF8.self)
        if syntax.options.newlineSequence != "\n" {
            text = TextSearch.replace("\n", by: syntax.options.newlineSequence, in: text)
        }
        append(.data, text, at: start)
    }

    private mutating func readComment(from start: Int) throws(Stop) {
        while position < source.count {
            if let end = endOfMark(syntax.commentEnd, trims: true, acceptsPlus: true) {
                leave(at: end)
                return
            }
            position += 1
        }
        throw Stop(message: "the comment has no end: \"\(syntax.options.commentEnd)\" is missing", offset: start)
    }

    private mutating func readLineComment() {
        while position < source.count, source[position] != UInt8(ascii: "\n") { position += 1 }
        isAtLineStart = false
    }

    private mutating func readRaw(from start: Int) throws(Stop) {
        let begin = position
        while position < source.count {
            if let (end, sign) = endOfRaw() {
                let mark = Mark(kind: .raw, start: position, end: end, sign: sign)
                position = begin
                readText(before: mark)
                leave(at: end)
                return
            }
            position += 1
        }
        throw Stop(message: "the raw block has no end: \"endraw\" is missing", offset: start)
    }

    mutating func leave(at end: Int) {
        isAtLineStart = end > 0 && source[end - 1] == UInt8(ascii: "\n")
        position = end
    }

    // MARK: Bytes

    func has(_ bytes: [UInt8], at index: Int) -> Bool {
        guard index + bytes.count <= source.count else { return false }
        for (offset, byte) in bytes.enumerated() where source[index + offset] != byte { return false }
        return true
    }

    func byte(_ index: Int) -> UInt8? { index < source.count ? source[index] : nil }

    func skippingWhitespace(_ index: Int) -> Int {
        var index = index
        while index < source.count, Self.isWhitespace(source[index]) { index += 1 }
        return index
    }

    static func isWhitespace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
