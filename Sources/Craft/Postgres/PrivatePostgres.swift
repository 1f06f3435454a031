import Foundation
import Glibc

/// The PostgreSQL that belongs to one app: its data under `storage/postgres`, reached through a Unix socket only.
///
/// Safe to be used by several craft commands at once, and after a server was killed.
struct PrivatePostgres: Sendable {
    /// A server that runs.
    struct Server: Sendable, Equatable {
        /// The folder its socket is in.
        let socketFolder: String
        /// The number in its socket's name.
        let port: Int
        /// Whether this call started it.
        let wasStarted: Bool

        /// The address of one of its databases, as libpq and the framework read it.
        func url(database: String) -> String {
            "postgres://\(PrivatePostgres.role)@/\(database)?host=\(socketFolder)&port=\(port)"
        }
    }

    /// The superuser; who reaches the socket needs no password.
    static let role = "ashlar"
    /// The number in the socket's name. No other server can be in the same folder.
    static let port = 5432

    /// Where it keeps what.
    let folders: PostgresFolders
    let console: Console
    let environment: [String: String]

    /// The private PostgreSQL of a folder.
    ///
    /// - Parameters:
    ///   - home: an app's root, or the clone of the framework.
    ///   - console: told about what takes time or is unusual.
    ///   - environment: where programs are looked for. Variables that would lead PostgreSQL astray are not handed on.
    init(home: String, console: Console, environment: [String: String]) {
        folders = PostgresFolders(home: home)
        self.console = console
        self.environment = environment.filter { !$0.key.hasPrefix("PG") && !$0.key.hasPrefix("LC_") }
            .merging(["LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"]) { $1 }
    }

    /// The running server, or nil.
    func running() -> Server? {
        guard let file = PostmasterFile(inData: folders.data), file.isReady, file.isAlive(data: folders.data) else {
            return nil
        }
        return Server(socketFolder: file.socketFolder, port: file.port, wasStarted: false)
    }

    /// Starts the server, makes its data first where there is none, and waits until it takes connections.
    ///
    /// - Throws: ``CraftError`` if it is not installed, or with the end of its log if it does not start.
    func start() throws -> Server {
        try Files.makeFolder(Files.parent(of: folders.lock))
        let lock = try FileLock.take(folders.lock)
        return try withExtendedLifetime(lock) {
            if let server = running() { return server }
            let account = try PostgresAccount.choose()
            let installation = try PostgresInstallation.find(forData: folders.dataMajor, environment: environment)
            try PostgresData(folders: folders, account: account, installation: installation, postgres: self).prepare()
            try settle()
            return try launch(installation, as: account)
        }
    }

    /// Stops the server; open connections are closed, their transactions rolled back.
    ///
    /// - Parameter unlessUsed: whether to leave it running if another command is still at work on it.
    /// - Returns: whether it ran and was stopped.
    /// - Throws: ``CraftError`` if it does not stop.
    @discardableResult func stop(unlessUsed: Bool = false) throws -> Bool {
        guard Files.exists(folders.lock) else { return false }
        let lock = try FileLock.take(folders.lock)
        return try withExtendedLifetime(lock) {
            guard running() != nil else { return false }
            if unlessUsed, try FileLock.take(folders.users, onWait: { false }) == nil { return false }
            let account = try PostgresAccount.choose()
            let installation = try PostgresInstallation.find(forData: folders.dataMajor, environment: environment)
            let (status, output) = try control(
                ["stop", "--mode=fast", "--wait", "--timeout=60"], of: installation, as: account)
            guard status.isSuccess else {
                throw CraftError("PostgreSQL did not stop.", details: Self.tail(output, lines: 5))
            }
            if let identity = try? Files.text(folders.identity) { rmdir(folders.socketFolder(identity: identity)) }
            return true
        }
    }

    /// Marks the database as used until the lock is given back: ``stop(unlessUsed:)`` leaves it running.
    func use() throws -> FileLock? {
        try Files.makeFolder(Files.parent(of: folders.users))
        return try FileLock.take(folders.users, isShared: true)
    }

    /// Makes a database unless it is there.
    ///
    /// - Throws: ``CraftError`` with what PostgreSQL says.
    func ensureDatabase(_ name: String, on server: Server) throws {
        let literal = "'\(name.replacing("'", with: "''"))'"
        guard try query("SELECT 1 FROM pg_database WHERE datname = \(literal)", on: server).isEmpty else { return }
        do {
            _ = try query("CREATE DATABASE \"\(name.replacing("\"", with: "\"\""))\"", on: server)
        } catch {
            // Another command may have made it since the question.
            if try query("SELECT 1 FROM pg_database WHERE datname = \(literal)", on: server).isEmpty { throw error }
        }
    }

    /// Runs one statement as the superuser and answers what it returns, as text.
    func query(_ sql: String, on server: Server, database: String = "postgres") throws -> String {
        let installation = try PostgresInstallation.find(forData: folders.dataMajor, environment: environment)
        let (status, output) = try ChildProcess.run(
            Launch(
                executable: installation.program("psql"),
                arguments: [
                    "--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1",
                    "--dbname=\(server.url(database: database))", "--command=\(sql)",
                ],
                environment: environment, directory: "/"))
        guard status.isSuccess else {
            throw CraftError("PostgreSQL refused a statement.", details: Self.tail(output, lines: 5))
        }
        return output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The last lines of a text.
    static func tail(_ text: String, lines count: Int) -> [String] {
        text.split(whereSeparator: \.isNewline).suffix(count).map(String.init)
    }

    /// Runs `pg_ctl` on the data.
    func control(
        _ arguments: [String], of installation: PostgresInstallation, as account: PostgresAccount
    ) throws -> (status: ProcessEnd, output: String) {
        try ChildProcess.run(
            account.running(
                Launch(
                    executable: installation.program("pg_ctl"),
                    arguments: arguments + ["--pgdata=\(Files.real(folders.data))"],
                    environment: environment, directory: "/")))
    }
}
