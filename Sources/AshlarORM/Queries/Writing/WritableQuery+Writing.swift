import AshlarPostgres
import AshlarSupport

extension WritableQuery {
    /// Deletes the rows in one statement.
    ///
    /// - Parameter all: says that every row of the table is meant, where the query has no condition.
    /// - Returns: how many rows were deleted.
    /// - Throws: ``UnboundedWrite`` for a query without a condition or a limit, unless `all` is true.
    @discardableResult
    public func delete(all: Bool = false, file: String = #fileID, line: Int = #line) async throws -> Int {
        let sql = deleteSQL(all: all, file: file, line: line)
        return try await resolved(file, line).run(sql, file: file, line: line).affectedRows
    }

    /// Deletes the rows in one statement, and returns them as they were.
    ///
    /// - Throws: ``UnboundedWrite`` for a query without a condition or a limit, unless `all` is true.
    @discardableResult
    public func deleteReturning(
        all: Bool = false, file: String = #fileID, line: Int = #line
    ) async throws -> [Row] {
        try await send(deleteSQL(all: all, file: file, line: line) + returning, file: file, line: line)
    }

    /// Changes columns of the rows in one statement.
    ///
    /// ```swift
    /// try await Post.where { $0.authorID == 1 }.update { [$0.isPublished.set(true), $0.views.increment()] }
    /// ```
    ///
    /// A value may be made of joined rows: `.update { [$0.byline.set($0.author.name)] }`. A model's `updatedAt` is set as
    /// well, if it declares that.
    ///
    /// - Parameters:
    ///   - all: says that every row of the table is meant, where the query has no condition.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    ///   - assignments: the columns' new values.
    /// - Returns: how many rows were changed.
    /// - Throws: ``UnboundedWrite`` for a query without a condition or a limit, unless `all` is true.
    @discardableResult
    public func update(
        all: Bool = false, file: String = #fileID, line: Int = #line, _ assignments: (Columns) -> [Assignment]
    ) async throws -> Int {
        let assignments = assignments(columns)
        guard !assignments.isEmpty else { return 0 }
        let sql = updateSQL(assignments, all: all, file: file, line: line)
        return try await resolved(file, line).run(sql, file: file, line: line).affectedRows
    }

    /// Changes columns of the rows in one statement, and returns them as they are then, in no particular order.
    ///
    /// ```swift
    /// let claimed = try await Job.where { $0.startedAt == nil }.order { $0.id.asc }.limit(10).lock(.update, .skipLocked)
    ///     .updateReturning { [$0.startedAt.set(Date())] }
    /// ```
    ///
    /// - Throws: ``UnboundedWrite`` for a query without a condition or a limit, unless `all` is true.
    @discardableResult
    public func updateReturning(
        all: Bool = false, file: String = #fileID, line: Int = #line, _ assignments: (Columns) -> [Assignment]
    ) async throws -> [Row] {
        let assignments = assignments(columns)
        guard !assignments.isEmpty else { return [] }
        let sql = updateSQL(assignments, all: all, file: file, line: line) + returning
        return try await send(sql, file: file, line: line)
    }

    /// Changes columns of the rows by those of other models that belong to them: `UPDATE … FROM`.
    ///
    /// ```swift
    /// try await Stock.query().update(from: Delivery.where { $0.isNew == true }, on: { $0.itemID == $1.itemID }) {
    ///     [$0.count.set($0.count + $1.count)]
    /// }
    /// ```
    ///
    /// Of several that belong to a row one is taken, nobody knows which.
    ///
    /// - Parameters:
    ///   - other: the query for the other models.
    ///   - condition: which of them belong to a row of this query.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    ///   - assignments: the columns' new values.
    /// - Returns: how many rows were changed.
    @discardableResult
    public func update<Other: Model>(
        from other: Query<Other>, on condition: (Columns, Other.Fields) -> Condition, file: String = #fileID,
        line: Int = #line, _ assignments: (Columns, Other.Fields) -> [Assignment]
    ) async throws -> Int {
        let source = Other.Fields(_source: FieldSource(alias: "source"))
        let assignments = assignments(columns, source)
        guard !assignments.isEmpty else { return 0 }
        let sql = updateSQL(
            assignments, from: "(" + other.sql + ") AS \"source\"", on: condition(columns, source), file: file,
            line: line)
        return try await resolved(file, line).run(sql, file: file, line: line).affectedRows
    }

    /// Lets a column grow in all rows, decided by the database.
    ///
    /// - Throws: ``UnboundedWrite`` for a query without a condition or a limit, unless `all` is true.
    @discardableResult
    public func increment<C: ColumnReference>(
        by amount: C.Value = 1, all: Bool = false, file: String = #fileID, line: Int = #line, _ column: (Columns) -> C
    ) async throws -> Int where C.Value: Numeric {
        try await update(all: all, file: file, line: line) { [column($0).increment(by: amount)] }
    }

    /// Lets a column shrink in all rows, decided by the database.
    ///
    /// - Throws: ``UnboundedWrite`` for a query without a condition or a limit, unless `all` is true.
    @discardableResult
    public func decrement<C: ColumnReference>(
        by amount: C.Value = 1, all: Bool = false, file: String = #fileID, line: Int = #line, _ column: (Columns) -> C
    ) async throws -> Int where C.Value: Numeric {
        try await update(all: all, file: file, line: line) { [column($0).decrement(by: amount)] }
    }

    /// Empties the table at once, whatever the query's conditions: fast, and locked for all others meanwhile.
    ///
    /// - Parameters:
    ///   - restartIdentity: whether keys that the database makes begin at 1 again.
    ///   - cascade: whether tables that refer to it are emptied too.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    public func truncate(
        restartIdentity: Bool = false, cascade: Bool = false, file: String = #fileID, line: Int = #line
    ) async throws {
        var sql = "TRUNCATE TABLE " + _select.table
        if restartIdentity { sql.append(" RESTART IDENTITY") }
        if cascade { sql.append(" CASCADE") }
        _ = try await resolved(file, line).run(sql, file: file, line: line)
    }

    /// Sends a statement that returns the query's columns.
    func send(_ sql: SQL, file: String, line: Int) async throws -> [Row] {
        let database = try resolved(file, line)
        let rows = try await database.run(sql, file: file, line: line)
        return try await _decode(rows, on: database, file: file, line: line)
    }
}
