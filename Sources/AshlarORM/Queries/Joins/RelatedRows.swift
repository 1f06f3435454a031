public import AshlarPostgres

/// The rows of a relation to many, inside of a condition: `$0.comments.exists { $0.body.contains("swift") }`.
///
/// Each use is a query inside of the query; the rows themselves are not loaded.
public struct RelatedRows<Related: Model>: Sendable {
    private let source: RelatedSource

    /// The rows that belong to a source's. `@Model` writes the call.
    public init<R: JoinableRelation>(_ source: FieldSource, _ relation: R) where R.Related == Related {
        self.source = source.related(by: relation)
    }

    /// The related rows as a query, to be narrowed, ordered, selected from.
    public var query: Query<Related> {
        var query = Query<Related>(alias: source.alias)
        query.condition = Condition(source.condition)
        return query
    }

    /// There is a related row.
    public func exists() -> Condition { .exists(query) }

    /// There is a related row that meets a condition.
    public func exists(_ condition: (Related.Fields) -> Condition) -> Condition { .exists(query.where(condition)) }

    /// There is no related row.
    public func doesntExist() -> Condition { .notExists(query) }

    /// There is no related row that meets a condition.
    public func doesntExist(_ condition: (Related.Fields) -> Condition) -> Condition {
        .notExists(query.where(condition))
    }

    /// All related rows meet a condition; so it is where there are none.
    public func all(_ condition: (Related.Fields) -> Condition) -> Condition {
        .notExists(query.where { !condition($0) })
    }

    /// How many related rows there are: `$0.comments.count > 3`.
    public var count: Computed<Int> { scalar { _ in Aggregate.count } }

    /// How many related rows meet a condition.
    public func count(_ condition: (Related.Fields) -> Condition) -> Computed<Int> {
        Computed("(\(query.where(condition).select { _ in Aggregate.count }.sql))", isNullable: false)
    }

    /// A value worked out from all related rows: `$0.comments.value { $0.createdAt.max }`.
    public func value<E: SQLExpression>(_ expression: (Related.Fields) -> E) -> OptionalComputed<E.Value> {
        OptionalComputed("(\(query.select(expression).sql))")
    }

    private func scalar<E: SQLExpression>(_ expression: (Related.Fields) -> E) -> Computed<E.Value> {
        Computed("(\(query.select(expression).sql))", isNullable: false)
    }
}
