/// The marks of the language and what becomes of the whitespace around them.
///
/// The defaults are Jinja's; change them where a text is full of braces of its own.
public struct TemplateSyntax: Sendable {
    /// What begins a tag.
    public var blockStart = "{%"
    /// What ends a tag.
    public var blockEnd = "%}"
    /// What begins an output.
    public var variableStart = "{{"
    /// What ends an output.
    public var variableEnd = "}}"
    /// What begins a comment.
    public var commentStart = "{#"
    /// What ends a comment.
    public var commentEnd = "#}"
    /// What makes a tag of the rest of a line; none by default.
    public var lineStatementPrefix: String?
    /// What makes a comment of the rest of a line; none by default.
    public var lineCommentPrefix: String?
    /// Whether the line break after a tag is dropped.
    public var trimBlocks = false
    /// Whether whitespace before a tag that begins its line is dropped.
    public var lstripBlocks = false
    /// Whether a line break at the very end of a template is kept.
    public var keepTrailingNewline = false
    /// What every line break is written as.
    public var newlineSequence = "\n"

    /// Jinja's defaults.
    public init() {}
}
