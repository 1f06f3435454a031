public import AshlarSupport

/// A query was to be walked through by the values of its rows, and has no order that tells them.
public struct UnorderedQuery: DetailedError, Equatable {
    /// The model or table.
    public let name: String
    /// Where it was asked for.
    public let location: SourceLocation?

    /// What is missing.
    public var description: String {
        "The query for \(name) has no order that pages can be found by: none at all, a random one, or one written as SQL "
            + "with its direction"
    }

    /// What to do about it.
    public var suggestion: String? {
        "Order it by columns or expressions, the last of them unique: .order { [$0.createdAt.desc, $0.id.desc] }. For an "
            + "expression written as SQL there is Computed<Int>(raw: \"...\").desc."
    }
}
