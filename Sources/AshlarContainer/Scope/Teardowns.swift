import Synchronization

/// What has to be ended, in the order in which it was made.
final class Teardowns: Sendable {
    private struct State {
        var entries: [(key: BindingKey, end: @Sendable () async throws -> Void)] = []
        var hasEnded = false
    }

    private let state: Mutex<State>

    init(hasEnded: Bool = false) { state = Mutex(State(hasEnded: hasEnded)) }

    /// Of everything in which nothing had to be ended, and is over.
    static let ended = Teardowns(hasEnded: true)

    /// Remembers what ends a value.
    ///
    /// - Returns: false if it is too late, so that nothing would ever end it.
    func add(_ key: BindingKey, _ end: @escaping @Sendable () async throws -> Void) -> Bool {
        state.withLock { state in
            guard !state.hasEnded else { return false }
            state.entries.append((key, end))
            return true
        }
    }

    /// Ends everything, the last first. A second call finds nothing to do.
    func run() async -> [TeardownFailure] {
        let entries = state.withLock { state in
            state.hasEnded = true
            defer { state.entries = [] }
            return state.entries
        }
        var failures: [TeardownFailure] = []
        for entry in entries.reversed() {
            do {
                try await entry.end()
            } catch {
                failures.append(TeardownFailure(typeName: entry.key.description, reason: error))
            }
        }
        return failures
    }
}
