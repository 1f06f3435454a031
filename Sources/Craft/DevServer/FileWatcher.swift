import Foundation
import Glibc

/// Watches an app's files through inotify; folders made later are watched too.
final class FileWatcher {
    /// Readable when something changed; it does not block.
    let descriptor: Int32
    private let root: String
    /// The folder of each watch, relative to the root; empty for the root itself.
    private var folders: [Int32: String] = [:]

    private static let events = UInt32(
        IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR)

    /// Begins to watch.
    ///
    /// - Parameter root: the app's root.
    /// - Throws: ``CraftError`` if the system has no more watches to give.
    init(root: String) throws {
        self.root = root
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else { throw CraftError.system("Cannot watch files", code: errno) }
        try watch("")
        for folder in WatchedFile.folders { try watchTree(folder) }
    }

    deinit { close(descriptor) }

    /// What changed since the last time.
    ///
    /// - Throws: ``CraftError`` if a new folder cannot be watched.
    func changes() throws -> Set<Supervisor.Change> {
        var changes: Set<Supervisor.Change> = []
        let (bytes, _) = SystemCall.drain(descriptor)
        var offset = 0
        while let event = InotifyEvent(bytes, at: &offset) {
            if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
                // Events were lost: anything may have changed.
                for folder in WatchedFile.folders { try watchTree(folder) }
                changes = [.source, .configuration]
                continue
            }
            guard let folder = folders[event.watch] else { continue }
            if event.mask & UInt32(IN_IGNORED) != 0 {
                folders[event.watch] = nil
                continue
            }
            let path = folder.isEmpty ? event.name : "\(folder)/\(event.name)"
            if event.mask & UInt32(IN_ISDIR) != 0 {
                let top = path.split(separator: "/").first.map(String.init) ?? path
                guard WatchedFile.folders.contains(top), !event.name.isEmpty else { continue }
                try watchTree(path)
                // Files may have been in it before it was watched.
                changes.formUnion(
                    Files.list(below: "\(root)/\(path)").compactMap { WatchedFile.change(of: "\(path)/\($0)") })
                if event.mask & UInt32(IN_DELETE | IN_MOVED_FROM) != 0, let change = WatchedFile.change(of: "\(path)/x")
                {
                    changes.insert(change)
                }
            } else if event.mask & UInt32(IN_CREATE) != 0 {
                // Its contents come later, with IN_CLOSE_WRITE; a link has none.
                guard FileManager.default.isSymbolicLink("\(root)/\(path)") else { continue }
                WatchedFile.change(of: path).map { _ = changes.insert($0) }
            } else if let change = WatchedFile.change(of: path) {
                changes.insert(change)
            }
        }
        return changes
    }

    private func watchTree(_ folder: String) throws {
        guard Files.isFolder("\(root)/\(folder)") else { return }
        try watch(folder)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? [] {
            try watchTree("\(folder)/\(name)")
        }
    }

    private func watch(_ folder: String) throws {
        let watch = inotify_add_watch(descriptor, folder.isEmpty ? root : "\(root)/\(folder)", Self.events)
        if watch >= 0 {
            folders[watch] = folder
        } else if errno == ENOSPC {
            throw CraftError(
                "The system has no more watches for files to give.",
                suggestion: "Raise fs.inotify.max_user_watches, or serve with --no-watch.")
        }
        // Anything else: the folder is gone again already.
    }
}

extension FileManager {
    fileprivate func isSymbolicLink(_ path: String) -> Bool {
        (try? destinationOfSymbolicLink(atPath: path)) != nil
    }
}
