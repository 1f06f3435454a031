import Synchronization

/// The values of a request that are worked out when they are asked for.
final class LazyValues: Sendable {
    private typealias Waiter = CheckedContinuation<Void, Never>

    private struct Entry {
        var value: (any Sendable)?
        /// Whether somebody is working it out.
        var isRunning = false
        var waiters: [Int: Waiter] = [:]
    }

    private struct State {
        var entries: [ObjectIdentifier: Entry] = [:]
        /// Who asked for whom while being worked out.
        var needs: [ObjectIdentifier: [ObjectIdentifier: String]] = [:]
        var names: [ObjectIdentifier: String] = [:]
        var nextWaiter = 0
    }

    private enum Step {
        case done(any Sendable)
        case run
        case wait
        case circle([String])
    }

    private struct Running: Sendable {
        let owner: ObjectIdentifier
        let key: ObjectIdentifier
    }

    @TaskLocal private static var running: Running?

    private let state = Mutex(State())

    func value<Key: LazyRequestKey>(of key: Key.Type, for request: Request) async throws -> Key.Value {
        let id = ObjectIdentifier(key)
        // Of another request it cannot wait for this one.
        let asking = Self.running.flatMap { $0.owner == ObjectIdentifier(self) ? $0.key : nil }
        while true {
            switch step(id, "\(Key.self)", asking) {
            case .done(let value):
                // A key has one type of value, so what is kept is of it; a value of any other is worked out anew and not kept.
                guard let value = value as? Key.Value else { return try await key.value(for: request) }
                return value
            case .circle(let chain): throw LazyValueCycle(chain: chain)
            case .wait: try await wait(for: id)
            case .run:
                do {
                    let running = Running(owner: ObjectIdentifier(self), key: id)
                    let value = try await Self.$running.withValue(running) { try await key.value(for: request) }
                    finish(id, value)
                    return value
                } catch {
                    finish(id, nil)
                    throw error
                }
            }
        }
    }

    private func step(_ id: ObjectIdentifier, _ name: String, _ asking: ObjectIdentifier?) -> Step {
        state.withLock { state in
            if let value = state.entries[id]?.value { return .done(value) }
            state.names[id] = name
            if let asking {
                if let path = Self.path(from: id, to: asking, state) {
                    return .circle(([asking] + path).map { state.names[$0] ?? "" })
                }
                state.needs[asking, default: [:]][id] = name
            }
            if state.entries[id]?.isRunning == true { return .wait }
            state.entries[id, default: Entry()].isRunning = true
            return .run
        }
    }

    /// The way from one key to another by what was asked for.
    private static func path(from start: ObjectIdentifier, to end: ObjectIdentifier, _ state: State)
        -> [ObjectIdentifier]?
    {
        if start == end { return [end] }
        for next in (state.needs[start] ?? [:]).keys {
            if let path = path(from: next, to: end, state) { return [start] + path }
        }
        return nil
    }

    private func finish(_ id: ObjectIdentifier, _ value: (any Sendable)?) {
        let waiters = state.withLock { state in
            let waiters = state.entries[id]?.waiters ?? [:]
            state.entries[id] = Entry(value: value)
            state.needs[id] = nil
            return waiters
        }
        for waiter in waiters.values { waiter.resume() }
    }

    /// Waits until somebody else has worked a value out, or has failed to: then whoever is first tries again.
    private func wait(for id: ObjectIdentifier) async throws {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: Waiter) in
                let isOver = state.withLock { state in
                    guard !Task.isCancelled, state.entries[id]?.isRunning == true else { return true }
                    state.entries[id]?.waiters[number] = waiter
                    return false
                }
                if isOver { waiter.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { $0.entries[id]?.waiters.removeValue(forKey: number) }
            waiter?.resume()
        }
        try Task.checkCancellation()
    }
}
