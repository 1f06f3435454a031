public import AshlarSupport

/// A `@HasMany` whose other side has no column for the key.
public struct RelationMisconfigured: DetailedError, Equatable {
    /// The model's name: `Post`.
    public let model: String
    /// The relation's name: `comments`.
    public let relation: String
    /// The model on the other side: `Comment`.
    public let related: String
    /// The column that was looked for: `post_id`.
    public let column: String
    /// The columns that the other model has.
    public let candidates: [String]
    /// Where the relation is declared.
    public let location: SourceLocation?

    /// What is missing.
    public var description: String {
        "\(model).\(relation): \(related) has no column \"\(column)\"."
            + Suggestion.sentence(for: column, in: candidates)
    }

    /// What to do about it.
    public var suggestion: String? {
        "Declare a @BelongsTo to \(model) in \(related), or name the column: @HasMany(foreignKey: \"...\"). "
            + "\(related) has \(candidates.joined(separator: ", "))."
    }
}
