public import AshlarHTTP
import AshlarConfig
import AshlarMiddleware
import AshlarSession

extension Middleware where Self == MiddlewareGroup {
    /// What pages need: security headers, the visitor's session, and protection of their forms (CSRF). Configured by
    /// `config/session.yaml` and `config/security.yaml`; named where routes are declared:
    ///
    /// ```swift
    /// routes.group(middleware: .web) { web($0) }
    /// ```
    public static var web: MiddlewareGroup { WebLayers.group("web") { try WebLayers($0).all } }

    /// What programs need: nothing that only a browser understands. Answers are private to who asked unless an action says
    /// otherwise.
    ///
    /// ```swift
    /// routes.group("/api", middleware: .api, RateLimit(.perMinute(60))) { api($0) }
    /// ```
    public static var api: MiddlewareGroup { WebLayers.group("api") { _ in [SecurityHeaders(frameOptions: "DENY")] } }
}

/// A layer that could not be made; booting says why.
struct MisconfiguredLayer: Middleware {
    let name: String
    let reason: any Error

    func check() throws { throw reason }

    func respond(to request: Request, next: any Responder) async throws -> Response { throw reason }
}
