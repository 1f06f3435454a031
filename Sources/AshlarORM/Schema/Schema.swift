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
    let run: SchemaRun?
    /// The schema of PostgreSQL that names belong to; nil is found by the search path.
    private(set) var namespace: String?
    /// Why the linter need not look.
    private(set) var acknowledgement: String?

    /// A schema of a database.
    public init(_ database: Database) { self.init(database, run: nil) }

    init(_ database: Database, run: SchemaRun?) {
        self.database = database
        self.run = run
    }

    /// The same, with all names in one schema of PostgreSQL: `schema.in("billing").create("invoices") { ... }`.
    public func `in`(_ namespace: String) -> Schema {
        var copy = self
        copy.namespace = namespace
        return copy
    }

    /// The same without the linter, for a change that it refuses although it is right here.
    ///
    /// ```swift
    /// try await schema.safely(because: "the table has 12 rows").alter("plans") { $0.index(["price"]) }
    /// ```
    ///
    /// - Parameter reason: why nobody is kept waiting and nothing breaks; for whoever reads the migration.
    public func safely(because reason: String) -> Schema {
        var copy = self
        copy.acknowledgement = reason
        return copy
    }

    // MARK: - Tables

    /// Makes a table.
    ///
    /// - Parameters:
    ///   - table: its name.
    ///   - ifNotExists: whether nothing is done where there is one of that name.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    ///   - define: adds columns, constraints and indexes.
    public func create(
        _ table: String, ifNotExists: Bool = false, file: String = #fileID, line: Int = #line,
        _ define: (TableBuilder) -> Void
    ) async throws {
        let builder = TableBuilder(name(table))
        define(builder)
        let statements = builder.createStatements(ifNotExists: ifNotExists)
        try check(builder, file: file, line: line)
        try await perform(statements, SourceLocation(file: file, line: line))
    }

    /// Changes a table.
    ///
    /// ```swift
    /// try await schema.alter("posts") {
    ///     $0.text("summary").nullable()
    ///     $0.rename("body", to: "content")
    ///     $0.change("title").type(.string(300))
    ///     $0.drop("subtitle")
    /// }
    /// ```
    ///
    /// What is not named stays; a change that changes nothing is left out.
    public func alter(
        _ table: String, file: String = #fileID, line: Int = #line, _ change: (TableAlteration) -> Void
    ) async throws {
        let alteration = TableAlteration(name(table))
        change(alteration)
        var live: [ColumnInfo] = []
        if alteration.needsLiveColumns { live = try await columns(of: table, file: file, line: line) }
        let statements = alteration.statements(live: live)
        try check(alteration, file: file, line: line)
        try await perform(statements, SourceLocation(file: file, line: line))
    }

    /// Removes a table with all its rows.
    ///
    /// - Parameter cascade: whether what depends on it goes too: views, and the foreign keys of other tables.
    public func drop(
        _ table: String, cascade: Bool = false, file: String = #fileID, line: Int = #line
    ) async throws {
        let table = name(table)
        try await perform(
            "DROP TABLE \(table.sql)\(cascade ? " CASCADE" : "")", [Recipes.dropTable(table)], file, line)
    }

    /// Removes a table, if there is one.
    public func dropIfExists(
        _ table: String, cascade: Bool = false, file: String = #fileID, line: Int = #line
    ) async throws {
        let table = name(table)
        try await perform(
            "DROP TABLE IF EXISTS \(table.sql)\(cascade ? " CASCADE" : "")", [Recipes.dropTable(table)], file, line)
    }

    /// Gives a table another name.
    ///
    /// - Parameters:
    ///   - table: the name that it has.
    ///   - newName: the name that it gets.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    public func rename(
        _ table: String, to newName: String, file: String = #fileID, line: Int = #line
    ) async throws {
        let table = name(table)
        try await perform(
            "ALTER TABLE \(table.sql) RENAME TO \(SchemaText.quote(newName))",
            [Recipes.renameTable(table, to: newName)], file, line)
    }

    /// Deletes all rows of a table at once.
    ///
    /// - Parameters:
    ///   - table: the table.
    ///   - restartIdentity: whether its numbers begin anew.
    ///   - cascade: whether tables that refer to it are emptied too.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    public func truncate(
        _ table: String, restartIdentity: Bool = true, cascade: Bool = false, file: String = #fileID, line: Int = #line
    ) async throws {
        let table = name(table)
        try await perform(
            "TRUNCATE TABLE \(table.sql)\(restartIdentity ? " RESTART IDENTITY" : "")\(cascade ? " CASCADE" : "")",
            [Recipes.truncate(table)], file, line)
    }

    /// Runs SQL of your own: one statement with bound values, or several statements without.
    ///
    /// ```swift
    /// try await schema.execute("CREATE EXTENSION IF NOT EXISTS citext")
    /// ```
    public func execute(_ sql: SQL, file: String = #fileID, line: Int = #line) async throws {
        let (text, bindings) = sql.render()
        let location = SourceLocation(file: file, line: line)
        guard try await prepare([RawStatement.read(text)], location) else { return }
        if bindings.isEmpty {
            try await database.executeScript(text, file: file, line: line)
        } else {
            try await send(sql, location)
        }
    }

    // MARK: - How statements run

    func name(_ name: String) -> TableName { TableName(name, in: namespace) }

    /// Whether there is a database that can be asked.
    var isSketch: Bool { if case .sketching = run?.mode { true } else { false } }

    func perform(_ sql: String, _ operations: [TableOperation], _ file: String, _ line: Int) async throws {
        try await perform(
            [SchemaStatement(sql: sql, operations: operations)], SourceLocation(file: file, line: line))
    }

    func perform(_ statements: [SchemaStatement], _ location: SourceLocation) async throws {
        guard try await prepare(statements, location) else { return }
        for statement in statements {
            if let left = statement.mayHaveLeft { try await removeInvalid(left, location) }
            try await send(statement, location)
        }
    }

    func refuse(_ subject: String, _ problem: SchemaText.Problem, file: String, line: Int) -> SchemaError {
        SchemaError(
            table: subject, message: problem.message, suggestion: problem.suggestion,
            location: SourceLocation(file: file, line: line))
    }

    private func check(_ builder: TableBuilder, file: String, line: Int) throws {
        if let problem = builder.problem { throw refuse(builder.table.text, problem, file: file, line: line) }
    }

    /// Whether the statements are to be sent.
    private func prepare(_ statements: [SchemaStatement], _ location: SourceLocation) async throws -> Bool {
        guard let run else { return true }
        if run.isInTransaction, let statement = statements.first(where: { $0.outsideTransaction != nil }) {
            throw SchemaError.needsNoTransaction(statement.outsideTransaction ?? "", location)
        }
        statements.forEach { run.note($0.sql) }
        if let linter = run.linter, acknowledgement == nil {
            let findings = try await linter.findings(statements, database, location)
            if linter.mode == .refuse, !findings.isEmpty { throw UnsafeMigration(findings: findings) }
            run.note(findings)
        }
        linterNotes(statements)
        return run.mode == .sending
    }

    private func linterNotes(_ statements: [SchemaStatement]) {
        let created = statements.flatMap(\.operations).filter(\.isCreation).map(\.table)
        run?.linter?.note(created: created)
    }

    /// Outside of a transaction each statement is tried again by itself where it waits too long for a lock.
    private func send(_ statement: SchemaStatement, _ location: SourceLocation) async throws {
        let sql = SQL(unsafe: statement.sql)
        guard let run, !run.isInTransaction else { return try await send(sql, location) }
        // What is made concurrently waits for others without keeping anybody out.
        let limit = statement.outsideTransaction == nil ? run.patience.milliseconds : 0
        _ = try await database.query("SELECT set_config('lock_timeout', \(String(limit)), false)")
        var attempt = 1
        while true {
            do {
                return try await send(sql, location)
            } catch let error as PostgresError where error.sqlState == .lockNotAvailable {
                guard attempt < run.patience.attempts else { throw error }
            }
            attempt += 1
            try await Task.sleep(for: run.patience.pause(before: attempt))
        }
    }

    private func send(_ sql: SQL, _ location: SourceLocation) async throws {
        _ = try await database.run(sql, file: location.file, line: location.line)
    }

    /// An index that could not be built concurrently stays behind, and serves nobody.
    private func removeInvalid(_ index: TableName, _ location: SourceLocation) async throws {
        let rows = try await database.run(
            "SELECT 1 FROM pg_index WHERE indexrelid = to_regclass(\(index.sql)) AND NOT indisvalid",
            file: location.file, line: location.line)
        guard !rows.isEmpty else { return }
        try await send(SQL(unsafe: "DROP INDEX CONCURRENTLY \(index.sql)"), location)
    }
}
