/// Work that waits for a commit.
struct CommitHook: Sendable {
    let work: @Sendable () async throws -> Void

    /// Does all of it in order, and throws the first error after the last.
    static nonisolated(nonsending) func run(_ hooks: [CommitHook]) async throws {
        var failure: (any Error)?
        for hook in hooks {
            do { try await hook.work() } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
    }
}

extension Database {
    /// Does something once the transaction that the task is in is committed: for what must not happen when it is rolled
    /// back, such as sending a mail or a job.
    ///
    /// ```swift
    /// try await db.transaction {
    ///     try await order.save()
    ///     try await db.afterCommit { try await mailer.send(confirmation) }
    /// }
    /// ```
    ///
    /// Inside of nested transactions it waits for the outermost one; a rollback, also one to a savepoint around the call,
    /// drops it. All that was asked for runs in that order, outside of the transaction. Outside of a transaction it runs at
    /// once. In ``rollingBack(file:line:_:)`` the transactions directly inside count as outermost, so that a test sees
    /// what production does.
    ///
    /// - Parameter work: what to do. The transaction is committed whatever it throws; the rest is done nevertheless, and the
    ///   call of `transaction` throws the first error.
    /// - Throws: ``PostgresError`` when the transaction has ended; what `work` throws outside of a transaction.
    public nonisolated(nonsending) func afterCommit(
        file: String = #fileID, line: Int = #line, _ work: @escaping @Sendable () async throws -> Void
    ) async throws {
        guard let scope = Scope.current(for: self), scope.depth > 0, !scope.isRehearsalItself else {
            return try await work()
        }
        if scope.isEnded {
            throw scope.ended(StatementPlan(text: "", bindings: [], site: CallSite(file: file, line: line)))
        }
        scope.keep([CommitHook(work: work)])
    }
}
