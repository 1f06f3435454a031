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
    /// try await db.transaction(isolation: .serializable, attempts: 5) { try await account.withdraw(amount) }
    /// ```
    ///
    /// - Parameters:
    ///   - isolation: how far it is shielded from others; PostgreSQL's default is read committed. A nested transaction cannot
    ///     be stricter than the one around it.
    ///   - isReadOnly: whether the server refuses to write.
    ///   - isDeferrable: whether a serializable read-only transaction waits for a moment at which it can neither fail nor make
    ///     others fail: for long reports and backups.
    ///   - attempts: how often `body` is run, at most, when the transaction fails because of what others did at the same time
    ///     (`40001` serialization failure, `40P01` deadlock). There is a random pause before each, which grows. Whatever else
    ///     than the database `body` changes must bear being done twice. A nested transaction is never tried again alone: its
    ///     failure is the outer one's.
    ///   - body: the work. When it swallows the failure of a statement, the transaction cannot be committed any more, and
    ///     this call throws.
    /// - Returns: what `body` returns.
    /// - Throws: what `body` throws, or ``PostgresError`` when the transaction could not be begun or committed.
    @discardableResult
    public nonisolated(nonsending) func transaction<R>(
        isolation: IsolationLevel? = nil, isReadOnly: Bool = false, isDeferrable: Bool = false, attempts: Int = 1,
        file: String = #fileID, line: Int = #line, _ body: nonisolated(nonsending) () async throws -> R
    ) async throws -> R {
        let options = TransactionOptions(
            isolation: isolation, isReadOnly: isReadOnly, isDeferrable: isDeferrable, attempts: attempts)
        return try await transaction(options, CallSite(file: file, line: line), body)
    }

    /// Runs `body` in a transaction that is always rolled back: for tests.
    ///
    /// - Returns: what `body` returns.
    /// - Throws: what `body` throws, or ``PostgresError`` when the transaction could not be begun.
    @discardableResult
    public nonisolated(nonsending) func rollingBack<R>(
        file: String = #fileID, line: Int = #line, _ body: nonisolated(nonsending) () async throws -> R
    ) async throws -> R {
        try await transaction(TransactionOptions(isRehearsal: true), CallSite(file: file, line: line), body)
    }

    private nonisolated(nonsending) func transaction<R>(
        _ options: TransactionOptions, _ site: CallSite, _ body: nonisolated(nonsending) () async throws -> R
    ) async throws -> R {
        if let refusal = options.refusal(site) { throw refusal }
        guard let outer = Scope.current(for: self) else {
            if !options.isReadOnly { ReadingContext.current?.noteWrite() }
            let (result, hooks) = try await leased(options, site, body)
            try await CommitHook.run(hooks)
            return result
        }
        if let refusal = options.refusal(inside: outer, site) { throw refusal }
        let (result, hooks) = try await outer.nest(in: self, site) {
            try await attempt(Scope.Start(token: outer.token, outer: outer, site: site), options, body)
        }
        if outer.depth == 0 || outer.isRehearsalItself { try await CommitHook.run(hooks) } else { outer.keep(hooks) }
        return result
    }

    /// Runs the transaction on a connection of its own, which is free again when this returns: what runs after the commit
    /// may need it.
    private nonisolated(nonsending) func leased<R>(
        _ options: TransactionOptions, _ site: CallSite, _ body: nonisolated(nonsending) () async throws -> R
    ) async throws -> (R, [CommitHook]) {
        let token = try await lease(site, for: .transaction)
        defer { release(token, isReusable: true) }
        return try await attempt(Scope.Start(token: token, outer: nil, site: site), options, body)
    }

    /// Runs the transaction, again where it may be tried again.
    private nonisolated(nonsending) func attempt<R>(
        _ start: Scope.Start, _ options: TransactionOptions, _ body: nonisolated(nonsending) () async throws -> R
    ) async throws -> (R, [CommitHook]) {
        var pause = Duration.milliseconds(10)
        var attempt = 0
        while true {
            attempt += 1
            let scope = Scope(of: self, start, options)
            do {
                let result = try await run(scope, options, body)
                return (result, scope.takeCommitHooks())
            } catch {
                guard attempt < options.attempts, scope.depth == 1, scope.isWorthAnotherAttempt(after: error) else {
                    throw error
                }
            }
            // Those that got into each other's way must not come back at the same moment.
            try await Task.sleep(for: pause * Double.random(in: 0.5...1.5))
            pause = min(pause * 2, .milliseconds(640))
        }
    }

    private nonisolated(nonsending) func run<R>(
        _ scope: Scope, _ options: TransactionOptions, _ body: nonisolated(nonsending) () async throws -> R
    ) async throws -> R {
        let commands = TransactionCommands(depth: scope.depth, options)
        var begin = StatementPlan(text: commands.begin, bindings: [], site: scope.site)
        begin.lease = scope.token
        _ = try await send(begin)
        let outcome = await Outcome {
            let result = try await Scope.$current.withValue(scope) { try await body() }
            try Task.checkCancellation()
            return result
        }
        scope.end()
        guard !options.isRehearsal, case .success = outcome else {
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
