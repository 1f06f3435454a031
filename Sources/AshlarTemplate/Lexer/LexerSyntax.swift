/// The marks as bytes, in the order in which they are tried: the longest first, as Jinja does it.
struct LexerSyntax: Sendable {
    let options: TemplateSyntax
    let blockStart: [UInt8]
    let blockEnd: [UInt8]
    let variableEnd: [UInt8]
    let commentEnd: [UInt8]
    let marks: [(kind: Mark.Kind, bytes: [UInt8])]
    /// Whether `<x-name>` is a tag.
    let hasComponents: Bool
    /// Whether a byte can begin a mark.
    private let begins: [Bool]

    init(_ syntax: TemplateSyntax, hasComponents: Bool) {
        options = syntax
        self.hasComponents = hasComponents
        blockStart = Array(syntax.blockStart.utf8)
        blockEnd = Array(syntax.blockEnd.utf8)
        variableEnd = Array(syntax.variableEnd.utf8)
        commentEnd = Array(syntax.commentEnd.utf8)
        var marks: [(kind: Mark.Kind, bytes: [UInt8])] = [(.variable, Array(syntax.variableStart.utf8))]
        if let prefix = syntax.lineStatementPrefix { marks.append((.lineStatement, Array(prefix.utf8))) }
        if let prefix = syntax.lineCommentPrefix { marks.append((.lineComment, Array(prefix.utf8))) }
        marks.append((.comment, Array(syntax.commentStart.utf8)))
        marks.append((.block, blockStart))
        // An empty mark would be found everywhere.
        marks.removeAll { $0.bytes.isEmpty }
        // A stable sort: marks of the same length keep the order above.
        self.marks = marks.enumerated().sorted {
            ($1.element.bytes.count, $0.offset) < ($0.element.bytes.count, $1.offset)
        }.map(\.element)
        var begins = [Bool](repeating: false, count: 256)
        for mark in marks { if let first = mark.bytes.first { begins[Int(first)] = true } }
        if syntax.lineStatementPrefix != nil || syntax.lineCommentPrefix != nil {
            for space: UInt8 in [0x20, 0x09, 0x0B, 0x0C] { begins[Int(space)] = true }
        }
        if hasComponents { begins[Int(UInt8(ascii: "<"))] = true }
        self.begins = begins
    }

    func canBegin(_ byte: UInt8) -> Bool { begins[Int(byte)] }
}

/// Where plain text ends and a tag, an output or a comment begins.
struct Mark {
    enum Kind: Equatable { case block, variable, comment, raw, lineStatement, lineComment, component }

    let kind: Kind
    let start: Int
    let end: Int
    /// `-` or `+` behind the mark.
    let sign: UInt8?
}
