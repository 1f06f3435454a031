public import AshlarHTTP
import HTTPTypes
import NIOCore

/// Answers 304 where the client has the same version already (RFC 9110 section 13).
///
/// An answer that is in memory gets an `ETag` from its bytes; one that the action has given, and a `Last-Modified`, are
/// used as they are. The action still runs: what is saved is the way to the client.
///
/// ```swift
/// routes.group("/feed", middleware: .conditionalGet) { ... }
/// ```
public struct ConditionalGet: Middleware {
    /// Tags are of what the app made, not of what compression makes of it.
    public static var under: [any Middleware.Type] { [Compression.self] }

    private let largest: Int

    /// - Parameter largest: the largest body that is hashed, in bytes.
    public init(hashingUpTo largest: Int = 4 * 1_048_576) {
        self.largest = largest
    }

    /// Adds the tag, and takes the body away where the client has it.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        var response = try await next.respond(to: request)
        guard request.method == .get || request.method == .head, response.status == .ok else { return response }
        if response.headers[.eTag] == nil, case .bytes(let bytes) = response.body, bytes.readableBytes <= largest,
            response.headers[.cacheControl]?.contains("no-store") != true
        {
            response.headers[.eTag] = ETag.weak(of: bytes)
        }
        guard Self.isUnchanged(request, response) else { return response }
        response.status = .notModified
        await response.body.discard()
        response.body = .empty
        for name in [HTTPField.Name.contentType, .contentLength, .contentEncoding, .contentRange, .contentLanguage] {
            response.headers[name] = nil
        }
        return response
    }

    private static func isUnchanged(_ request: Request, _ response: Response) -> Bool {
        let lists = request.headers[values: .ifNoneMatch]
        guard lists.isEmpty else {
            // Where tags are asked for, dates are not looked at.
            guard let tag = response.headers[.eTag] else { return false }
            return lists.contains { ETag.matches(tag, $0) }
        }
        guard let since = request.headers[.ifModifiedSince], let modified = response.headers[.lastModified] else {
            return false
        }
        guard let sinceDate = HTTPDate.parse(since), let modifiedDate = HTTPDate.parse(modified) else {
            return since == modified
        }
        return modifiedDate <= sinceDate
    }
}

extension Middleware where Self == ConditionalGet {
    /// Answers 304 where the client has the same version already.
    public static var conditionalGet: ConditionalGet { ConditionalGet() }
}
