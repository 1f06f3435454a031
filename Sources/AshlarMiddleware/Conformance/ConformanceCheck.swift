public import AshlarHTTP
import HTTPTypes
import NIOCore
import Synchronization

/// Watches an app's answers for what HTTP does not allow (RFC 9110), as `wsgiref.validate` does for Python: for tests, and for
/// the development of middleware.
///
/// ```swift
/// let checked = [ConformanceCheck()].wrapping(app)
/// _ = try await checked.respond(to: Request(target: "/"))       // throws ConformanceViolations
/// ```
///
/// What a head breaks is thrown at once, what a stream breaks when it is sent: more or fewer bytes than were announced.
/// Streams that nobody closed are reported by ``unclosedStreams``.
public struct ConformanceCheck: Middleware {
    private let open = OpenStreams()

    /// Makes a check.
    public init() {}

    /// How many streams have been handed out and neither sent nor closed.
    public var unclosedStreams: Int { open.count }

    /// Passes the request on and checks the answer.
    ///
    /// - Throws: ``ConformanceViolations`` with all that the answer breaks.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        var response = try await next.respond(to: request)
        let violations = ResponseRules.violations(of: response, to: request)
        guard violations.isEmpty else {
            await response.body.discard()
            throw ConformanceViolations(request: "\(request.method.rawValue) \(request.path)", violations: violations)
        }
        if case .stream(let stream) = response.body { response.body = watched(stream, request) }
        return response
    }

    private func watched(_ stream: ResponseStream, _ request: Request) -> ResponseBody {
        let open = open
        let name = "\(request.method.rawValue) \(request.path)"
        open.add(1)
        return .stream(
            length: stream.length,
            onClose: {
                await stream.close()
                open.add(-1)
            },
            { write in
                var sent = 0
                try await stream.send { piece in
                    sent += piece.readableBytes
                    if let length = stream.length, sent > length {
                        throw ConformanceViolations(
                            request: name, violations: ["The body has more than the \(length) bytes that it announced."]
                        )
                    }
                    try await write(piece)
                }
                if let length = stream.length, sent < length {
                    throw ConformanceViolations(
                        request: name, violations: ["The body has \(sent) of the \(length) bytes that it announced."])
                }
            })
    }
}

/// How many streams are open.
private final class OpenStreams: Sendable {
    private let value = Atomic(0)
    var count: Int { value.load(ordering: .relaxed) }
    func add(_ change: Int) { value.add(change, ordering: .relaxed) }
}
