extension Database {
    /// Runs `body` in a transaction: COMMIT when it returns, ROLLBACK when it throws or its task is cancelled.
    ///
    /// Every statement that the same task or one of its child tasks sends to this database inside of `body` is part of it. A
    /// transaction inside of a transaction is a savepoint: its failure undoes only itself. Child tasks may use the
    /// transaction together; their nested transactions run one after another.
    ///
    /// ```swift
    /// try await db.transaction {
    ///     try await order.save()
    ///     try await stock.save()
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - isolation: how far it is shielded from others; PostgreSQL's default is read committed. A nested transaction cannot
    ///     be stricter than the one around it.
    ///   - body: the work. When it swallows the failure of a statement, the transaction cannot be committed any more, and
    ///     this call throws.
    /// - Returns: what `body` returns.
    /// - Throws: what `body` throws, or ``PostgresError`` when the transaction could not be begun or committed.
    @discardableResult
    public nonisolated(nonsending) func transaction<R>(
        isolation: IsolationLevel? = nil, file: String = #fileID, line: Int = #line,
        _ body: nonisolated(nonsending) () async throws -> R
    ) async throws -> R {
        try await transaction(isolation, isRehearsal: false, CallSite(file: file, line: line), body)
    }

    /// Runs `body` in a transaction that is always rolled back: for tests.
    ///
    /// - Returns: what `body` returns.
    /// - Throws: what `body` throws, or ``PostgresError`` when the transaction could not be begun.
    @discardableResult
    public nonisolated(nonsending) func rollingBack<R>(
        file: String = #fileID, line: Int = #line, _ body: nonisolated(nonsending) () async throws -> R
    ) async throws -> R {
        try await transaction(nil, isRehearsal: true, CallSite(file: file, line: line), body)
    }

    /// Runs `body` with one connection for all its statements, which nobody else uses meanwhile: for session advisory locks,
    /// `SET`, temporary tables and work that takes long.
    ///
    /// What `body` changes about the session is put back at the end. Inside of a transaction, the session is the transaction's.
    ///
    /// - Returns: what `body` returns.
    /// - Throws: what `body` throws, or ``PostgresError`` when no connection could be had.
    @discardableResult
    public nonisolated(nonsending) func withSession<R>(
        file: String = #fileID, line: Int = #line, _ body: nonisolated(nonsending) () async throws -> R
    ) async throws -> R {
        if Scope.current(for: self) != nil { return try await body() }
        let site = CallSite(file: file, line: line)
        let token = try await lease(site)
        let scope = Scope(of: self, token, depth: 0, isolation: .readCommitted, isRehearsal: false, site: site)
        let outcome = await Outcome { try await Scope.$current.withValue(scope) { try await body() } }
        scope.end()
        var reset = StatementPlan(text: Self.sessionReset + sessionSetup, bindings: [], site: site)
        reset.form = .script
        reset.lease = token
        reset.isCleanup = true
        let isReset = (try? await sendUnrecorded(reset)) != nil
        release(token, isReusable: isReset)
        return try outcome.get()
    }

    /// `DISCARD ALL` without forgetting the prepared statements.
    private static let sessionReset =
        "CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; UNLISTEN *; SELECT pg_advisory_unlock_all(); "
        + "DISCARD TEMP; DISCARD SEQUENCES; "

    private nonisolated(nonsending) func transaction<R>(
        _ isolation: IsolationLevel?, isRehearsal: Bool, _ site: CallSite,
        _ body: nonisolated(nonsending) () async throws -> R
    ) async throws -> R {
        guard let outer = Scope.current(for: self) else {
            let token = try await lease(site)
            defer { release(token, isReusable: true) }
            let scope = Scope(
                of: self, token, depth: 1, isolation: isolation ?? .readCommitted, isRehearsal: isRehearsal, site: site)
            return try await run(scope, isolation, keeps: !isRehearsal, body)
        }
        if outer.depth > 0, !outer.isRehearsal, let isolation, isolation > outer.isolation {
            throw PostgresError(
                .transaction,
                "A nested transaction cannot be \(isolation.rawValue): the one around it, begun at "
                    + "\(outer.site.sourceLocation), is \(outer.isolation.rawValue)",
                suggestion: "Ask for the isolation where the outermost transaction begins.",
                location: site.sourceLocation)
        }
        return try await outer.nest(in: self, site) {
            let scope = Scope(
                of: self, outer.token, depth: outer.depth + 1,
                isolation: outer.depth == 0 ? isolation ?? .readCommitted : outer.isolation,
                isRehearsal: outer.isRehearsal || isRehearsal, site: site)
            return try await run(scope, isolation, keeps: !isRehearsal, body)
        }
    }

    /// - Parameters:
    ///   - isolation: as it was asked for; nil leaves it to the server's default.
    ///   - keeps: whether what `body` did is committed.
    private nonisolated(nonsending) func run<R>(
        _ scope: Scope, _ isolation: IsolationLevel?, keeps: Bool, _ body: nonisolated(nonsending) () async throws -> R
    ) async throws -> R {
        let commands = TransactionCommands(depth: scope.depth, isolation: isolation)
        var begin = StatementPlan(text: commands.begin, bindings: [], site: scope.site)
        begin.lease = scope.token
        _ = try await send(begin)
        let outcome = await Outcome {
            let result = try await Scope.$current.withValue(scope) { try await body() }
            try Task.checkCancellation()
            return result
        }
        scope.end()
        guard keeps, case .success = outcome else {
            // If this fails the connection is broken or still inside the transaction, and is closed for it.
            for command in commands.rollback { _ = try? await end(command, scope) }
            return try outcome.get()
        }
        do {
            let tag = try await end(commands.commit, scope).commandTag
            if tag == "ROLLBACK" { throw notCommitted(scope) }
        } catch let error as PostgresError where error.sqlState == .inFailedTransaction {
            for command in commands.rollback { _ = try? await end(command, scope) }
            throw notCommitted(scope)
        }
        return try outcome.get()
    }

    private nonisolated(nonsending) func end(_ command: String, _ scope: Scope) async throws -> PostgresRows {
        var plan = StatementPlan(text: command, bindings: [], site: scope.site)
        plan.lease = scope.token
        plan.isCleanup = true
        return try await send(plan)
    }

    /// A statement failed, the failure was swallowed, and PostgreSQL turns a COMMIT after that into a ROLLBACK.
    private func notCommitted(_ scope: Scope) -> PostgresError {
        let cause = scope.firstFailure
        var error = PostgresError(
            .transaction,
            "The transaction was rolled back instead of committed, because a statement in it had failed"
                + (cause.map { ": \($0.message)" } ?? ""),
            suggestion: "Let the error of the statement pass, or put the statement into a nested `transaction { }`, "
                + "which can fail alone.",
            location: scope.site.sourceLocation)
        error.sqlState = cause?.sqlState
        error.sql = cause?.sql
        return error
    }
}
