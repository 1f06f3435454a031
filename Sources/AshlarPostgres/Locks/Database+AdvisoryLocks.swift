extension Database {
    /// Runs `body` while this process alone has an advisory lock; waits for it if another has it.
    ///
    /// ```swift
    /// try await db.withAdvisoryLock("nightly report") { try await report.write() }
    /// ```
    ///
    /// The lock belongs to a connection, so `body` is a session of it as in ``withSession(file:line:_:)``. It is given back
    /// when `body` ends, whatever happens, also by the server when the connection breaks. Inside of a transaction it is held
    /// until the end of the transaction. Behind a pooler that gives connections for a transaction at a time only that works,
    /// and all else throws ``PostgresError/Kind/unsupported``.
    ///
    /// - Parameters:
    ///   - lock: which lock.
    ///   - isShared: whether others may have it shared at the same time.
    /// - Returns: what `body` returns.
    /// - Throws: what `body` throws, ``PostgresError`` (``PostgresError/lockNotAvailable`` after ``Configuration/lockTimeout``),
    ///   or `CancellationError`.
    @discardableResult
    public nonisolated(nonsending) func withAdvisoryLock<R>(
        _ lock: AdvisoryLock, isShared: Bool = false, file: String = #fileID, line: Int = #line,
        _ body: nonisolated(nonsending) () async throws -> R
    ) async throws -> R {
        try await withSession(file: file, line: line) {
            let commands = try lockCommands(isShared, CallSite(file: file, line: line))
            try await query("select \(commands.lock)(\(lock.arguments))", file: file, line: line)
            return try await run(body, thenUnlock: lock, commands, CallSite(file: file, line: line))
        }
    }

    /// Runs `body` if nobody else has an advisory lock, without waiting for it.
    ///
    /// - Returns: what `body` returns; nil when another has the lock, and `body` was not run.
    /// - Throws: as ``withAdvisoryLock(_:isShared:file:line:_:)``.
    @discardableResult
    public nonisolated(nonsending) func tryAdvisoryLock<R>(
        _ lock: AdvisoryLock, isShared: Bool = false, file: String = #fileID, line: Int = #line,
        _ body: nonisolated(nonsending) () async throws -> R
    ) async throws -> R? {
        try await withSession(file: file, line: line) {
            let commands = try lockCommands(isShared, CallSite(file: file, line: line))
            let rows = try await query("select \(commands.tryLock)(\(lock.arguments))", file: file, line: line)
            guard try rows.decode(row: 0, column: 0, as: Bool.self) else { return nil }
            return try await run(body, thenUnlock: lock, commands, CallSite(file: file, line: line))
        }
    }

    private nonisolated(nonsending) func run<R>(
        _ body: nonisolated(nonsending) () async throws -> R, thenUnlock lock: AdvisoryLock, _ commands: LockCommands,
        _ site: CallSite
    ) async throws -> R {
        guard let unlock = commands.unlock else { return try await body() }
        let outcome = await Outcome { try await body() }
        // Sent also by a task that is cancelled. If it fails the end of the session, or of the connection, unlocks too.
        let (text, bindings) = ("select \(unlock)(\(lock.arguments))" as SQL).render()
        var plan = StatementPlan(text: text, bindings: bindings, site: site)
        plan.isCleanup = true
        plan.lease = Scope.current(for: self)?.token
        _ = try? await send(plan)
        return try outcome.get()
    }

    /// The functions to lock with. Behind a pooler a lock of a session would belong to whoever gets the connection next.
    private func lockCommands(_ isShared: Bool, _ site: CallSite) throws -> LockCommands {
        let commands = LockCommands(isShared, isTransactions: isInTransaction)
        if commands.unlock != nil {
            try requireServerConnection(
                for: "An advisory lock outside of a transaction needs",
                "Take it inside of transaction { }, where it is held until the end.", site)
        }
        return commands
    }

    /// Whether the task is inside of a ``transaction(isolation:isReadOnly:isDeferrable:attempts:file:line:_:)`` of this database.
    ///
    /// ```swift
    /// precondition(database.isInTransaction, "transfer(_:) writes two accounts")
    /// ```
    public var isInTransaction: Bool { (Scope.current(for: self)?.depth ?? 0) > 0 }
}

/// The functions for a kind of advisory lock.
private struct LockCommands {
    let lock: SQL
    let tryLock: SQL
    /// nil where only the end of the transaction unlocks.
    let unlock: SQL?

    init(_ isShared: Bool, isTransactions: Bool) {
        let name = "pg_\(isTransactions ? "advisory_xact" : "advisory")"
        let suffix = isShared ? "_shared" : ""
        lock = SQL(unsafe: "\(name)_lock\(suffix)")
        tryLock = SQL(unsafe: "pg_try_\(isTransactions ? "advisory_xact" : "advisory")_lock\(suffix)")
        unlock = isTransactions ? nil : SQL(unsafe: "\(name)_unlock\(suffix)")
    }
}
