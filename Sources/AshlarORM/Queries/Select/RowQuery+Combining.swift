public import AshlarPostgres

extension RowQuery {
    /// The rows of both queries, equal ones once.
    ///
    /// What follows, such as conditions and orders, is about the rows of both.
    public func union(_ other: Self) -> Self { combined("UNION", other) }

    /// The rows of both queries, also equal ones.
    public func unionAll(_ other: Self) -> Self { combined("UNION ALL", other) }

    /// The rows that both queries have.
    public func intersect(_ other: Self) -> Self { combined("INTERSECT", other) }

    /// The rows that the other query does not have.
    public func except(_ other: Self) -> Self { combined("EXCEPT", other) }

    private func combined(_ operation: SQL, _ other: Self) -> Self {
        from("(" + sql + ") " + operation + " (" + other.sql + ")")
    }

    /// Reads the rows of a statement that has this query's columns instead of its table.
    func from(_ statement: SQL) -> Self {
        changed { query in
            query._select = SelectStatement(table: _select.table, name: _select.alias)
            query._select.failure = _select.failure
            query._select.from = "(" + statement + ") AS " + SQL.identifier(_select.alias)
            query._select.isPlain = false
        }
    }

    /// Reads the rows of another query instead of the table: for what must be done after it, such as a condition on a limited
    /// result.
    public func from(_ other: Self) -> Self { from(other.sql) }

    /// Reads the rows of a statement written as SQL instead of the table; it must have the columns that are selected.
    public func from(raw statement: SQL) -> Self {
        from(statement).changed { query in
            query._select.scope = _select.scope
            query._select.scoping = _select.scoping
        }
    }
}
