import Foundation
import Glibc

/// A PgBouncer before a cluster.
final class Bouncer: Sendable {
    /// How long a client has a connection of the server.
    enum Mode: String, Sendable { case transaction, session }

    private static let program = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    static let isAvailable = program != nil && Cluster.isAvailable

    private let folder: String

    var url: String { "postgres:///postgres?host=\(folder)&port=6432&user=tester" }

    private init(folder: String) { self.folder = folder }

    /// Makes a cluster with a PgBouncer that opens two connections to it, runs the test and removes everything.
    static func with(_ mode: Mode, _ body: (Bouncer, Cluster) async throws -> Void) async throws {
        try await Cluster.with { cluster async throws in
            let bouncer = Bouncer(folder: cluster.folder + "/socket")
            let settings = """
                [databases]
                * = host=\(cluster.folder)/socket user=tester
                [pgbouncer]
                unix_socket_dir = \(cluster.folder)/socket
                listen_port = 6432
                auth_type = any
                pool_mode = \(mode.rawValue)
                default_pool_size = 2
                pidfile = \(cluster.folder)/socket/pgbouncer.pid

                """
            try settings.write(toFile: cluster.folder + "/pgbouncer.ini", atomically: false, encoding: .utf8)
            let ended = try await start(cluster.folder + "/pgbouncer.ini")
            let result: Result<Void, any Error>
            do { result = .success(try await body(bouncer, cluster)) } catch { result = .failure(error) }
            // Whoever starts a process from a thread of a pool hands down what that blocks: SIGTERM among others.
            let number = try String(contentsOfFile: bouncer.folder + "/pgbouncer.pid", encoding: .utf8)
            if let process = pid_t(number.trimmingCharacters(in: .whitespacesAndNewlines)) { kill(process, SIGKILL) }
            for await _ in ended {}
            try result.get()
        }
    }

    struct NotStarted: Error { let log: String }

    /// Starts it, and waits for it to say that it is there.
    ///
    /// - Returns: what ends when it has ended.
    private static func start(_ settings: String) async throws -> AsyncStream<Never> {
        let command = Cluster.command(program ?? "", [settings])
        let process = Process()
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        let output = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = output
        try process.run()
        let (ended, end) = AsyncStream<Never>.makeStream()
        let log = await withCheckedContinuation { (found: CheckedContinuation<String, Never>) in
            Thread.detachNewThread {
                var text = ""
                var isWaiting = true
                // It is read to its end, so that the program never waits for somebody to read.
                while case let data = output.fileHandleForReading.availableData, !data.isEmpty {
                    guard isWaiting else { continue }
                    text += String(decoding: data, as: UTF8.self)
                    guard text.contains("process up") else { continue }
                    isWaiting = false
                    found.resume(returning: text)
                }
                if isWaiting { found.resume(returning: text) }
                end.finish()
            }
        }
        guard log.contains("process up") else { throw NotStarted(log: log) }
        return ended
    }
}
