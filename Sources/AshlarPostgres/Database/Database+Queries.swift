import AshlarSupport

extension Database {
    /// Sends a statement and returns its rows.
    ///
    /// Inside of ``transaction(isolation:isReadOnly:isDeferrable:attempts:file:line:_:)`` it is sent on the transaction's connection.
    ///
    /// - Parameter format: how the values come; as ``ResultFormat/text`` every type can be read.
    /// - Throws: ``PostgresError``, or `CancellationError` when the task is cancelled; the server is then asked to stop.
    @discardableResult
    public nonisolated(nonsending) func query(
        _ sql: SQL, format: ResultFormat = .binary, file: String = #fileID, line: Int = #line
    ) async throws -> PostgresRows {
        if let failure = sql.needs?.failure { throw failure }
        let (text, bindings) = sql.render()
        return try await query(text: text, bindings: bindings, format: format, file: file, line: line)
    }

    /// Sends a statement whose text was made before, with `$1` for the first value.
    ///
    /// - Throws: as ``query(_:format:file:line:)``.
    @discardableResult
    public nonisolated(nonsending) func query(
        text: String, bindings: [PostgresBinding] = [], format: ResultFormat = .binary, file: String = #fileID,
        line: Int = #line
    ) async throws -> PostgresRows {
        var plan = StatementPlan(text: text, bindings: bindings, site: CallSite(file: file, line: line))
        if format == .text { plan.form = .text }
        if let scope = Scope.current(for: self) { return try await scope.send(plan, on: self) }
        guard !replicas.isEmpty else { return try await send(plan) }
        return try await sendToReplicaOrPrimary(plan)
    }

    /// Sends a statement.
    ///
    /// - Returns: how many rows it inserted, changed or deleted.
    /// - Throws: as ``query(_:format:file:line:)``.
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
    /// - Throws: as ``query(_:format:file:line:)``.
    public nonisolated(nonsending) func executeScript(
        _ text: String, file: String = #fileID, line: Int = #line
    ) async throws {
        let site = CallSite(file: file, line: line)
        var plan = StatementPlan(text: text, bindings: [], site: site)
        plan.form = .script
        if let scope = Scope.current(for: self) {
            _ = try await scope.send(plan, on: self)
        } else {
            let token = try await lease(site, for: .script)
            defer { release(token, isReusable: true) }
            plan.lease = token
            plan.mustEndOutsideTransaction = true
            _ = try await send(plan)
        }
    }
}
