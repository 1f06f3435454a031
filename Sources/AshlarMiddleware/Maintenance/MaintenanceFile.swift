import Dispatch
import FoundationEssentials
import Synchronization

/// The file that takes an app down, looked at no more than once a second, on a thread that may wait for a disk.
final class MaintenanceFile: Sendable {
    private struct State {
        var notice: MaintenanceNotice?
        var checked: Int64?
        var isChecking = false
    }

    private let path: String
    private let interval: Int64
    private let now: @Sendable () -> Int64
    private let state = Mutex(State())

    /// - Parameters:
    ///   - path: the file.
    ///   - interval: for how many nanoseconds what was seen is believed.
    ///   - now: the time in nanoseconds from any fixed point.
    init(path: String, interval: Int64 = 1_000_000_000, now: @escaping @Sendable () -> Int64) {
        self.path = path
        self.interval = interval
        self.now = now
    }

    /// What the file says; nil if there is none.
    ///
    /// The one request that finds the knowledge too old waits for the new; those that come meanwhile get the old.
    func notice() async -> MaintenanceNotice? {
        let now = now()
        let (isDue, known) = state.withLock { state in
            let isOld = state.checked.map { now - $0 >= interval } ?? true
            let isDue = isOld && !state.isChecking
            if isDue { state.isChecking = true }
            return (isDue, state.notice)
        }
        guard isDue else { return known }
        let notice = await read()
        state.withLock { $0 = State(notice: notice, checked: now) }
        return notice
    }

    private func read() async -> MaintenanceNotice? {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [path] in
                let exists = FileManager.default.fileExists(atPath: path)
                let contents = exists ? (try? Data(contentsOf: URL(filePath: path))) ?? Data() : nil
                continuation.resume(returning: contents.map(MaintenanceNotice.init(contents:)))
            }
        }
    }
}
