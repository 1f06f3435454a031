import Synchronization

/// A transaction, a nested one or a session: what the statements of a task and its child tasks belong to.
final class Scope: Sendable {
    @TaskLocal static var current: Scope?

    private struct State {
        var isEnded = false
        var firstFailure: PostgresError?
    }

    let token: LeaseToken
    /// 0 for a session, 1 for a transaction, more for nested ones.
    let depth: Int
    let isolation: IsolationLevel
    /// Whether the outermost transaction is one that is always rolled back.
    let isRehearsal: Bool
    let site: CallSite
    private let database: ObjectIdentifier
    /// The scope of another database that this task is in too.
    private let outer: Scope?
    private let gate = NestingGate()
    private let state = Mutex(State())

    init(
        of database: Database, _ token: LeaseToken, depth: Int, isolation: IsolationLevel, isRehearsal: Bool,
        site: CallSite
    ) {
        self.database = ObjectIdentifier(database)
        self.token = token
        self.depth = depth
        self.isolation = isolation
        self.isRehearsal = isRehearsal
        self.site = site
        outer = Scope.current
    }

    /// The innermost scope of a database that the task is in.
    static func current(for database: Database) -> Scope? {
        guard var scope = current else { return nil }
        let id = ObjectIdentifier(database)
        while scope.database != id {
            guard let outer = scope.outer else { return nil }
            scope = outer
        }
        return scope
    }

    /// Refuses what still comes from tasks that outlive the scope.
    func end() { state.withLock { $0.isEnded = true } }

    /// The first statement that failed: why a transaction cannot be committed.
    var firstFailure: PostgresError? { state.withLock { $0.firstFailure } }

    /// Sends a statement on the scope's connection.
    nonisolated(nonsending) func send(_ plan: StatementPlan, on database: Database) async throws -> PostgresRows {
        if state.withLock({ $0.isEnded }) { throw ended(plan) }
        try await gate.enter(.statement, timeout: database.configuration.queueTimeout, plan.site)
        defer { gate.leave(.statement) }
        var plan = plan
        plan.lease = token
        do {
            return try await database.send(plan)
        } catch let error as PostgresError {
            state.withLock { $0.firstFailure = $0.firstFailure ?? error }
            throw error
        }
    }

    /// Runs the statements of a nested transaction, one nested transaction at a time.
    nonisolated(nonsending) func nest<R>(
        in database: Database, _ site: CallSite, _ body: nonisolated(nonsending) () async throws -> R
    ) async throws -> R {
        if state.withLock({ $0.isEnded }) { throw ended(StatementPlan(text: "", bindings: [], site: site)) }
        try await gate.enter(.nested, timeout: database.configuration.queueTimeout, site)
        defer { gate.leave(.nested) }
        return try await body()
    }

    private func ended(_ plan: StatementPlan) -> PostgresError {
        PostgresError(
            .transaction, "The transaction or session that began at \(site.sourceLocation) has ended",
            suggestion:
                "A task that outlives it must not use its connection: start it with Task.detached, or wait for it.",
            location: plan.site.sourceLocation)
    }
}
