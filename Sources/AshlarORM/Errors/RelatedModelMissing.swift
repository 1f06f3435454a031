public import AshlarSupport

/// A relation to one model, which is not optional, leads to none.
public struct RelatedModelMissing: DetailedError, Equatable {
    /// The model's name: `Post`.
    public let model: String
    /// The relation's name: `author`.
    public let relation: String
    /// The model on the other side: `User`.
    public let related: String
    /// The property that holds the key: `authorID`.
    public let foreignKey: String
    /// The key, as text.
    public let key: String?
    /// Whether the key is on this side.
    public let isBelongsTo: Bool
    /// Where the relation was read: its declaration.
    public let location: SourceLocation?

    /// Which row is missing.
    public var description: String {
        isBelongsTo
            ? "\(model).\(relation): there is no \(related) with the key \"\(key ?? "nil")\", which \(foreignKey) names"
            : "\(model).\(relation): there is no \(related) for the \(foreignKey) \"\(key ?? "nil")\""
    }

    /// What to do about it.
    public var suggestion: String? {
        isBelongsTo
            ? "Declare it `\(relation): \(related)?` if it may be missing, or give the column a foreign key in a migration: "
                + "references(...)."
            : "Declare it `\(relation): \(related)?` if it may be missing."
    }
}
