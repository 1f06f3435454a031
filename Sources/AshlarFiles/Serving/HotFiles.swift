import Synchronization

/// The files that are asked for again and again, in memory, and the names that no file has. Each is believed for a moment.
final class HotFiles: Sendable {
    /// A file, or that there is none.
    struct Entry: Sendable {
        let file: ServedFile?
        let state: [Int]
        var checked: ContinuousClock.Instant
    }

    private struct State {
        var files: [String: Entry] = [:]
        var bytes = 0
        /// Apart, so that somebody who asks for what is not there does not displace what is.
        var missing: [String: Entry] = [:]
    }

    private let totalBytes: Int
    private let state = Mutex(State())

    private static let maximumCount = 4096
    private static let maximumNameBytes = 512

    init(totalBytes: Int) {
        self.totalBytes = totalBytes
    }

    func entry(_ name: String) -> Entry? { state.withLock { $0.files[name] ?? $0.missing[name] } }

    /// Believes an entry for another moment.
    func confirm(_ name: String, at moment: ContinuousClock.Instant) {
        state.withLock { state in
            state.files[name]?.checked = moment
            state.missing[name]?.checked = moment
        }
    }

    func keep(_ name: String, _ entry: Entry) {
        let bytes = entry.file?.memoryBytes ?? 0
        state.withLock { state in
            state.missing[name] = nil
            state.bytes -= state.files.removeValue(forKey: name)?.file?.memoryBytes ?? 0
            guard name.utf8.count <= Self.maximumNameBytes else { return }
            guard let file = entry.file else {
                if state.missing.count >= Self.maximumCount { state.missing.removeAll(keepingCapacity: true) }
                state.missing[name] = entry
                return
            }
            // A file on disk is opened for each request: what is open stays few.
            guard file.isInMemory, bytes <= totalBytes else { return }
            if state.files.count >= Self.maximumCount || state.bytes + bytes > totalBytes {
                state.files.removeAll(keepingCapacity: true)
                state.bytes = 0
            }
            state.files[name] = entry
            state.bytes += bytes
        }
    }
}
