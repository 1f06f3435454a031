import Synchronization

/// What the encrypted cookies say that were sent last, by their text: opening one costs as much as all else that is done for a
/// small page. Who has not the text of a cookie finds nothing here.
final class OpenedSessions: Sendable {
    /// How many are kept at least; twice as many at most, of up to 4 KB each.
    private static let capacity = 512

    private struct State {
        var recent: [String: SessionRecord] = [:]
        /// Those that were sent before the recent ones; what is asked for again becomes recent.
        var earlier: [String: SessionRecord] = [:]
    }

    private let state = Mutex(State())

    subscript(token: String) -> SessionRecord? {
        get {
            state.withLock { state in
                if let record = state.recent[token] { return record }
                guard let record = state.earlier[token] else { return nil }
                Self.keep(record, token, in: &state)
                return record
            }
        }
        set {
            guard let newValue else { return }
            state.withLock { Self.keep(newValue, token, in: &$0) }
        }
    }

    private static func keep(_ record: SessionRecord, _ token: String, in state: inout State) {
        if state.recent.count >= capacity {
            state.earlier = state.recent
            state.recent = [:]
        }
        state.recent[token] = record
    }
}
