/// Several layers under one name, used wherever a middleware is.
///
/// ```swift
/// extension Middleware where Self == MiddlewareGroup {
///     static var admin: MiddlewareGroup { MiddlewareGroup("admin", RequireAdmin(), Audit()) }
/// }
///
/// routes.group("/admin", middleware: .admin) { ... }
/// ```
public struct MiddlewareGroup: Middleware {
    /// What it is called in listings.
    public let name: String
    /// Its layers, outermost first.
    public let layers: [any Middleware]

    /// Groups layers.
    ///
    /// - Parameters:
    ///   - name: what it is called in listings.
    ///   - layers: the layers, outermost first; groups among them are welcome.
    public init(_ name: String, _ layers: any Middleware...) {
        self.init(name, layers: layers)
    }

    /// Groups layers that are in an array already.
    public init(_ name: String, layers: [any Middleware]) {
        self.name = name
        self.layers = layers
    }

    /// Checks each layer.
    public func check() throws {
        for layer in layers { try layer.check() }
    }

    /// Passes the request through all layers. Where a group is part of a list it is taken apart once, at boot.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        try await layers.wrapping(next).respond(to: request)
    }
}
