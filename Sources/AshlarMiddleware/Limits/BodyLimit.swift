public import AshlarHTTP

/// Refuses bodies that are too large: at once where their length is known, else as soon as too much has arrived.
///
/// ```swift
/// routes.post("/avatar", AvatarController.store).middleware(.bodyLimit(megabytes: 5))
/// ```
public struct BodyLimit: Middleware {
    private let limit: Int

    /// - Parameter limit: the largest body, in bytes.
    public init(bytes limit: Int) {
        self.limit = limit
    }

    /// Its name with the limit.
    public var name: String { "BodyLimit(bytes: \(limit))" }

    /// - Throws: ``MiddlewareSetupError`` if the limit is below zero.
    public func check() throws {
        if limit < 0 {
            throw MiddlewareSetupError(
                "BodyLimit: \(limit) bytes are no limit", suggestion: "Give the largest body in bytes, 0 for none.")
        }
    }

    /// Passes the request on with a body that ends in an error where it goes over the limit.
    ///
    /// - Throws: ``HTTPError`` 413.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        var request = request
        request.body = try request.body.limited(to: limit)
        return try await next.respond(to: request)
    }
}

extension Middleware where Self == BodyLimit {
    /// Refuses bodies over a number of bytes.
    public static func bodyLimit(bytes: Int) -> BodyLimit { BodyLimit(bytes: bytes) }

    /// Refuses bodies over a number of megabytes (1,048,576 bytes).
    public static func bodyLimit(megabytes: Int) -> BodyLimit { BodyLimit(bytes: megabytes * 1_048_576) }
}
