public import AshlarSupport

/// A bulk statement without a condition was refused: it would have touched every row of the table.
public struct UnboundedWrite: DetailedError, Equatable {
    /// The model's name: `Post`.
    public let model: String
    /// The table's name: `posts`.
    public let table: String
    /// What was asked for: `delete` or `update`.
    public let action: String
    /// Where it was asked for.
    public let location: SourceLocation?

    /// What was refused.
    public var description: String {
        "Refused to \(action) every row of \"\(table)\": the query for \(model) has no condition"
    }

    /// How to say that it is meant.
    public var suggestion: String? {
        "Add .where { ... }, or write \(action)(all: true) if every row is meant."
    }
}
