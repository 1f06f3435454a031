import Synchronization

/// Keeps what `{% cache %}` has rendered.
public protocol TemplateFragmentStore: Sendable {
    /// What was kept under a key; nil if nothing was, or if its time is over.
    func fragment(for key: String) -> [UInt8]?

    /// Keeps a fragment.
    ///
    /// - Parameters:
    ///   - fragment: the HTML in UTF-8.
    ///   - key: its key.
    ///   - duration: for how long; nil for as long as there is room.
    func keep(_ fragment: [UInt8], for key: String, duration: Duration?)
}

/// Keeps fragments in the memory of the process; those that were used least recently go first.
public final class TemplateFragmentMemory: TemplateFragmentStore {
    private struct Entry {
        let fragment: [UInt8]
        let end: ContinuousClock.Instant?
        var lastUse: Int
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var bytes = 0
        var uses = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    /// Keeps at most so many bytes.
    public init(bytes: Int = 16 << 20) { limit = bytes }

    /// A fragment whose time is not over.
    public func fragment(for key: String) -> [UInt8]? {
        state.withLock { state in
            guard let entry = state.entries[key] else { return nil }
            if let end = entry.end, end <= .now {
                Self.remove(key, from: &state)
                return nil
            }
            state.uses += 1
            state.entries[key]?.lastUse = state.uses
            return entry.fragment
        }
    }

    /// Keeps a fragment, and drops others where there is no room.
    public func keep(_ fragment: [UInt8], for key: String, duration: Duration?) {
        let size = fragment.count + key.utf8.count
        guard size <= limit else { return }
        state.withLock { state in
            Self.remove(key, from: &state)
            if state.bytes + size > limit {
                // A good part at once: looking for the oldest is dear.
                for (key, _) in state.entries.sorted(by: { $0.value.lastUse < $1.value.lastUse })
                where state.bytes + size > limit - limit / 4 { Self.remove(key, from: &state) }
            }
            state.uses += 1
            state.bytes += size
            state.entries[key] = Entry(
                fragment: fragment, end: duration.map { .now + $0 }, lastUse: state.uses)
        }
    }

    private static func remove(_ key: String, from state: inout State) {
        guard let entry = state.entries.removeValue(forKey: key) else { return }
        state.bytes -= entry.fragment.count + key.utf8.count
    }
}
