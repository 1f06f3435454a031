import Synchronization

/// Keeps sessions in this process's memory: for tests, and for an app of one process that may forget its visitors.
///
/// ```swift
/// SessionMiddleware(MemorySessions())
/// ```
public final class MemorySessions: SessionDriver {
    private struct Entry {
        var record: SessionRecord
        var expiresAt: Int
    }

    private struct State {
        var entries: [String: Entry] = [:]
        /// At how many entries ended ones are looked for.
        var sweepAt = 1024
    }

    private let state = Mutex(State())

    /// No sessions yet.
    public init() {}

    /// How many sessions there are.
    public var count: Int { state.withLock { $0.entries.count } }

    /// Looks for a session.
    public func load(_ token: String) -> SessionLookup {
        state.withLock { $0.entries[token] }.map { .found($0.record) } ?? .absent
    }

    /// Writes what a request changed.
    public func save(_ changes: SessionChanges) -> String? {
        state.withLock { state in
            var record = changes.record
            switch changes.kind {
            case .create: break
            case .replace(let old): state.entries[old] = nil
            case .move(let old):
                guard let entry = state.entries.removeValue(forKey: old) else { return nil }
                record.values = Self.merged(entry.record.values, changes)
            case .merge:
                guard let entry = state.entries[record.id] else { return nil }
                record.values = Self.merged(entry.record.values, changes)
            }
            state.entries[record.id] = Entry(record: record, expiresAt: changes.expiresAt)
            if state.entries.count >= state.sweepAt {
                state.entries = state.entries.filter { $0.value.expiresAt > record.seenAt }
                state.sweepAt = max(1024, 2 * state.entries.count)
            }
            return record.id
        }
    }

    /// Drops a session.
    public func delete(_ id: String) {
        _ = state.withLock { $0.entries.removeValue(forKey: id) }
    }

    private static func merged(_ values: [String: String], _ changes: SessionChanges) -> [String: String] {
        var values = values
        for name in changes.removed { values[name] = nil }
        return values.merging(changes.set) { _, new in new }
    }
}
