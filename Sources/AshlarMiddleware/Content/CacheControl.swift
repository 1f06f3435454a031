public import AshlarHTTP
import HTTPTypes

/// Says for how long a good answer may be kept, and by whom (RFC 9111 section 5.2.2).
///
/// ```swift
/// routes.get("/feed", FeedController.show).middleware(.cache(for: .seconds(300)))
/// routes.get("/me", MeController.show).middleware(.noStore)
/// ```
///
/// Only answers of the 200s, 301, 308 and 304 to GET and HEAD get the field, and only where the action has not set it.
public struct CacheControl: Middleware {
    private let value: String

    /// - Parameters:
    ///   - time: how long the answer is fresh.
    ///   - shared: whether caches that serve several users may keep it.
    ///   - revalidating: for how much longer it may be shown while a new one is fetched.
    public init(for time: Duration, shared: Bool = false, revalidating: Duration? = nil) {
        value =
            "\(shared ? "public" : "private"), max-age=\(time.components.seconds)"
            + (revalidating.map { ", stale-while-revalidate=\($0.components.seconds)" } ?? "")
    }

    private init(value: String) { self.value = value }

    /// Nobody may keep the answer.
    public static let noStore = CacheControl(value: "no-store")

    /// Its name with the field's value.
    public var name: String { "CacheControl(\(value))" }

    /// Adds the field to the answer.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        var response = try await next.respond(to: request)
        guard request.method == .get || request.method == .head || value == "no-store",
            response.status.kind == .successful || [301, 304, 308].contains(response.status.code),
            !response.headers.contains(.cacheControl)
        else { return response }
        response.headers[.cacheControl] = value
        return response
    }
}

extension Middleware where Self == CacheControl {
    /// The answer may be kept for a time; by shared caches as well, if that is said.
    public static func cache(for time: Duration, shared: Bool = false) -> CacheControl {
        CacheControl(for: time, shared: shared)
    }

    /// Nobody may keep the answer.
    public static var noStore: CacheControl { CacheControl.noStore }
}
