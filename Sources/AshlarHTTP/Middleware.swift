/// A layer around the app: it may change the request, answer by itself, or change the response.
///
/// ```swift
/// struct Timing: Middleware {
///     func respond(to request: Request, next: any Responder) async throws -> Response {
///         let start = ContinuousClock.now
///         var response = try await next.respond(to: request)
///         response.headers[.serverTiming] = "app;dur=\(start.duration(to: .now) / .milliseconds(1))"
///         return response
///     }
/// }
/// ```
public protocol Middleware: Sendable {
    /// Answers a request, usually by passing it on.
    ///
    /// - Parameters:
    ///   - request: the request as the layers outside have left it.
    ///   - next: everything further inside.
    func respond(to request: Request, next: any Responder) async throws -> Response
}

/// A middleware around a responder.
struct MiddlewareResponder: Responder {
    let middleware: any Middleware
    let next: any Responder

    func respond(to request: Request) async throws -> Response {
        try await middleware.respond(to: request, next: next)
    }
}

extension Sequence<any Middleware> {
    /// Puts these layers around a responder: the first is the outermost.
    public func wrapping(_ responder: any Responder) -> any Responder {
        reversed().reduce(responder) { MiddlewareResponder(middleware: $1, next: $0) }
    }
}
