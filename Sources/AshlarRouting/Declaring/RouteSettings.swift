public import AshlarHTTP
public import HTTPTypes

/// What a route or a group was given besides its path: read and changed through ``RouteConfigurable``.
public struct RouteSettings {
    var outer: [any Middleware] = []
    var layers: [any Middleware] = []
    var teardowns: [any Middleware] = []
    var excluded: [any Middleware.Type] = []
    var errorHandlers: [ErrorHandler] = []
    var constraints: [String: PathConverter] = [:]
    /// Those of several routes, of which some may not have the placeholder.
    var sharedConstraints: Set<String> = []
    var trailingSlash: TrailingSlash?
    var isScoped: Bool?
    var documentation = RouteDocumentation()

    /// Puts these layers, inside of those of the groups around.
    ///
    /// The handlers of errors stand on both sides of the layers: what the action throws is an answer where the layers see it,
    /// and what the layers throw is handled too.
    func applied(to around: [any Middleware]) -> [any Middleware] {
        var own = teardowns
        if errorHandlers.isEmpty {
            own += layers
        } else {
            let handlers = ErrorHandlers(errorHandlers)
            own += layers.isEmpty ? [handlers] : [handlers] + layers + [handlers]
        }
        return (outer + around + own).excluding(excluded)
    }
}

/// What a route and a group of routes have in common: layers, error handlers, constraints.
///
/// ```swift
/// routes.group("/api") { ... }
///     .middleware(Throttle(60))
///     .where("id", .int)
///     .onError(PaymentFailed.self) { error, _ in Response(status: .paymentRequired, text: error.reason) }
/// ```
///
/// On a group all of it is for each of its routes, whether declared before or after.
public protocol RouteConfigurable: AnyObject {
    /// What was set.
    var settings: RouteSettings { get set }
}

extension RouteConfigurable {
    /// Puts middleware around the action, inside of what is there already.
    @discardableResult
    public func middleware(_ layers: any Middleware...) -> Self { middleware(layers) }

    /// Puts middleware around the action, inside of what is there already.
    @discardableResult
    public func middleware(_ layers: [any Middleware]) -> Self {
        settings.layers += layers
        return self
    }

    /// Puts middleware outside of all that groups have put around.
    @discardableResult
    public func prependMiddleware(_ layers: any Middleware...) -> Self {
        settings.outer += layers
        return self
    }

    /// Takes out middleware of some types that groups have put around.
    @discardableResult
    public func withoutMiddleware(_ types: any Middleware.Type...) -> Self {
        settings.excluded += types
        return self
    }

    /// Constrains a placeholder that has no converter in its path: `.where("id", .int)`.
    ///
    /// - Parameters:
    ///   - name: the placeholder's name.
    ///   - converter: what it accepts. A constraint of the route goes before that of its group.
    @discardableResult
    public func `where`(_ name: String, _ converter: PathConverter) -> Self {
        settings.constraints[name] = converter
        return self
    }

    /// Constrains a placeholder to what a regular expression matches as a whole: `.where("code", matches: "[A-Z]{2}[0-9]+")`.
    /// A URL is only made with a value that it matches.
    ///
    /// - Parameters:
    ///   - name: the placeholder's name.
    ///   - pattern: the expression; one that is none is an error at boot.
    @discardableResult
    public func `where`(_ name: String, matches pattern: String) -> Self {
        `where`(name, .regex(pattern))
    }

    /// Says what a slash at the end of an address means.
    @discardableResult
    public func trailingSlash(_ policy: TrailingSlash) -> Self {
        settings.trailingSlash = policy
        return self
    }

    /// Finds each model of the path among those of the model before it: for `/users/{user}/posts/{post}` a post of
    /// another user is 404. The model has to belong to the one before it; where it does not, booting says so.
    @discardableResult
    public func scoped(_ isScoped: Bool = true) -> Self {
        settings.isScoped = isScoped
        return self
    }

    /// Runs a closure before the action: one that returns a response answers in its place.
    @discardableResult
    public func before(_ hook: @escaping @Sendable (inout Request) async throws -> Response?) -> Self {
        middleware(Before.answering(hook))
    }

    /// Runs a closure after the action has answered; it may change the response.
    @discardableResult
    public func after(_ hook: @escaping @Sendable (Request, inout Response) async throws -> Void) -> Self {
        middleware(After(hook))
    }

    /// Runs a closure at the end, after all else of this group, also when the action threw or the client left.
    @discardableResult
    public func teardown(_ hook: @escaping @Sendable (Request, Result<Response, any Error>) async -> Void) -> Self {
        settings.teardowns.append(Finally(hook))
        return self
    }

    /// Answers errors of a type that are thrown inside.
    ///
    /// Of several handlers the most specific answers: the error's own type goes before a status, that before a
    /// superclass, a protocol and `any Error`. A handler of an inner group goes before all of an outer one. What a handler
    /// throws goes on outwards; it is never given back to handlers of the same group.
    ///
    /// - Parameters:
    ///   - type: the error's type, or a protocol: `(any HTTPErrorConvertible).self`.
    ///   - handler: makes the answer.
    @discardableResult
    public func onError<E: Sendable, R: ResponseConvertible>(
        _ type: E.Type, _ handler: @escaping @Sendable (E, Request) async throws -> R
    ) -> Self {
        settings.errorHandlers.append(ErrorHandler(type, handler))
        return self
    }

    /// Answers errors of a status that are thrown inside: `onError(status: .notFound) { error, request in ... }`.
    @discardableResult
    public func onError<R: ResponseConvertible>(
        status: HTTPResponse.Status, _ handler: @escaping @Sendable (HTTPError, Request) async throws -> R
    ) -> Self {
        settings.errorHandlers.append(ErrorHandler(status, handler))
        return self
    }
}
