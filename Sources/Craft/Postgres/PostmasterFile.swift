import Foundation
import Glibc

/// What a PostgreSQL server writes about itself into `postmaster.pid`.
///
/// Lines: process, data folder, start time, port, socket folder, address, shared memory, status
/// (https://www.postgresql.org/docs/current/storage-file-layout.html).
struct PostmasterFile: Sendable, Equatable {
    /// The server's process.
    let process: pid_t
    /// The data folder as the server was told it.
    let dataFolder: String
    /// The number in its socket's name.
    let port: Int
    /// The folder its socket is in.
    let socketFolder: String
    /// Whether it takes connections.
    let isReady: Bool

    /// Reads the file's text; nil if it is not whole, as it is while the server writes it.
    init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard lines.count >= 5, let process = pid_t(lines[0]), process > 0, let port = Int(lines[3]) else { return nil }
        self.process = process
        dataFolder = lines[1]
        self.port = port
        socketFolder = lines[4]
        isReady = lines.count >= 8 && lines[7] == "ready"
    }

    /// Reads the file of a data folder.
    init?(inData folder: String) {
        guard let text = try? Files.text("\(folder)/postmaster.pid") else { return nil }
        self.init(text)
    }

    /// Whether the process of that number is this server, and not another one that got the number later.
    ///
    /// A server's working folder is its data folder, also after that was moved.
    func isAlive(data: String) -> Bool {
        guard kill(process, 0) == 0 || errno == EPERM else { return false }
        switch Self.workingFolder(of: process) {
        case .known(let folder): return folder == FolderIdentity(data)
        case .hidden: return dataFolder == data || dataFolder == Files.real(data)
        case .gone: return false
        }
    }

    /// The processes that work in a data folder: a server or what is left of one.
    static func processes(in data: String) -> [pid_t] {
        guard let folder = FolderIdentity(data) else { return [] }
        let numbers = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap(pid_t.init)
        return numbers.filter { workingFolder(of: $0) == .known(folder) }
    }

    private enum WorkingFolder: Equatable {
        case known(FolderIdentity)
        case hidden
        /// No process, or one that ended and was not waited for: it has no folder any more.
        case gone
    }

    private static func workingFolder(of process: pid_t) -> WorkingFolder {
        if let folder = FolderIdentity("/proc/\(process)/cwd") { return .known(folder) }
        return errno == EACCES || errno == EPERM ? .hidden : .gone
    }
}

/// Which folder it is, wherever it was moved to: in a container, another folder may have the same path.
private struct FolderIdentity: Equatable {
    private let device: dev_t
    private let number: ino_t

    /// - Returns: nil if there is none, or it may not be looked at; `errno` says which.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = status.st_dev
        number = status.st_ino
    }
}
