public import AshlarSupport

/// There are several rows where one alone was expected.
public struct NotSole: DetailedError, Equatable {
    /// The model or table.
    public let name: String
    /// Where it was asked for.
    public let location: SourceLocation?

    /// What was found.
    public var description: String { "More than one \(name) was found where there should be one" }

    /// What to do about it.
    public var suggestion: String? {
        "Where several are possible use first() with an order; where they are not, a unique index keeps them out."
    }
}
