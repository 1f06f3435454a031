import AshlarPostgres

extension RowQuery {
    /// The smallest value in the rows, or nil if there is none.
    public func min<E: SQLExpression>(
        file: String = #fileID, line: Int = #line, _ expression: (Columns) -> E
    ) async throws -> E.Value? {
        try await aggregate("min", expression(columns).sql, E.Value?.self, file: file, line: line)
    }

    /// The greatest value in the rows, or nil if there is none.
    public func max<E: SQLExpression>(
        file: String = #fileID, line: Int = #line, _ expression: (Columns) -> E
    ) async throws -> E.Value? {
        try await aggregate("max", expression(columns).sql, E.Value?.self, file: file, line: line)
    }

    /// The sum of the values in the rows, 0 without any.
    public func sum<E: SQLExpression>(
        file: String = #fileID, line: Int = #line, _ expression: (Columns) -> E
    ) async throws -> E.Value where E.Value: Numeric {
        try await aggregateValue(expression(columns).sum.sql, E.Value.self, file: file, line: line)
    }

    /// The mean of the values in the rows, or nil if there is none.
    public func average<E: SQLExpression>(
        file: String = #fileID, line: Int = #line, _ expression: (Columns) -> E
    ) async throws -> Double? where E.Value: Numeric {
        try await aggregateValue(expression(columns).average.sql, Double?.self, file: file, line: line)
    }

    /// How many different values there are in the rows; NULL is none.
    public func count<E: SQLExpression>(
        distinct expression: (Columns) -> E, file: String = #fileID, line: Int = #line
    ) async throws -> Int {
        try await aggregateValue("count(DISTINCT \(expression(columns).sql))", Int.self, file: file, line: line)
    }

    private func aggregate<Result: PostgresDecodable>(
        _ name: SQL, _ expression: SQL, _ type: Result.Type, file: String, line: Int
    ) async throws -> Result {
        try await aggregateValue("\(name)(\(expression))", type, file: file, line: line)
    }

    /// Rows that are limited, grouped or made distinct are so before they are aggregated.
    private func aggregateValue<Result: PostgresDecodable>(
        _ expression: SQL, _ type: Result.Type, file: String, line: Int
    ) async throws -> Result {
        var query = self
        query._select.extras?.lock = nil
        if _select.limit != nil || _select.offset != nil || !_select.hasSingleRows {
            // What is left of the rows goes by the name of the table, so that the expression still names its columns.
            query._select = SelectStatement(table: _select.table, name: _select.alias)
            query._select.from =
                "(\(_select.sql(selecting: "\(.identifier(_select.alias) as SQL).*"))) AS \(.identifier(_select.alias) as SQL)"
        }
        let rows = try await resolved(file, line).run(
            query._select.sql(selecting: expression, isOrdered: false), file: file, line: line)
        return try rows.decode(row: 0, column: 0, as: type)
    }
}
