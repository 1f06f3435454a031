/// A piece of a template's text: a run of plain text, the beginning or end of a tag, or a word of an expression.
struct Token {
    enum Kind: Equatable {
        case data
        case blockStart, blockEnd, variableStart, variableEnd
        case name, string, integer, float
        case plus, minus, star, power, slash, doubleSlash, percent, tilde
        case leftBracket, rightBracket, leftParenthesis, rightParenthesis, leftBrace, rightBrace
        case equal, notEqual, greater, greaterOrEqual, less, lessOrEqual
        case assign, dot, colon, pipe, comma, semicolon
        case end
        /// The text cannot be read any further; the token's text says why.
        case failure
    }

    let kind: Kind
    /// The plain text, the name, the content of the string, the digits, or the operator as written.
    let text: String
    /// Where it begins, in UTF-8 bytes.
    let offset: Int
    /// What to do about a failure.
    var suggestion: String?

    /// What to call the token in a message.
    var described: String {
        switch kind {
        case .data: "text"
        case .blockStart: "the beginning of a tag"
        case .blockEnd: "the end of the tag"
        case .variableStart: "the beginning of an output"
        case .variableEnd: "the end of the output"
        case .string: "a string"
        case .end, .failure: "the end of the template"
        default: "\"\(text)\""
        }
    }
}
