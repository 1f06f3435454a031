/// A closure that runs before the action: sugar for a middleware that only looks at the request.
///
/// ```swift
/// routes.group("/reports", middleware: Before { request in
///     guard request.headers[.userAgent] != nil else { throw HTTPError(.badRequest, "Say who you are.") }
/// }) { ... }
/// ```
public struct Before: Middleware {
    private let body: @Sendable (inout Request) async throws -> Response?

    /// Runs a closure that may change the request, or throw.
    public init(_ body: @escaping @Sendable (inout Request) async throws -> Void) {
        self.body = { request in
            try await body(&request)
            return nil
        }
    }

    /// Runs a closure that may answer in place of the action: anything but nil is the answer.
    public static func answering(_ body: @escaping @Sendable (inout Request) async throws -> Response?) -> Before {
        Before(body: body)
    }

    private init(body: @escaping @Sendable (inout Request) async throws -> Response?) {
        self.body = body
    }

    /// Runs the closure, then what is further inside.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        var request = request
        if let answer = try await body(&request) { return answer }
        return try await next.respond(to: request)
    }
}

/// A closure that runs after the action: sugar for a middleware that only changes the response.
///
/// ```swift
/// After { request, response in response.headers[.cacheControl] = "no-store" }
/// ```
///
/// It does not run where the action threw; ``Finally`` does.
public struct After: Middleware {
    private let body: @Sendable (Request, inout Response) async throws -> Void

    /// Runs a closure that may change the response.
    public init(_ body: @escaping @Sendable (Request, inout Response) async throws -> Void) {
        self.body = body
    }

    /// Runs what is further inside, then the closure.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        var response = try await next.respond(to: request)
        try await body(request, &response)
        return response
    }
}

/// A closure that runs after the action whether it answered, threw or was cancelled because the client left.
///
/// ```swift
/// Finally { request, result in await meter.finished(request.path, (try? result.get())?.status) }
/// ```
public struct Finally: Middleware {
    private let body: @Sendable (Request, Result<Response, any Error>) async -> Void

    /// Runs a closure with what came of the request.
    public init(_ body: @escaping @Sendable (Request, Result<Response, any Error>) async -> Void) {
        self.body = body
    }

    /// Runs what is further inside, then the closure, whatever happened.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        let result: Result<Response, any Error>
        do { result = .success(try await next.respond(to: request)) } catch { result = .failure(error) }
        await body(request, result)
        return try result.get()
    }
}
