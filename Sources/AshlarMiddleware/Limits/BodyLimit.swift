public import AshlarHTTP
import HTTPTypes
import NIOCore

/// Refuses bodies that are too large: at once where `Content-Length` says so, else as soon as too much has arrived.
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
    public func respond(to request: Request, next: any Responder) async throws -> Response {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw Self.tooLarge(limit)
        }
        // What is here already has a length that can be seen.
        if let length = request.body.knownLength {
            guard length <= limit else { throw Self.tooLarge(limit) }
            return try await next.respond(to: request)
        }
        var request = request
        request.body = RequestBody(stream: Counted(base: request.body, limit: limit))
        return try await next.respond(to: request)
    }

    private static func tooLarge(_ limit: Int) -> HTTPError {
        HTTPError(.contentTooLarge, "The body is larger than the \(limit) bytes that this address accepts.")
    }

    private struct Counted: AsyncSequence, Sendable {
        typealias Element = ByteBuffer
        typealias Failure = any Error

        let base: RequestBody
        let limit: Int

        func makeAsyncIterator() -> Iterator { Iterator(base: base.makeAsyncIterator(), limit: limit) }

        struct Iterator: AsyncIteratorProtocol {
            var base: RequestBody.AsyncIterator
            let limit: Int
            var count = 0

            mutating func next() async throws -> ByteBuffer? { try await next(isolation: nil) }

            mutating func next(isolation actor: isolated (any Actor)?) async throws -> ByteBuffer? {
                guard let piece = try await base.next(isolation: actor) else { return nil }
                count += piece.readableBytes
                guard count <= limit else { throw BodyLimit.tooLarge(limit) }
                return piece
            }
        }
    }
}

extension Middleware where Self == BodyLimit {
    /// Refuses bodies over a number of bytes.
    public static func bodyLimit(bytes: Int) -> BodyLimit { BodyLimit(bytes: bytes) }

    /// Refuses bodies over a number of megabytes (1,048,576 bytes).
    public static func bodyLimit(megabytes: Int) -> BodyLimit { BodyLimit(bytes: megabytes * 1_048_576) }
}
