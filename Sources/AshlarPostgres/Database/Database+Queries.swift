import AshlarSupport

extension Database {
    /// Sends a statement and returns its rows.
    ///
    /// Inside of ``transaction(isolation:file:line:_:)`` it is sent on the transaction's connection.
    ///
    /// - Throws: ``PostgresError``, or `CancellationError` when the task is cancelled; the server is then asked to stop.
    @discardableResult
    public nonisolated(nonsending) func query(
        _ sql: SQL, file: String = #fileID, line: Int = #line
    ) async throws -> PostgresRows {
        let (text, bindings) = sql.render()
        return try await query(text: text, bindings: bindings, file: file, line: line)
    }

    /// Sends a statement whose text was made before, with `$1` for the first value.
    ///
    /// - Throws: as ``query(_:file:line:)``.
    @discardableResult
    public nonisolated(nonsending) func query(
        text: String, bindings: [PostgresBinding] = [], file: String = #fileID, line: Int = #line
    ) async throws -> PostgresRows {
        let site = CallSite(file: file, line: line)
        guard let scope = Scope.current(for: self) else {
            return try await send(StatementPlan(text: text, bindings: bindings, site: site))
        }
        return try await scope.send(StatementPlan(text: text, bindings: bindings, site: site), on: self)
    }

    /// Sends a statement.
    ///
    /// - Returns: how many rows it inserted, changed or deleted.
    /// - Throws: as ``query(_:file:line:)``.
    @discardableResult
    public nonisolated(nonsending) func execute(
        _ sql: SQL, file: String = #fileID, line: Int = #line
    ) async throws -> Int {
        try await query(sql, file: file, line: line).affectedRows
    }

    /// Sends text with any number of statements without parameters, such as a migration's SQL.
    ///
    /// Unless it has a BEGIN of its own, all of it is one transaction.
    ///
    /// - Throws: as ``query(_:file:line:)``.
    public nonisolated(nonsending) func executeScript(
        _ text: String, file: String = #fileID, line: Int = #line
    ) async throws {
        let site = CallSite(file: file, line: line)
        var plan = StatementPlan(text: text, bindings: [], site: site)
        plan.form = .script
        if let scope = Scope.current(for: self) {
            _ = try await scope.send(plan, on: self)
        } else {
            let token = try await lease(site)
            defer { release(token, isReusable: true) }
            plan.lease = token
            plan.mustEndOutsideTransaction = true
            _ = try await send(plan)
        }
    }
}
