public import AshlarSupport

/// A `@BelongsTo` that is not optional names a row that does not exist.
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
    /// Where the relation was read: its declaration.
    public let location: SourceLocation?

    /// Which row is missing.
    public var description: String {
        "\(model).\(relation): there is no \(related) with the key \"\(key ?? "nil")\", which \(foreignKey) names"
    }

    /// What to do about it.
    public var suggestion: String? {
        "Declare it `\(relation): \(related)?` if it may be missing, or give the column a foreign key in a migration: "
            + "references(...)."
    }
}
