public import AshlarSupport

/// A text that should lead to a page of a result leads nowhere. An HTTP client gets a 400.
public struct InvalidCursor: DetailedError, Equatable {
    /// Where the page was asked for.
    public let location: SourceLocation?

    /// What is wrong with it.
    public var description: String { "The cursor is none that a page of this query gave" }

    /// Where cursors come from.
    public var suggestion: String? {
        "Pass on what `next` or `previous` of a page holds, unchanged, to a query with the same order; nil is the first page."
    }
}
