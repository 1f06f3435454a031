import Synchronization

/// What is loaded of one relation, for all models of a batch, by key.
///
/// Of several tasks that read a relation at once, one loads it and the others wait for it.
final class RelationCache<Value: Sendable>: Sendable {
    /// What one load brought.
    struct Loaded: Sendable {
        /// The values found, by key.
        var values: [RelationKey: Value]
        /// The batches of the models on the other side.
        var batches: [ModelBatch] = []
    }

    private struct State {
        var values: [RelationKey: Value] = [:]
        var batches: [ModelBatch] = []
        var loader: Loader?
        var waiters: [UInt64: CheckedContinuation<Void, any Error>] = [:]
        var nextWaiter: UInt64 = 0
    }

    /// Who loads the relation at the moment.
    private struct Loader {
        /// Whether it has a connection already, being inside of a transaction or session.
        let hasConnection: Bool
    }

    private enum Step {
        case done
        case wait
        /// Loads some keys, while others wait for it or beside another that loads.
        case load([RelationKey], isBeside: Bool)
    }

    private let state = Mutex(State())

    /// The value of a key, if it was loaded.
    func loaded(_ key: RelationKey) -> Value? { state.withLock { $0.values[key] } }

    /// The batches of the models on the other side, as far as they were loaded.
    var batches: [ModelBatch] { state.withLock { $0.batches } }

    /// Sets the value of a key: what was just written is known.
    func store(_ value: Value, for key: RelationKey) { state.withLock { $0.values[key] = value } }

    /// Has the value of a key loaded again: what was just written is not known.
    func forget(_ key: RelationKey) { state.withLock { $0.values[key] = nil } }

    /// Sees to it that all keys are loaded, with one load for those that are missing.
    ///
    /// - Parameters:
    ///   - keys: the keys wanted.
    ///   - absent: what a key gets for which nothing is found.
    ///   - hasConnection: whether the task is inside of a transaction or session. It then does not wait for a task that is
    ///     not, since that one may wait for the very connection that this one holds.
    ///   - load: loads some keys.
    func ensure(
        _ keys: [RelationKey], absent: Value, hasConnection: Bool,
        load: @Sendable ([RelationKey]) async throws -> Loaded
    ) async throws {
        while true {
            switch next(keys, hasConnection) {
            case .done: return
            case .wait: try await wait()
            case .load(let missing, let isBeside):
                do {
                    let loaded = try await load(missing)
                    finish(missing, loaded, absent, isBeside: isBeside)
                    return
                } catch {
                    finish([], nil, absent, isBeside: isBeside)
                    throw error
                }
            }
        }
    }

    private func next(_ keys: [RelationKey], _ hasConnection: Bool) -> Step {
        state.withLock { state in
            let missing = keys.filter { state.values[$0] == nil }
            if missing.isEmpty { return .done }
            if let loader = state.loader {
                return hasConnection && !loader.hasConnection ? .load(missing, isBeside: true) : .wait
            }
            state.loader = Loader(hasConnection: hasConnection)
            return .load(missing, isBeside: false)
        }
    }

    private func finish(_ keys: [RelationKey], _ loaded: Loaded?, _ absent: Value, isBeside: Bool) {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, any Error>] in
            if let loaded {
                for key in keys { state.values[key] = loaded.values[key] ?? absent }
                state.batches += loaded.batches
            }
            guard !isBeside else { return [] }
            state.loader = nil
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        // Whoever waited looks again: what it wants may be there now, or it loads it itself.
        for waiter in waiters { waiter.resume() }
    }

    private func wait() async throws {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = Task.isCancelled
                let isOver = state.withLock { state in
                    if state.loader != nil, !isCancelled { state.waiters[id] = continuation }
                    return state.loader == nil
                }
                if isCancelled {
                    continuation.resume(throwing: CancellationError())
                } else if isOver {
                    continuation.resume()
                }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.resume(throwing: CancellationError())
        }
    }
}
