import AshlarPostgres

extension RowQuery {
    /// Joins a model's rows that meet a condition; rows without a match are left out.
    ///
    /// - Parameters:
    ///   - other: the rows under their name; ``Model/as(_:)``.
    ///   - condition: which of them belong to a row of this query.
    public func join<M: Model>(_ other: Alias<M>, on condition: (Columns) -> Condition) -> Self {
        joining("JOIN", other, condition(columns))
    }

    /// Joins a model's rows; where none matches its columns are NULL.
    public func leftJoin<M: Model>(_ other: Alias<M>, on condition: (Columns) -> Condition) -> Self {
        joining("LEFT JOIN", other, condition(columns))
    }

    /// Joins a model's rows; those of theirs that match none of this query come too.
    public func rightJoin<M: Model>(_ other: Alias<M>, on condition: (Columns) -> Condition) -> Self {
        joining("RIGHT JOIN", other, condition(columns))
    }

    /// Joins a model's rows; on both sides those without a match come too.
    public func fullJoin<M: Model>(_ other: Alias<M>, on condition: (Columns) -> Condition) -> Self {
        joining("FULL JOIN", other, condition(columns))
    }

    /// Joins every row with every row.
    public func crossJoin<M: Model>(_ other: Alias<M>) -> Self { joining("CROSS JOIN", other, nil) }

    /// Joins the rows of a query that stands in parentheses; its columns are reached through its name.
    ///
    /// - Parameters:
    ///   - query: the query under its name; ``RowQuery/as(_:)``.
    ///   - condition: which of its rows belong to a row of this one.
    public func join(_ query: DerivedTable, on condition: (Columns) -> Condition) -> Self {
        joining("JOIN", query.item, query.name, condition(columns))
    }

    /// Joins the rows of a query that stands in parentheses; where none matches its columns are NULL.
    public func leftJoin(_ query: DerivedTable, on condition: (Columns) -> Condition) -> Self {
        joining("LEFT JOIN", query.item, query.name, condition(columns))
    }

    /// Joins, for each row, the rows of a query that uses that row's columns: the three latest comments of each post.
    ///
    /// - Parameter query: makes the query of this query's columns, under its name.
    public func joinLateral(_ query: (Columns) -> DerivedTable) -> Self {
        let table = query(columns)
        return joining("CROSS JOIN LATERAL", table.item, table.name, nil)
    }

    /// The same, keeping the rows for which the query has none.
    public func leftJoinLateral(_ query: (Columns) -> DerivedTable) -> Self {
        let table = query(columns)
        return joining("LEFT JOIN LATERAL", table.item, table.name, .always)
    }

    private func joining<M: Model>(_ kind: SQL, _ other: Alias<M>, _ condition: Condition?) -> Self {
        joining(kind, other._joinItem, other._name, condition)
    }

    func joining(_ kind: SQL, _ item: SQL, _ name: String, _ condition: Condition?) -> Self {
        var clause = " " + kind + " " + item
        if let condition { clause.append(" ON " + condition.sql) }
        return extended { $0.joins.append(ExplicitJoin(alias: name, clause: clause)) }
    }
}
