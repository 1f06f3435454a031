import AshlarPostgres
import Foundation
import Logging
import Synchronization

/// The server that the tests run on.
enum TestServer {
    struct Missing: Error, CustomStringConvertible {
        let description =
            "Set ASHLAR_TEST_DATABASE_URL to a PostgreSQL 15 or later with the right to create databases, such as "
            + "postgres:///postgres?host=/run/postgresql&user=postgres"
    }

    static func url() throws -> String {
        guard let url = ProcessInfo.processInfo.environment["ASHLAR_TEST_DATABASE_URL"], !url.isEmpty else {
            throw Missing()
        }
        return url
    }

    static let logger = Logger(label: "AshlarPostgresTests") { _ in SwiftLogNoOpLogHandler() }

    /// A name that nothing else on the server has, for tables and applications.
    static func uniqueName(_ prefix: String) -> String {
        prefix + "_" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "_")
    }
}

/// Runs a test with a database of its own settings, and shuts it down.
func withDatabase(
    _ configure: (inout Database.Configuration) -> Void = { _ in }, logger: Logger = TestServer.logger,
    _ body: (Database) async throws -> Void
) async throws {
    var configuration = Database.Configuration(url: try TestServer.url())
    configuration.maximumConnections = 4
    configuration.applicationName = TestServer.uniqueName("a")
    configuration.shutdownGrace = .seconds(2)
    configure(&configuration)
    let database = Database(configuration: configuration, logger: logger)
    do {
        try await body(database)
        await database.shutdown()
    } catch {
        await database.shutdown()
        throw error
    }
}

/// Runs a test with a table that is dropped afterwards.
func withTable(
    _ database: Database, _ columns: SQL, _ body: (SQL) async throws -> Void
) async throws {
    let name = SQL.identifier(TestServer.uniqueName("t"))
    try await database.executeScript("create table \(name) (\(columns))")
    do {
        try await body(name)
        try await database.executeScript("drop table \(name)")
    } catch {
        try? await database.executeScript("drop table \(name)")
        throw error
    }
}

/// Waits until a condition on the server holds; the waiting is done by the server.
func waitUntil(
    _ observer: Database, _ what: String, _ condition: SQL, sourceLocation: String = "\(#fileID):\(#line)"
) async throws {
    for _ in 0..<1_000 {
        if try await observer.query("select \(condition)")[0].decode(0, as: Bool.self) { return }
        try await observer.query("select pg_sleep(0.01)")
    }
    throw Timeout(what: what)
}

struct Timeout: Error, CustomStringConvertible {
    let what: String
    var description: String { "Waited in vain until \(what)" }
}

/// How many connections a database has, as the server sees it.
func connectionCount(of database: Database, seenBy observer: Database) async throws -> Int {
    try await observer.query(
        "select count(*) from pg_stat_activity where application_name = \(database.configuration.applicationName)")[0]
        .decode(0)
}

/// The error that a call throws.
func failure<R>(_ body: () async throws -> R) async -> (any Error)? {
    do {
        _ = try await body()
        return nil
    } catch { return error }
}

/// The error of PostgreSQL that a call throws.
func postgresFailure<R>(_ body: () async throws -> R) async throws -> PostgresError {
    let error = await failure(body)
    guard let error = error as? PostgresError else { throw Unexpected(error: error) }
    return error
}

struct Unexpected: Error, CustomStringConvertible {
    let error: (any Error)?
    var description: String { "Expected a PostgresError, got \(error.map { "\($0)" } ?? "no error")" }
}

/// Something that one task waits for and another one brings about.
final class Event: Sendable {
    private let state = Mutex<(isSet: Bool, waiters: [CheckedContinuation<Void, Never>])>((false, []))

    func set() {
        let waiters = state.withLock { state in
            state.isSet = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isSet = state.withLock { state in
                if !state.isSet { state.waiters.append(continuation) }
                return state.isSet
            }
            if isSet { continuation.resume() }
        }
    }
}

extension Database {
    /// The numbers in a table whose only column is `n`, in order.
    func numbers(in table: SQL) async throws -> [Int] {
        try await query("select n from \(table) order by n").map { try $0.decode(0, as: Int.self) }
    }
}
