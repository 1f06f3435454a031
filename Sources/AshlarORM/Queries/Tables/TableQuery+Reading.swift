public import AshlarPostgres
import AshlarSupport

extension TableQuery {
    /// The values of one column.
    public func pluck<Value: PostgresDecodable & Sendable>(
        _ column: String, as type: Value.Type, file: String = #fileID, line: Int = #line
    ) async throws -> [Value] {
        try await single(column, type).all(file: file, line: line)
    }

    /// The value of a column in the first row, or nil if there is no row.
    public func value<Value: PostgresDecodable & Sendable>(
        _ column: String, as type: Value.Type, file: String = #fileID, line: Int = #line
    ) async throws -> Value? {
        try await single(column, type).first(file: file, line: line)
    }

    /// The row with a key, or nil if there is none.
    public func find<Key: PostgresCodable>(
        _ key: Key, file: String = #fileID, line: Int = #line
    ) async throws -> PostgresRow? {
        var query = and(Condition("\(keyExpression) = \(key)"))
        query._select.limit = nil
        return try await query.all(file: file, line: line).first
    }

    private func single<Value: PostgresDecodable & Sendable>(
        _ column: String, _ type: Value.Type
    ) -> SelectedQuery<TableQuery, Value> {
        SelectedQuery(base: self, _columnList: columns.sql(column)) { rows, row in
            try rows.decode(row: row, column: 0, as: type)
        }
    }
}
