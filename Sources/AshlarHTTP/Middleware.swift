/// A layer around the app: it may change the request, answer by itself, or change the response.
///
/// ```swift
/// struct Timing: Middleware {
///     func respond(to request: Request, next: any Responder) async throws -> Response {
///         let start = ContinuousClock.now
///         var response = try await next.respond(to: request)
///         response.headers[.serverTiming] = "app;dur=\(start.duration(to: .now) / .milliseconds(1))"
///         return response
///     }
/// }
/// ```
///
/// A type that must lie outside or inside of others says so; ``MiddlewareOrder`` keeps to it, in whatever order an app
/// lists its layers:
///
/// ```swift
/// struct Tenant: Middleware {
///     static var under: [any Middleware.Type] { [SessionMiddleware.self] }
///     static var over: [any Middleware.Type] { [Audit.self] }
///     ...
/// }
/// ```
public protocol Middleware: Sendable {
    /// The layers that this one lies outside of, where both are in use.
    static var over: [any Middleware.Type] { get }

    /// The layers that this one lies inside of, where both are in use.
    static var under: [any Middleware.Type] { get }

    /// What `craft middleware` calls it: the type's name with what was set.
    var name: String { get }

    /// Says at boot what is wrong with how it was set up, so that no request finds it out.
    ///
    /// - Throws: an error that names the setting and what to write instead.
    func check() throws

    /// Answers a request, usually by passing it on.
    ///
    /// - Parameters:
    ///   - request: the request as the layers outside have left it.
    ///   - next: everything further inside.
    nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response
}

extension Middleware {
    /// Any place is good.
    public static var over: [any Middleware.Type] { [] }
    /// Any place is good.
    public static var under: [any Middleware.Type] { [] }
    /// The type's name.
    public var name: String { "\(Self.self)" }
    /// Nothing can be wrong.
    public func check() throws {}
}

/// A middleware around a responder. A class, so that handing it on as `next` costs one retain.
final class MiddlewareResponder<Layer: Middleware>: Responder {
    let middleware: Layer
    let next: any Responder

    init(middleware: Layer, next: any Responder) {
        self.middleware = middleware
        self.next = next
    }

    nonisolated(nonsending) func respond(to request: Request) async throws -> Response {
        try await middleware.respond(to: request, next: next)
    }
}

extension Middleware {
    /// This layer around a responder.
    fileprivate func around(_ next: any Responder) -> any Responder {
        MiddlewareResponder(middleware: self, next: next)
    }
}

extension Sequence<any Middleware> {
    /// Puts these layers around a responder: the first is the outermost.
    public func wrapping(_ responder: any Responder) -> any Responder {
        flattened.reversed().reduce(responder) { $1.around($0) }
    }

    /// The layers with those of groups in the groups' places.
    public var flattened: [any Middleware] {
        flatMap { layer in (layer as? MiddlewareGroup)?.layers.flattened ?? [layer] }
    }

    /// The layers without those of some types; groups are taken apart.
    ///
    /// ```swift
    /// layers.excluding([CSRFProtection.self])
    /// ```
    public func excluding(_ types: [any Middleware.Type]) -> [any Middleware] {
        let excluded = Set(types.map { ObjectIdentifier($0) })
        return flattened.filter { !excluded.contains(ObjectIdentifier($0.identity)) }
    }
}
