public import AshlarPostgres
import AshlarSupport

/// Makes, changes and removes tables. A migration gets one.
///
/// ```swift
/// try await schema.create("posts") {
///     $0.id()
///     $0.string("title").unique()
///     $0.references("users", as: "author_id").onDelete(.cascade)
///     $0.timestamps()
/// }
/// ```
///
/// What fails is a `PostgresError` with the SQL and the place of the call; what cannot become a statement is a
/// ``SchemaError``.
public struct Schema: Sendable {
    /// The database that statements run on.
    public let database: Database

    /// A schema of a database.
    public init(_ database: Database) { self.database = database }

    /// Makes a table.
    ///
    /// - Parameters:
    ///   - table: its name.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    ///   - define: adds columns, constraints and indexes.
    public func create(
        _ table: String, file: String = #fileID, line: Int = #line, _ define: (TableBuilder) -> Void
    ) async throws {
        let builder = TableBuilder(table)
        define(builder)
        let statements = builder.createStatements
        try await run(statements, of: builder, file: file, line: line)
    }

    /// Changes a table.
    ///
    /// ```swift
    /// try await schema.alter("posts") {
    ///     $0.text("summary").nullable()
    ///     $0.rename("body", to: "content")
    ///     $0.drop("subtitle")
    /// }
    /// ```
    public func alter(
        _ table: String, file: String = #fileID, line: Int = #line, _ change: (TableAlteration) -> Void
    ) async throws {
        let alteration = TableAlteration(table)
        change(alteration)
        let statements = alteration.alterStatements
        try await run(statements, of: alteration, file: file, line: line)
    }

    /// Removes a table with all its rows.
    public func drop(_ table: String, file: String = #fileID, line: Int = #line) async throws {
        try await run("DROP TABLE \(identifier: table)", file, line)
    }

    /// Removes a table, if there is one.
    public func dropIfExists(_ table: String, file: String = #fileID, line: Int = #line) async throws {
        try await run("DROP TABLE IF EXISTS \(identifier: table)", file, line)
    }

    /// Gives a table another name.
    ///
    /// - Parameters:
    ///   - table: the name that it has.
    ///   - name: the name that it gets.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    public func rename(_ table: String, to name: String, file: String = #fileID, line: Int = #line) async throws {
        try await run("ALTER TABLE \(identifier: table) RENAME TO \(identifier: name)", file, line)
    }

    /// Whether there is a table or view of that name, as statements without a schema see it.
    public func hasTable(_ table: String, file: String = #fileID, line: Int = #line) async throws -> Bool {
        try await exists(
            """
            SELECT EXISTS (SELECT 1 FROM information_schema.tables \
            WHERE table_schema = ANY(current_schemas(false)) AND table_name = \(table))
            """, file, line)
    }

    /// Whether a table has a column of that name.
    public func hasColumn(
        _ column: String, in table: String, file: String = #fileID, line: Int = #line
    ) async throws -> Bool {
        try await exists(
            """
            SELECT EXISTS (SELECT 1 FROM information_schema.columns \
            WHERE table_schema = ANY(current_schemas(false)) AND table_name = \(table) AND column_name = \(column))
            """, file, line)
    }

    /// Runs SQL of your own: one statement with bound values, or several statements without.
    ///
    /// ```swift
    /// try await schema.execute("CREATE EXTENSION IF NOT EXISTS citext")
    /// ```
    public func execute(_ sql: SQL, file: String = #fileID, line: Int = #line) async throws {
        let (text, bindings) = sql.render()
        if bindings.isEmpty {
            try await database.executeScript(text, file: file, line: line)
        } else {
            try await run(sql, file, line)
        }
    }

    private func run(_ statements: [String], of builder: TableBuilder, file: String, line: Int) async throws {
        if let problem = builder.problem {
            throw SchemaError(
                table: builder.table, message: problem.message, suggestion: problem.suggestion,
                location: SourceLocation(file: file, line: line))
        }
        for statement in statements { try await run(SQL(unsafe: statement), file, line) }
    }

    private func run(_ sql: SQL, _ file: String, _ line: Int) async throws {
        _ = try await database.run(sql, file: file, line: line)
    }

    private func exists(_ sql: SQL, _ file: String, _ line: Int) async throws -> Bool {
        let rows = try await database.run(sql, file: file, line: line)
        return try rows.decode(row: 0, column: 0, as: Bool.self)
    }
}
