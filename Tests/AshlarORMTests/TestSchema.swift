import AshlarORM
import AshlarPostgres
import Foundation
import Logging
import Synchronization
import Testing

/// What the tests need from outside.
struct TestServerMissing: Error, CustomStringConvertible {
    let description =
        "Set ASHLAR_TEST_DATABASE_URL to a PostgreSQL database in which the tests may create schemas, "
        + "such as postgres:///postgres?host=/run/postgresql"
}

/// The server of the tests: one connection that makes and drops schemas, and a limit on how many tests use it at once.
private final class TestServer: Sendable {
    static let shared = Result { try TestServer() }

    private let url: String
    private let admin: Database
    private let turnstile = Turnstile(places: 8)

    private init() throws {
        guard let url = ProcessInfo.processInfo.environment["ASHLAR_TEST_DATABASE_URL"], !url.isEmpty else {
            throw TestServerMissing()
        }
        self.url = url
        admin = Self.database(url, connections: 1)
    }

    func withSchema<R: Sendable>(
        _ tables: String, connections: Int, _ body: (Database) async throws -> R
    ) async throws -> R {
        await turnstile.enter()
        defer { turnstile.leave() }
        let name = "orm_" + UUID().uuidString.lowercased().replacing("-", with: "")
        try await admin.execute("CREATE SCHEMA \(identifier: name)")
        let own = Self.database(url, connections: connections, searchPath: name)
        let result: Result<R, any Error>
        do {
            if !tables.isEmpty { try await own.executeScript(tables) }
            result = .success(try await Database.$current.withValue(own) { try await body(own) })
        } catch {
            result = .failure(error)
        }
        await own.shutdown()
        try await admin.execute("DROP SCHEMA \(identifier: name) CASCADE")
        return try result.get()
    }

    private static func database(_ url: String, connections: Int, searchPath: String? = nil) -> Database {
        var address = url
        if let searchPath {
            address +=
                url.contains("://")
                ? (url.contains("?") ? "&" : "?") + "options=-csearch_path%3D\(searchPath)"
                : " options='-csearch_path=\(searchPath)'"
        }
        var configuration = Database.Configuration(url: address)
        configuration.maximumConnections = connections
        return Database(configuration: configuration, logger: Logger(label: "test"))
    }
}

/// Lets so many in at once; the server's connections are counted, and the tests are not.
private final class Turnstile: Sendable {
    private struct State {
        var places: Int
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(places: Int) { state = Mutex(State(places: places)) }

    func enter() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.places > 0 else {
                    state.waiters.append(continuation)
                    return false
                }
                state.places -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    func leave() {
        let next: CheckedContinuation<Void, Never>? = state.withLock { state in
            guard state.waiters.isEmpty else { return state.waiters.removeFirst() }
            state.places += 1
            return nil
        }
        next?.resume()
    }
}

/// Runs a test in a schema of its own on the real server, with the database as the current one.
///
/// - Parameters:
///   - tables: SQL that makes what the test needs.
///   - connections: how many connections the database may open.
///   - body: the test.
func withSchema<R: Sendable>(
    _ tables: String = "", connections: Int = 4, _ body: (Database) async throws -> R
) async throws -> R {
    try await TestServer.shared.get().withSchema(tables, connections: connections, body)
}

/// The error that an operation throws.
func thrown<E: Error>(
    _ type: E.Type, sourceLocation: Testing.SourceLocation = #_sourceLocation, by body: () async throws -> Void
) async throws -> E {
    do {
        try await body()
    } catch let error as E {
        return error
    }
    return try #require(nil as E?, "nothing was thrown", sourceLocation: sourceLocation)
}

/// What an operation returns, and the SQL that it sent.
func recording<R>(_ body: () async throws -> R) async throws -> (result: R, sql: [String]) {
    let (result, statements) = try await Database.recordingStatements { try await body() }
    return (result, statements.map(\.sql))
}
