import AshlarPostgres

extension Database {
    /// Sends a statement of the ORM.
    func run(_ text: String, _ bindings: [PostgresBinding], file: String, line: Int) async throws -> PostgresRows {
        try await query(text: text, bindings: bindings, file: file, line: line)
    }

    /// Sends a statement that was put together.
    func run(_ sql: SQL, file: String, line: Int) async throws -> PostgresRows {
        try await query(sql, file: file, line: line)
    }
}
