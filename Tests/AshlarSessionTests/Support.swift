import AshlarHTTP
import AshlarPostgres
import AshlarSecurity
import Foundation
import HTTPTypes
import Logging
import NIOCore
import Synchronization

@testable import AshlarSession

struct Unexpected: Error {}

/// What was heard, from any thread.
final class Heard<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])
    var all: [Value] { values.withLock { $0 } }
    func add(_ value: Value) { values.withLock { $0.append(value) } }
}

/// A logger whose lines are heard.
func logger(_ heard: Heard<String>) -> Logger {
    Logger(label: "test") { _ in HeardLogs(heard: heard) }
}

private struct HeardLogs: LogHandler {
    let heard: Heard<String>
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }
    func log(event: LogEvent) { heard.add(event.message.description) }
}

/// A visitor with a browser that keeps cookies, and a time that is moved by hand.
final class Visitor: Sendable {
    let driver: any SessionDriver
    let settings: SessionSettings
    let heard = Heard<String>()
    private let cookies = Mutex<[String: String]>([:])
    private let time = Mutex(1_000_000_000)

    init(_ driver: any SessionDriver, _ settings: SessionSettings = SessionSettings(), startingAt start: Int? = nil) {
        self.driver = driver
        self.settings = settings
        if let start { time.withLock { $0 = start } }
    }

    var cookie: String? {
        get { cookies.withLock { $0[settings.cookieName] } }
        set { cookies.withLock { $0[settings.cookieName] = newValue } }
    }

    func wait(seconds: Int) { time.withLock { $0 += seconds } }

    /// Sends a request and keeps the cookies of the answer.
    @discardableResult
    func visit(
        _ request: Request = Request(target: "/"), through layers: [any Middleware] = [],
        _ action: @escaping @Sendable (Request, Session) async throws -> Response = { _, _ in Response() }
    ) async throws -> Response {
        var request = request
        let pairs = cookies.withLock { $0.map { "\($0.key)=\($0.value)" } }
        if !pairs.isEmpty { request.headers[.cookie] = pairs.joined(separator: "; ") }
        let sessions = SessionMiddleware(driver, settings, logger: logger(heard)) { self.time.withLock { $0 } }
        let response = try await ([sessions] + layers).wrapping(
            ClosureResponder { request in try await action(request, try request.session) }
        ).respond(to: request)
        for field in response.headers[values: .setCookie] {
            let pair = field.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = pair.count == 2 ? String(pair[1]) : ""
            cookies.withLock { $0[String(pair[0])] = field.contains("Max-Age=0") ? nil : value }
        }
        return response
    }

    /// What a request sees of a text in the session.
    func seen(_ name: String) async throws -> String? {
        try await String(buffer: visit { _, session in Response(text: session[name] ?? "nil") }.body.collect())
    }

    func change(_ body: @escaping @Sendable (Session) throws -> Void) async throws {
        try await visit { _, session in
            try body(session)
            return Response()
        }
    }
}

/// The drivers that keep sessions by their ids, and the one that does not.
enum Drivers: String, CaseIterable, Sendable {
    case memory, cookie, postgres

    func run(_ body: (any SessionDriver) async throws -> Void) async throws {
        switch self {
        case .memory: try await body(MemorySessions())
        case .cookie: try await body(CookieSessions(Encrypter(keys: KeyRing(current: .random()))))
        case .postgres: try await withPostgresSessions { sessions, _, _ in try await body(sessions) }
        }
    }
}

/// Runs a test with a table that is dropped afterwards.
func withPostgresSessions(_ body: (PostgresSessions, Database, String) async throws -> Void) async throws {
    guard let url = ProcessInfo.processInfo.environment["ASHLAR_TEST_DATABASE_URL"] else { throw Unexpected() }
    let table = "sessions_" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "_")
    let database = Database(
        configuration: .init(url: url), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let sessions = PostgresSessions(database, table: table)
    let outcome: Result<Void, any Error>
    do {
        try await sessions.prepare()
        outcome = .success(try await body(sessions, database, table))
    } catch { outcome = .failure(error) }
    _ = try? await database.execute("drop table if exists \(identifier: table)")
    await database.shutdown()
    try outcome.get()
}
