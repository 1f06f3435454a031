import AshlarPostgres

extension SQLExpression {
    /// It has one of the values; with none of them no row does. The list is one bound value, so its length does not matter
    /// to the statement's text.
    public func `in`(_ values: [Value]) -> Condition { Condition("\(sql) = ANY(\(values))") }

    /// It has none of the values; NULL is none of them.
    public func notIn(_ values: [Value]) -> Condition {
        Condition(isNullable ? "(\(sql) IS NULL OR \(sql) <> ALL(\(values)))" : "\(sql) <> ALL(\(values))")
    }

    /// It is one of the rows of a query of one column: `$0.authorID.in(User.where { … }.select { $0.id })`.
    public func `in`<Base: RowQuery>(_ query: SelectedQuery<Base, Value>) -> Condition { within(query.sql) }

    /// It is one of the rows of a query of one column.
    public func `in`<Base: RowQuery>(_ query: SelectedQuery<Base, Value?>) -> Condition { within(query.sql) }

    /// It is none of the rows of a query of one column. A row that is NULL makes this hold for no value at all, as in SQL.
    public func notIn<Base: RowQuery>(_ query: SelectedQuery<Base, Value>) -> Condition {
        Condition("\(sql) NOT IN (\(query.sql))")
    }

    /// It compares so with at least one of the values.
    public func `is`(_ comparison: Comparison, anyOf values: [Value]) -> Condition {
        Condition("\(sql) \(comparison.sql) ANY(\(values))")
    }

    /// It compares so with every one of the values.
    public func `is`(_ comparison: Comparison, allOf values: [Value]) -> Condition {
        Condition("\(sql) \(comparison.sql) ALL(\(values))")
    }

    /// It compares so with at least one row of a query of one column.
    public func `is`<Base: RowQuery>(
        _ comparison: Comparison, anyOf query: SelectedQuery<Base, Value>
    ) -> Condition {
        Condition("\(sql) \(comparison.sql) ANY(\(query.sql))")
    }

    /// It compares so with every row of a query of one column.
    public func `is`<Base: RowQuery>(
        _ comparison: Comparison, allOf query: SelectedQuery<Base, Value>
    ) -> Condition {
        Condition("\(sql) \(comparison.sql) ALL(\(query.sql))")
    }

    private func within(_ query: SQL) -> Condition { Condition("\(sql) IN (\(query))") }
}
