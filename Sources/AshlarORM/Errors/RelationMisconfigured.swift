public import AshlarSupport

/// A relation whose other side has no column for the key, or that is declared in a way that cannot be followed.
public struct RelationMisconfigured: DetailedError, Equatable {
    /// The model's name: `Post`.
    public let model: String
    /// The relation's name: `comments`.
    public let relation: String
    /// What is wrong, as a clause.
    public let problem: String
    /// What to do about it, as a sentence.
    public let advice: String
    /// The column that is missing, if that is the mistake.
    public let column: String?
    /// Where the relation is declared.
    public let location: SourceLocation?

    init(
        model: String, relation: String, problem: String, advice: String, column: String? = nil,
        location: SourceLocation? = nil
    ) {
        self.column = column
        self.model = model
        self.relation = relation
        self.problem = problem
        self.advice = advice
        self.location = location
    }

    /// A column is not there.
    ///
    /// - Parameters:
    ///   - model: the model's name.
    ///   - relation: the relation's name.
    ///   - related: the model that should have the column.
    ///   - column: the column that was looked for.
    ///   - candidates: the columns that the other model has.
    ///   - location: where the relation is declared.
    init(
        model: String, relation: String, related: String, column: String, candidates: [String],
        location: SourceLocation?
    ) {
        self.init(
            model: model, relation: relation,
            problem: "\(related) has no column \"\(column)\"." + Suggestion.sentence(for: column, in: candidates),
            advice:
                "Declare a @BelongsTo to \(model) in \(related), or name the column: @HasMany(foreignKey: \"...\"). "
                + "\(related) has \(candidates.joined(separator: ", ")).",
            column: column, location: location)
    }

    /// What is wrong.
    public var description: String { "\(model).\(relation): \(problem)" }

    /// What to do about it.
    public var suggestion: String? { advice }
}
