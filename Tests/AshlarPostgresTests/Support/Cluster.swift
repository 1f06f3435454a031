import Foundation
import Glibc

/// A server of its own that a test may stop and start.
struct Cluster: Sendable {
    private static let programs: String? = {
        let folders =
            (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql"))?
            .map { "/usr/lib/postgresql/\($0)/bin" } ?? []
        let searched = folders.sorted().reversed() + ["/usr/bin", "/usr/local/bin", "/usr/local/pgsql/bin"]
        return searched.first { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
    }()

    /// Whether there are the programs to make one, and a user that may run them.
    static let isAvailable = programs != nil && (getuid() != 0 || getpwnam(unprivilegedUser) != nil)

    private static let unprivilegedUser = "postgres"

    let folder: String
    /// The server's settings beside those of all clusters, as `postgres -c` takes them.
    private var settings: [String] = []

    var url: String { "postgres:///postgres?host=\(folder)/socket&user=tester" }

    private init(folder: String) { self.folder = folder }

    /// Makes a cluster, starts it, runs the test and removes everything.
    ///
    /// - Parameters:
    ///   - prepare: what is done before it starts; it returns settings of the server.
    ///   - body: the test.
    static func with(
        preparing prepare: (Cluster) async throws -> [String] = { _ in [] }, _ body: (Cluster) async throws -> Void
    ) async throws {
        // Short, because the path of a socket has at most 107 bytes.
        let name = "ashlar-\(UUID().uuidString.prefix(13).lowercased())"
        var cluster = Cluster(folder: FileManager.default.temporaryDirectory.appendingPathComponent(name).path)
        try FileManager.default.createDirectory(
            atPath: cluster.folder + "/socket", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: cluster.folder) }
        if getuid() == 0 { try await run("chown", ["-R", unprivilegedUser, cluster.folder], asRoot: true) }
        try await cluster.program(
            "initdb", ["-D", cluster.folder + "/data", "-U", "tester", "-A", "trust", "--no-sync", "-E", "UTF8"])
        cluster.settings = try await prepare(cluster)
        do {
            try await cluster.start()
            try await body(cluster)
            try await cluster.stop()
        } catch {
            try? await cluster.stop()
            throw error
        }
    }

    func start() async throws {
        let options =
            "-c listen_addresses='' -c unix_socket_directories='\(folder)/socket' -c fsync=off"
            + settings.map { " -c \($0)" }.joined()
        try await program(
            "pg_ctl", ["-D", folder + "/data", "-l", folder + "/log", "-o", options, "-w", "start"])
    }

    func stop() async throws { try await program("pg_ctl", ["-D", folder + "/data", "-m", "immediate", "-w", "stop"]) }

    private func program(_ name: String, _ arguments: [String]) async throws {
        try await Self.run((Self.programs ?? "") + "/" + name, arguments)
    }

    /// Runs a program as the user that the server runs as.
    static func run(_ program: String, _ arguments: [String], asRoot: Bool = false) async throws {
        let command = Self.command(program, arguments, asRoot: asRoot)
        // Foundation's Process waits for the server too, which inherits its descriptors from pg_ctl.
        let status = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: wait(for: command)) }
        }
        guard status == 0 else { throw Failure(program: program, status: status) }
    }

    /// A program with its arguments and what makes it run as the server's user: PostgreSQL refuses to be root.
    static func command(_ program: String, _ arguments: [String], asRoot: Bool = false) -> [String] {
        let prefix =
            getuid() == 0 && !asRoot
            ? ["setpriv", "--reuid", unprivilegedUser, "--regid", unprivilegedUser, "--clear-groups"] : []
        return ["/usr/bin/env", "-C", "/"] + prefix + [program] + arguments
    }

    private static func wait(for command: [String]) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in 0...2 as ClosedRange<Int32> {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        let arguments = command.map { strdup($0) }
        defer { arguments.forEach { free($0) } }
        var pid = pid_t()
        let code = posix_spawn(&pid, command[0], &actions, nil, arguments + [nil], environ)
        guard code == 0 else { return code }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) == -1 && errno == EINTR {}
        return status
    }

    /// Makes a copy of this running cluster that follows it, and removes it afterwards.
    func withReplica(_ body: (Cluster) async throws -> Void) async throws {
        let replica = Cluster(folder: folder + "-r")
        try FileManager.default.createDirectory(atPath: replica.folder + "/socket", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: replica.folder) }
        if getuid() == 0 { try await Self.run("chown", ["-R", Self.unprivilegedUser, replica.folder], asRoot: true) }
        try await program(
            "pg_basebackup",
            [
                "-D", replica.folder + "/data", "-h", folder + "/socket", "-U", "tester", "-R", "-X", "stream",
                "--checkpoint=fast", "--no-sync",
            ])
        do {
            try await replica.start()
            try await body(replica)
            try await replica.stop()
        } catch {
            try? await replica.stop()
            throw error
        }
    }

    struct Failure: Error {
        let program: String
        let status: Int32
    }
}
