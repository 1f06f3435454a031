public import AshlarContainer
public import AshlarHTTP
public import AshlarSupport

/// A middleware that is named by its type and made by the container, with what it asks for:
/// ``AshlarHTTP/Middleware/resolved(_:)``.
public struct ResolvedMiddleware<Layer: Middleware & Injectable>: Middleware, MiddlewareStandIn, BoundAtBoot {
    /// The type's name.
    public var name: String { "\(Layer.self)" }
    package var standsFor: any Middleware.Type { Layer.self }
    var need: Dependency? { Dependency(Layer.self, "middleware") }

    func bound(to endpoint: Endpoint) -> any Middleware {
        endpoint.services.layers.layer(Layer.self, for: endpoint.services)
    }

    /// The router has put the layer in this one's place; where none has, there is nobody to make it.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        throw UnresolvedMiddleware(type: name)
    }
}

extension Middleware {
    /// A middleware by its type: the container makes it, with what it asks for.
    ///
    /// ```swift
    /// @Injectable
    /// struct StaffOnly: Middleware {
    ///     let staff: StaffList
    ///     func respond(to request: Request, next: any Responder) async throws -> Response { ... }
    /// }
    ///
    /// routes.group("/admin", middleware: .web, .resolved(StaffOnly.self)) { ... }
    /// ```
    ///
    /// It is made once, when the app boots; for each request if something that it needs belongs to a request. What is missing
    /// keeps the app from booting. Order and exclusion go by its type, as for any other.
    public static func resolved<Layer: Middleware & Injectable>(
        _ type: Layer.Type
    ) -> ResolvedMiddleware<Layer> where Self == ResolvedMiddleware<Layer> {
        ResolvedMiddleware()
    }
}

/// A middleware that was named by its type where nobody makes it.
public struct UnresolvedMiddleware: DetailedError, Equatable {
    /// The middleware's type.
    public let type: String

    /// Which one.
    public var description: String { "The middleware .resolved(\(type).self) was called before a router has made it." }
    /// What to do.
    public var suggestion: String? {
        "List it in an app's middleware, or around routes; anywhere else make it yourself: \(type)(...)."
    }
}
