import AshlarPostgres

/// A number about the related models: how many there are, the sum of a column.
///
/// ```swift
/// let posts = try await Post.with { [$0.comments.count, $0.comments.sum { $0.votes }] }.all()
/// let votes = try await posts[0].value { $0.comments.sum { $0.votes } }
/// ```
///
/// It is worked out for all models of a result in one statement.
public struct RelationAggregate<Result: Sendable>: EagerLoad {
    let path: RelationPath
    /// `count(*)`
    let function: SQL
    /// Reads the number from a row; nil where there is none.
    let decode: @Sendable (PostgresRows, _ row: Int, _ column: Int) throws -> Result?
    /// The number for a model that has no related ones.
    let empty: Result

    /// Loads it for all models of a batch.
    public func _load(into batch: ModelBatch, file: String, line: Int) async throws {
        try await relation().load(self, into: batch, file: file, line: line)
    }

    /// The relation that it is about.
    ///
    /// - Throws: ``RelationMisconfigured`` where it is about a relation of a relation.
    func relation() throws -> any ModelRelation {
        guard let step = path.steps.first, path.steps.count == 1 else {
            throw RelationMisconfigured(
                model: "with", relation: path.text,
                problem: "a number is about one relation, not about a way over several",
                advice: "Load the relation before with `with`, and the number on its models.")
        }
        return step.relation
    }

    /// What tells it from other numbers.
    func identity<Related: Model>(_ query: Query<Related>) -> String {
        let sql = "\(function) \(query.scopedCondition?.sql ?? SQL())" as SQL
        let (text, bindings) = sql.render()
        return ([path.text, text] + bindings.map { "\($0.bytes ?? [])" }).joined(separator: "|")
    }
}

extension RelatedModels {
    /// How many related models there are: `.with { $0.comments.count }`.
    public var count: RelationAggregate<Int> { aggregate("count(*)", empty: 0) }

    /// Whether there is a related model.
    public var exists: RelationAggregate<Bool> { aggregate("true", empty: false) }

    /// The sum of a column of the related models, 0 without any.
    public func sum<E: SQLExpression>(
        _ expression: (_Model.Fields) -> E
    ) -> RelationAggregate<E.Value> where E.Value: Numeric {
        let type = E.Value.postgresType.name.map { "::" + $0 } ?? ""
        return aggregate("sum(\(expression(_Model.fields).sql))\(unsafe: type)", empty: .zero)
    }

    /// The smallest value of a column of the related models, nil without any.
    public func min<E: SQLExpression>(
        _ expression: (_Model.Fields) -> E
    ) -> RelationAggregate<E.Value?> { aggregate("min(\(expression(_Model.fields).sql))", empty: nil) }

    /// The greatest value of a column of the related models, nil without any.
    public func max<E: SQLExpression>(
        _ expression: (_Model.Fields) -> E
    ) -> RelationAggregate<E.Value?> { aggregate("max(\(expression(_Model.fields).sql))", empty: nil) }

    /// The mean of a column of the related models, nil without any.
    public func average<E: SQLExpression>(
        _ expression: (_Model.Fields) -> E
    ) -> RelationAggregate<Double?> where E.Value: Numeric {
        aggregate("avg(\(expression(_Model.fields).sql))::float8", empty: nil)
    }

    private func aggregate<Result: PostgresDecodable>(_ function: SQL, empty: Result) -> RelationAggregate<Result> {
        RelationAggregate(
            path: _path, function: function,
            decode: { try $0.decode(row: $1, column: $2, as: Result?.self) }, empty: empty)
    }
}
