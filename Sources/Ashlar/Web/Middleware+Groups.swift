public import AshlarHTTP
import AshlarConfig
import AshlarMiddleware
import AshlarSession

extension Middleware where Self == MiddlewareGroup {
    /// What pages need: the visitor's session, and protection of their forms (CSRF). Configured by
    /// `config/session.yaml` and `config/security.yaml`; named where routes are declared:
    ///
    /// ```swift
    /// routes.group(middleware: .web) { web($0) }
    /// ```
    public static var web: MiddlewareGroup { WebLayers.group("web") { try WebLayers($0).all } }

    /// What programs need: a limit of requests for each client (`security.apiRequestsPerMinute`, 600 unless it is set), and
    /// nothing that only a browser understands: no session, no CSRF token.
    ///
    /// ```swift
    /// routes.group("/api", middleware: .api) { api($0) }
    /// ```
    public static var api: MiddlewareGroup {
        WebLayers.group("api") { boot in
            let limit = try boot.config.apiRequestsPerMinute
            return [RateLimit(RateLimitPolicy(limit: limit, per: .seconds(60)), label: "api")]
        }
    }
}

/// A layer that could not be made; booting says why.
struct MisconfiguredLayer: Middleware {
    let name: String
    let reason: any Error

    func check() throws { throw reason }

    nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        throw reason
    }
}
