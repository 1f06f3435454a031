import AshlarPostgres

/// Questions about what there is.
extension Schema {
    /// Whether there is a table or view of that name, as statements without a schema see it.
    public func hasTable(_ table: String, file: String = #fileID, line: Int = #line) async throws -> Bool {
        try await exists(
            """
            SELECT EXISTS (SELECT 1 FROM information_schema.tables \
            WHERE table_schema = ANY(\(namespaces)) AND table_name = \(table))
            """, file, line)
    }

    /// Whether a table has a column of that name.
    public func hasColumn(
        _ column: String, in table: String, file: String = #fileID, line: Int = #line
    ) async throws -> Bool {
        try await exists(
            """
            SELECT EXISTS (SELECT 1 FROM information_schema.columns \
            WHERE table_schema = ANY(\(namespaces)) AND table_name = \(table) AND column_name = \(column))
            """, file, line)
    }

    /// Whether a table has all of the columns.
    public func hasColumns(
        _ columns: [String], in table: String, file: String = #fileID, line: Int = #line
    ) async throws -> Bool {
        let known = Set(try await self.columns(of: table, file: file, line: line).map(\.name))
        return known.isSuperset(of: columns)
    }

    /// Whether there is an index of that name.
    public func hasIndex(_ index: String, file: String = #fileID, line: Int = #line) async throws -> Bool {
        try await exists(
            "SELECT EXISTS (SELECT 1 FROM pg_indexes WHERE schemaname = ANY(\(namespaces)) AND indexname = \(index))",
            file, line)
    }

    /// Whether a table has a constraint of that name: a key, a check, a foreign key, an exclusion.
    public func hasConstraint(
        _ constraint: String, in table: String, file: String = #fileID, line: Int = #line
    ) async throws -> Bool {
        try await exists(
            """
            SELECT EXISTS (SELECT 1 FROM pg_constraint WHERE conrelid = to_regclass(\(name(table).sql)) \
            AND conname = \(constraint))
            """, file, line)
    }

    /// Whether there is a type of that name: an enum, a domain, a composite type.
    public func hasType(_ type: String, file: String = #fileID, line: Int = #line) async throws -> Bool {
        try await exists(
            """
            SELECT EXISTS (SELECT 1 FROM pg_type JOIN pg_namespace ON pg_namespace.oid = typnamespace \
            WHERE nspname = ANY(\(namespaces)) AND typname = \(type))
            """, file, line)
    }

    /// Whether an extension is there.
    public func hasExtension(_ name: String, file: String = #fileID, line: Int = #line) async throws -> Bool {
        try await exists("SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = \(name))", file, line)
    }

    /// The tables, by name.
    public func tables(file: String = #fileID, line: Int = #line) async throws -> [String] {
        if isSketch { return [] }
        let rows = try await database.run(
            """
            SELECT table_name::text FROM information_schema.tables
            WHERE table_schema = ANY(\(namespaces)) AND table_type = 'BASE TABLE' ORDER BY 1
            """, file: file, line: line)
        return try rows.map { try $0.decode(0) }
    }

    /// The columns of a table or view, in their order.
    public func columns(of table: String, file: String = #fileID, line: Int = #line) async throws -> [ColumnInfo] {
        isSketch
            ? []
            : try await SchemaInspector(database: database).columns(of: name(table), file: file, line: line)
    }

    /// The indexes of a table, by name.
    public func indexes(of table: String) async throws -> [IndexInfo] {
        isSketch ? [] : try await SchemaInspector(database: database).indexes(of: name(table))
    }

    /// The foreign keys of a table, by name.
    public func foreignKeys(of table: String) async throws -> [ForeignKeyInfo] {
        isSketch ? [] : try await SchemaInspector(database: database).foreignKeys(of: name(table))
    }

    private var namespaces: SQL { namespace.map { "ARRAY[\($0)]::name[]" } ?? "current_schemas(false)" }

    private func exists(_ sql: SQL, _ file: String, _ line: Int) async throws -> Bool {
        if isSketch { return false }
        let rows = try await database.run(sql, file: file, line: line)
        return try rows.decode(row: 0, column: 0, as: Bool.self)
    }
}
