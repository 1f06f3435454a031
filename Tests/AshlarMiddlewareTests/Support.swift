import AshlarHTTP
import HTTPTypes
import NIOCore
import Synchronization

/// Sends a request through layers to a responder.
func send(
    _ request: Request, through layers: [any Middleware],
    to core: @escaping @Sendable (Request) async throws -> Response = { _ in Response(text: "ok") }
) async throws -> Response {
    try await layers.wrapping(ClosureResponder(core)).respond(to: request)
}

/// The HTTP error that a call throws.
func httpError<R>(_ body: () async throws -> R) async throws -> HTTPError {
    do { _ = try await body() } catch let error as HTTPError { return error }
    throw Unexpected()
}

struct Unexpected: Error {}

extension Response {
    /// The body as text.
    func text() async throws -> String { String(buffer: try await body.collect()) }

    func field(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}

extension Request {
    /// A request with a few fields.
    init(_ target: String = "/", from address: String? = nil, _ fields: [String: String]) throws {
        self.init(target: target)
        for (name, value) in fields { headers[try name.fieldName] = value }
        remoteAddress = try address.map { try SocketAddress(ipAddress: $0, port: 4711) }
    }
}

extension Request {
    init(_ fields: [String: String]) throws { try self.init("/", fields) }
}

extension String {
    var fieldName: HTTPField.Name {
        get throws {
            guard let name = HTTPField.Name(self) else { throw Unexpected() }
            return name
        }
    }
}

/// What was heard, from any thread.
final class Heard<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])
    var all: [Value] { values.withLock { $0 } }
    func add(_ value: Value) { values.withLock { $0.append(value) } }
}

/// A time that stands until it is moved.
final class HandClock: Sendable {
    private let time = Mutex<Int64>(0)
    var now: Int64 { time.withLock { $0 } }
    func advance(seconds: Double) { time.withLock { $0 += Int64(seconds * 1e9) } }
}
