import Synchronization

/// Lets one nested transaction at a time into a scope, and statements of the scope itself only while there is none.
///
/// Savepoints of one connection form a stack, so two child tasks cannot have one each at the same time, and a statement of
/// the scope must not get into a savepoint that may be rolled back. Whoever comes first goes first.
final class NestingGate: Sendable {
    enum Visit {
        /// A statement of the scope itself; many at a time.
        case statement
        /// A nested transaction; alone.
        case nested
    }

    private struct Waiter {
        let id: UInt64
        let visit: Visit
        let continuation: UnsafeContinuation<Bool, Never>
    }

    private struct State {
        var statements = 0
        var isNested = false
        var waiters: [Waiter] = []
        var lastID: UInt64 = 0

        mutating func enter(_ visit: Visit) -> Bool {
            switch visit {
            case .statement:
                guard !isNested else { return false }
                statements += 1
            case .nested:
                guard !isNested, statements == 0 else { return false }
                isNested = true
            }
            return true
        }

        /// Those at the head of the row that may go.
        mutating func admit() -> [Waiter] {
            var admitted: [Waiter] = []
            while let first = waiters.first, enter(first.visit) { admitted.append(waiters.removeFirst()) }
            return admitted
        }
    }

    private let state = Mutex(State())

    /// Waits for the turn; ``leave(_:)`` must follow.
    ///
    /// - Throws: `CancellationError`, or ``PostgresError`` when it takes longer than `timeout`.
    nonisolated(nonsending) func enter(_ visit: Visit, timeout: Duration, _ site: CallSite) async throws {
        if state.withLock({ $0.waiters.isEmpty && $0.enter(visit) }) { return }
        if await waitForTurn(visit, timeout) { return }
        try Task.checkCancellation()
        throw PostgresError(
            .transaction, "A nested transaction of the same transaction did not end within \(timeout)",
            suggestion: "A nested transaction must not wait for a task that uses the transaction around it.",
            location: site.sourceLocation)
    }

    /// The statement is answered, or the nested transaction over.
    func leave(_ visit: Visit) {
        let admitted = state.withLock { state in
            switch visit {
            case .statement: state.statements -= 1
            case .nested: state.isNested = false
            }
            return state.admit()
        }
        for waiter in admitted { waiter.continuation.resume(returning: true) }
    }

    private nonisolated(nonsending) func waitForTurn(_ visit: Visit, _ timeout: Duration) async -> Bool {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        return await withTaskGroup(of: Bool?.self) { group in
            group.addTask { await self.turn(visit, id) }
            group.addTask {
                // Ends early, by cancellation, when it is no longer needed.
                try? await Task.sleep(for: timeout)
                return nil
            }
            var isIn = false
            for await outcome in group {
                if let outcome { isIn = outcome }
                group.cancelAll()
            }
            return isIn
        }
    }

    private func turn(_ visit: Visit, _ id: UInt64) async -> Bool {
        await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                let outcome: Bool? = state.withLock { state in
                    if Task.isCancelled { return false }
                    if state.waiters.isEmpty, state.enter(visit) { return true }
                    state.waiters.append(Waiter(id: id, visit: visit, continuation: continuation))
                    return nil
                }
                if let outcome { return continuation.resume(returning: outcome) }
                // The handler may have run before there was a waiter to take out.
                if Task.isCancelled { giveUp(id) }
            }
        } onCancel: {
            giveUp(id)
        }
    }

    /// Takes a waiter out of the row; one that is in already stays in.
    private func giveUp(_ id: UInt64) {
        let (waiter, admitted) = state.withLock { state -> (Waiter?, [Waiter]) in
            guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return (nil, []) }
            let waiter = state.waiters.remove(at: index)
            return (waiter, state.admit())
        }
        waiter?.continuation.resume(returning: false)
        for waiter in admitted { waiter.continuation.resume(returning: true) }
    }
}
