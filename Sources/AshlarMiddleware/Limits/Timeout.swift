public import AshlarHTTP
public import HTTPTypes

/// Ends requests that take too long: what is further inside is cancelled, and the client gets 503.
///
/// ```swift
/// Timeout(.seconds(30))
/// Timeout(.seconds(5), status: .gatewayTimeout)      // around an action that asks another server
/// ```
///
/// Cancellation is Swift's own: database statements, sleeps and requests to others end by it; a loop that computes has to
/// look at `Task.isCancelled`. The time counts until the response's head is there, not while a body is streamed.
public struct Timeout: Middleware {
    private enum Outcome: Sendable {
        case answered(Result<Response, any Error>)
        case expired
    }

    private let limit: Duration
    private let status: HTTPResponse.Status
    private let clock: any Clock<Duration>

    /// - Parameters:
    ///   - limit: how long the answer may take.
    ///   - status: what the client gets then: 503, or 504.
    ///   - clock: what measures the time.
    public init(
        _ limit: Duration, status: HTTPResponse.Status = .serviceUnavailable,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.limit = limit
        self.status = status
        self.clock = clock
    }

    /// Its name with the time.
    public var name: String { "Timeout(\(limit))" }

    /// - Throws: ``MiddlewareSetupError`` if there is no time at all.
    public func check() throws {
        if limit <= .zero {
            throw MiddlewareSetupError(
                "Timeout: in \(limit) nothing can be answered",
                suggestion: "Give it some seconds: Timeout(.seconds(30)).")
        }
    }

    /// Answers in time, or not at all.
    ///
    /// - Throws: ``HTTPError`` 503 or 504 when the time is over.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        let first = await withTaskGroup(of: Outcome.self, returning: Outcome.self) { group in
            group.addTask {
                do { return .answered(.success(try await next.respond(to: request))) } catch {
                    return .answered(.failure(error))
                }
            }
            group.addTask { [limit, clock] in
                // A sleep that is cancelled says nothing: then the answer is there.
                try? await clock.sleep(for: limit)
                return .expired
            }
            let first = await group.next()
            group.cancelAll()
            return first ?? .expired
        }
        if case .answered(let result) = first { return try result.get() }
        // The caller itself may have been cancelled, which ends the sleep as well.
        try Task.checkCancellation()
        throw HTTPError(status, "The answer took longer than this server waits for one.")
    }
}

extension Middleware where Self == Timeout {
    /// Ends requests that take too long.
    public static func timeout(_ limit: Duration) -> Timeout { Timeout(limit) }
}
