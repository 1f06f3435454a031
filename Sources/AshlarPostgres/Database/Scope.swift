import Synchronization

/// A transaction, a nested one or a session: what the statements of a task and its child tasks belong to.
final class Scope: Sendable {
    @TaskLocal static var current: Scope?

    private struct State {
        var isEnded = false
        var firstFailure: PostgresError?
        var cursors: Set<Int> = []
        var commitHooks: [CommitHook] = []
    }

    let token: LeaseToken
    /// 0 for a session, 1 for a transaction, more for nested ones.
    let depth: Int
    let isolation: IsolationLevel
    let isReadOnly: Bool
    /// Whether the outermost transaction is one that is always rolled back.
    let isRehearsal: Bool
    /// Whether it is that transaction itself: what is nested directly in it commits as if it were the outermost.
    let isRehearsalItself: Bool
    let site: CallSite
    private let database: ObjectIdentifier
    /// The scope of another database that this task is in too.
    private let outer: Scope?
    private let gate = NestingGate()
    private let state = Mutex(State())

    /// Where a transaction begins.
    struct Start {
        let token: LeaseToken
        /// The transaction or session that it is nested in.
        let outer: Scope?
        let site: CallSite
    }

    init(of database: Database, _ start: Start, _ options: TransactionOptions) {
        self.database = ObjectIdentifier(database)
        token = start.token
        site = start.site
        outer = Scope.current
        depth = (start.outer?.depth ?? 0) + 1
        isRehearsalItself = options.isRehearsal
        if let around = start.outer, around.depth > 0 {
            isolation = around.isolation
            isReadOnly = around.isReadOnly
            isRehearsal = around.isRehearsal || options.isRehearsal
        } else {
            isolation = options.isolation ?? .readCommitted
            isReadOnly = options.isReadOnly
            isRehearsal = options.isRehearsal
        }
    }

    init(session token: LeaseToken, of database: Database, _ site: CallSite) {
        self.database = ObjectIdentifier(database)
        self.token = token
        self.site = site
        outer = Scope.current
        depth = 0
        isolation = .readCommitted
        isReadOnly = false
        isRehearsal = false
        isRehearsalItself = false
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

    var isEnded: Bool { state.withLock { $0.isEnded } }

    /// Whether it failed because of what others did at the same time, so that it may well succeed when it is run again.
    func isWorthAnotherAttempt(after error: any Error) -> Bool {
        (error as? PostgresError)?.isRetriable ?? false || firstFailure?.isRetriable ?? false
    }

    func note(_ failure: PostgresError) { state.withLock { $0.firstFailure = $0.firstFailure ?? failure } }

    /// Keeps work for after the commit of the outermost transaction.
    func keep(_ hooks: [CommitHook]) { state.withLock { $0.commitHooks += hooks } }

    /// The work that was kept; the scope has none any more.
    func takeCommitHooks() -> [CommitHook] {
        state.withLock { state in
            defer { state.commitHooks = [] }
            return state.commitHooks
        }
    }

    /// A number for a cursor that no other open cursor of this scope has; the same few are used again and again.
    func takeCursor() -> Int {
        state.withLock { state in
            var number = 1
            while !state.cursors.insert(number).inserted { number += 1 }
            return number
        }
    }

    func giveBackCursor(_ number: Int) { state.withLock { _ = $0.cursors.remove(number) } }

    /// Sends a statement on the scope's connection.
    nonisolated(nonsending) func send(_ plan: StatementPlan, on database: Database) async throws -> PostgresRows {
        if isEnded { throw ended(plan) }
        try await gate.enter(.statement, timeout: database.configuration.queueTimeout, plan.site)
        defer { gate.leave(.statement) }
        var plan = plan
        plan.lease = token
        do {
            return try await database.send(plan)
        } catch let error as PostgresError {
            note(error)
            throw error
        }
    }

    /// Runs the statements of a nested transaction, one nested transaction at a time.
    nonisolated(nonsending) func nest<R>(
        in database: Database, _ site: CallSite, _ body: nonisolated(nonsending) () async throws -> R
    ) async throws -> R {
        try await enterAlone(in: database, site)
        defer { leave() }
        return try await body()
    }

    /// Waits until nothing else uses the scope, and keeps it so until ``leave()``.
    nonisolated(nonsending) func enterAlone(in database: Database, _ site: CallSite) async throws {
        if isEnded { throw ended(StatementPlan(text: "", bindings: [], site: site)) }
        try await gate.enter(.nested, timeout: database.configuration.queueTimeout, site)
    }

    func leave() { gate.leave(.nested) }

    func ended(_ plan: StatementPlan) -> PostgresError {
        PostgresError(
            .transaction, "The transaction or session that began at \(site.sourceLocation) has ended",
            suggestion:
                "A task that outlives it must not use its connection: start it with Task.detached, or wait for it.",
            location: plan.site.sourceLocation)
    }
}
