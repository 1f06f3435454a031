/// Anything that answers requests: an app, a router, a mounted app, a test's closure. The one interface between servers
/// and apps: what hosts a `Responder` can host any Ashlar app.
///
/// ```swift
/// struct Hello: Responder {
///     func respond(to request: Request) async throws -> Response { Response(text: "Hello") }
/// }
/// ```
public protocol Responder: Sendable {
    /// Answers a request.
    ///
    /// - Throws: any error; who hosts an app turns it into an answer. An error that conforms to ``HTTPErrorConvertible``
    ///   decides which.
    nonisolated(nonsending) func respond(to request: Request) async throws -> Response
}

/// A closure as a ``Responder``.
public struct ClosureResponder: Responder {
    private let closure: @Sendable (Request) async throws -> Response

    /// Makes a responder of a closure.
    public init(_ closure: @escaping @Sendable (Request) async throws -> Response) {
        self.closure = closure
    }

    /// Calls the closure.
    public nonisolated(nonsending) func respond(to request: Request) async throws -> Response {
        try await closure(request)
    }
}
