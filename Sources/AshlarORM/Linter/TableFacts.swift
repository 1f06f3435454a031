import AshlarPostgres

/// What the linter asks about a table that is there.
struct TableFacts {
    private let table: TableName
    private let database: Database

    init(_ table: TableName, _ database: Database) {
        self.table = table
        self.database = database
    }

    /// How many rows it has: exact where they are few, PostgreSQL's estimate where they are many; nil if there is no such table.
    func rows() async throws -> Int? {
        let found = try await database.query(
            """
            SELECT relkind IN ('r', 'p', 'm'), reltuples::bigint FROM pg_class WHERE oid = to_regclass(\(table.sql))
            """)
        guard let row = found.first, try row.decode(0, as: Bool.self) else { return nil }
        let estimate = try row.decode(1, as: Int.self)
        if estimate > Self.countedRows { return estimate }
        // Without ANALYZE the estimate says nothing.
        let counted = try await database.query(
            "SELECT count(*) FROM (SELECT 1 FROM \(unsafe: table.sql) LIMIT \(Self.countedRows + 1)) AS counted")
        return try counted.decode(row: 0, column: 0, as: Int.self)
    }

    /// What an operation costs, now that the table can be asked.
    func resolve(_ cost: TableOperation.Cost) async throws -> TableOperation.Cost {
        switch cost {
        case .instant, .scan, .rewrite: cost
        case .rewriteIfVolatile(let expression): try await isVolatile(expression) ? .rewrite : .instant
        case .scanUnlessProven(let column): try await isProvenNotNull(column) ? .instant : .scan
        case .changeOfType(let column, let type):
            try await currentType(of: column).map { TypeChange.cost(from: $0, to: type) } ?? .instant
        }
    }

    private static let countedRows = 100_000

    private func isVolatile(_ expression: String) async throws -> Bool {
        let names = expression.matches(of: /([A-Za-z_][A-Za-z_0-9]*)\s*\(/).map { $0.1.lowercased() }
        guard !names.isEmpty else { return false }
        let rows = try await database.query(
            "SELECT EXISTS (SELECT 1 FROM pg_proc WHERE proname = ANY(\(names)) AND provolatile = 'v')")
        return try rows.decode(row: 0, column: 0, as: Bool.self)
    }

    /// PostgreSQL 12 and later look for such a check, and read no row then.
    private func isProvenNotNull(_ column: String) async throws -> Bool {
        let rows = try await database.query(
            """
            SELECT pg_get_constraintdef(pg_constraint.oid, true) FROM pg_constraint
            WHERE conrelid = to_regclass(\(table.sql)) AND contype = 'c' AND convalidated
            """)
        let wanted = ["CHECK (\(column) IS NOT NULL)", "CHECK (\(SchemaText.quote(column)) IS NOT NULL)"]
        return try rows.contains { wanted.contains(try $0.decode(0, as: String.self)) }
    }

    private func currentType(of column: String) async throws -> String? {
        let rows = try await database.query(
            """
            SELECT format_type(atttypid, atttypmod) FROM pg_attribute
            WHERE attrelid = to_regclass(\(table.sql)) AND attname = \(column) AND NOT attisdropped
            """)
        return try rows.first?.decode(0, as: String.self)
    }
}
