public import AshlarSupport

/// A relation was read by name, which does not query, and it was not loaded before.
public struct RelationNotLoaded: DetailedError, Equatable {
    /// The model's name: `Post`.
    public let model: String
    /// The relation's name: `author`.
    public let relation: String

    /// An error about a relation that was not loaded.
    public init(model: String, relation: String) {
        self.model = model
        self.relation = relation
    }

    /// Which relation is missing.
    public var description: String {
        "The relation \"\(relation)\" of \(model) is not loaded; views and JSON never query"
    }

    /// The call that loads it.
    public var suggestion: String? {
        "Add .with { $0.\(relation) } to the query of \(model), or read it with `try await` before."
    }
}
