import Synchronization

/// Where the pool's thread leaves what a listener hears, until its task comes for it.
final class Mailbox: ConnectionObserver {
    enum Item: Sendable {
        case notification(PostgresNotification)
        /// There were more than may wait; all of them are gone.
        case overflow
        case closed(PostgresError)
    }

    private struct State {
        var items: [Item] = []
        var waiter: UnsafeContinuation<Void, Never>?
    }

    private let state = Mutex(State())
    private let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    func received(_ notification: PostgresNotification) { leave(.notification(notification)) }

    func connectionClosed(_ reason: PostgresError) { leave(.closed(reason)) }

    private func leave(_ item: Item) {
        let waiter = state.withLock { state in
            if state.items.count >= capacity { state.items = [.overflow] }
            state.items.append(item)
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Takes all that is there; waits for the first.
    nonisolated(nonsending) func take() async throws -> [Item] {
        while true {
            try Task.checkCancellation()
            let items = state.withLock { state in
                defer { state.items = [] }
                return state.items
            }
            if !items.isEmpty { return items }
            await wait()
        }
    }

    /// Forgets what is left of a connection that is gone.
    func clear() { state.withLock { $0.items = [] } }

    private nonisolated(nonsending) func wait() async {
        await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                let isWaiting = state.withLock { state in
                    guard state.items.isEmpty, !Task.isCancelled else { return false }
                    state.waiter = continuation
                    return true
                }
                if !isWaiting { return continuation.resume() }
                // The handler may have run before there was somebody to wake.
                if Task.isCancelled { wake() }
            }
        } onCancel: {
            wake()
        }
    }

    private func wake() {
        let waiter = state.withLock { state in
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }
}
