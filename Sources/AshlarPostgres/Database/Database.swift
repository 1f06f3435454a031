public import Logging
public import ServiceLifecycle
import Synchronization

/// An app's way to PostgreSQL: a pool of connections that statements share.
///
/// Statements of all tasks travel together over a few connections (libpq's pipeline mode), each with a sync of its own, so
/// that one that fails touches no other. A transaction has a connection for itself.
///
/// ```swift
/// let db = Database(configuration: .init(url: "postgres:///blog?host=/run/postgresql"), logger: logger)
/// let rows = try await db.query("select id, title from posts where author_id = \(author)")
/// try await db.transaction {
///     try await db.execute("update accounts set balance = balance - \(amount) where id = \(from)")
///     try await db.execute("update accounts set balance = balance + \(amount) where id = \(to)")
/// }
/// ```
///
/// Connections are opened when they are needed, and again when the server was away. One thread does all input and output;
/// no call blocks a thread of Swift's. A statement that runs for seconds holds up those few that were sent behind it at the
/// same moment; give long work a connection of its own with ``withSession(file:line:_:)``.
public final class Database: Sendable, Service, CustomStringConvertible, CustomReflectable {
    /// How the database is reached.
    public let configuration: Configuration
    let inbox = Inbox()
    let logger: Logger
    /// Read-only copies, each a pool of its own.
    let replicas: [Database]
    let nextReplica = Atomic<Int>(0)
    /// What upper floors keep with the database.
    package let attachments = Attachments()
    private let startInfo: Result<PoolThread.Start, PostgresError>

    /// Makes a database; nothing is connected yet. A malformed configuration is reported by the first use.
    ///
    /// - Parameters:
    ///   - configuration: how to reach it.
    ///   - logger: hears of lost connections (warning) and of the server's notices (debug).
    public convenience init(configuration: Configuration, logger: Logger) {
        self.init(configuration: configuration, logger: logger, observer: nil)
    }

    init(configuration: Configuration, logger: Logger, observer: (any ConnectionObserver)?) {
        self.configuration = configuration
        self.logger = logger
        replicas = configuration.replicaConfigurations.map { Database(configuration: $0, logger: logger) }
        let inbox = inbox
        startInfo = Result { () throws(PostgresError) in
            PoolThread.Start(
                inbox: inbox, parameters: try ConnectionParameters(configuration), configuration: configuration,
                logger: logger, observer: observer)
        }
    }

    /// A database that nobody holds any more closes its connections at once.
    deinit {
        if inbox.closeUnlessRunning() { _ = inbox.post(.shutDown(grace: .zero, nil)) }
    }

    /// Where it connects to, without the password.
    public var description: String { "Database(\(configuration))" }

    /// Only the configuration, which hides the password.
    public var customMirror: Mirror { Mirror(self, children: ["configuration": configuration]) }

    /// The database that models use in the current task.
    @TaskLocal public static var current: Database?

    /// The database that models use in the current task.
    ///
    /// - Throws: ``PostgresError`` of the kind `noDatabase` when there is none.
    public static func required(file: String = #fileID, line: Int = #line) throws -> Database {
        if let current { return current }
        throw PostgresError(
            .noDatabase, "There is no current database",
            suggestion: "Requests, jobs and commands of an app have one. Elsewhere set it: "
                + "`try await Database.$current.withValue(database) { ... }`.",
            location: CallSite(file: file, line: line).sourceLocation)
    }

    /// Whether the current task is inside of a transaction or session of this database.
    package var isInScope: Bool { Scope.current(for: self) != nil }

    /// Hands a command to the pool's thread, which the first command starts.
    ///
    /// - Throws: when the configuration is malformed, the database was shut down, or there is no thread to be had.
    func post(_ command: Inbox.Command) throws(PostgresError) {
        let info = try startInfo.get()
        var canStart = true
        let isTaken = inbox.post(command) {
            canStart = PoolThread.start(info)
            return canStart
        }
        if !canStart { throw PostgresError(.unavailable, "The system has no thread for the database's connections") }
        if !isTaken { throw .shutDown }
    }

    var sessionSetup: String { (try? startInfo.get().parameters.sessionSetup) ?? "" }
}
