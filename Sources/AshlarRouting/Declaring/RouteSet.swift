public import AshlarHTTP
public import HTTPTypes

/// Several routes that were declared together, and are given layers, hooks and constraints together.
///
/// ```swift
/// routes.responder("/posts/{post}", PostResponder.self)
///     .before { request in request.isAJAX ? nil : Response(status: .notFound) }
///     .after { _, response in response.headers[.cacheControl] = "no-store" }
/// ```
///
/// All of it is what ``RouteConfigurable`` does for one route: it lies inside of what the groups around have.
public protocol RouteSet {
    /// Does something to each of the routes.
    @discardableResult
    func eachRoute(_ change: (Route) -> Void) -> Self
}

extension RouteSet {
    /// Puts middleware around all of them.
    @discardableResult
    public func middleware(_ layers: any Middleware...) -> Self { eachRoute { $0.middleware(layers) } }

    /// Takes middleware of a type off all of them.
    @discardableResult
    public func withoutMiddleware(_ type: any Middleware.Type) -> Self { eachRoute { $0.withoutMiddleware(type) } }

    /// Constrains a placeholder of all of them.
    @discardableResult
    public func `where`(_ name: String, _ converter: PathConverter) -> Self {
        eachRoute {
            $0.where(name, converter)
            $0.settings.sharedConstraints.insert(name)
        }
    }

    /// Constrains a placeholder of all of them to what a regular expression matches as a whole.
    @discardableResult
    public func `where`(_ name: String, matches pattern: String) -> Self { `where`(name, .regex(pattern)) }

    /// Finds nested models among those of the model before them.
    @discardableResult
    public func scoped() -> Self { eachRoute { $0.scoped() } }

    /// Runs a closure before the action: one that returns a response answers in its place.
    @discardableResult
    public func before(_ hook: @escaping @Sendable (inout Request) async throws -> Response?) -> Self {
        eachRoute { $0.before(hook) }
    }

    /// Runs a closure after the action has answered; it may change the response.
    @discardableResult
    public func after(_ hook: @escaping @Sendable (Request, inout Response) async throws -> Void) -> Self {
        eachRoute { $0.after(hook) }
    }

    /// Runs a closure at the end, also when the action threw or the client left.
    @discardableResult
    public func teardown(_ hook: @escaping @Sendable (Request, Result<Response, any Error>) async -> Void) -> Self {
        eachRoute { $0.teardown(hook) }
    }

    /// Answers errors of a type that are thrown inside.
    @discardableResult
    public func onError<E: Sendable, R: ResponseConvertible>(
        _ type: E.Type, _ handler: @escaping @Sendable (E, Request) async throws -> R
    ) -> Self {
        eachRoute { $0.onError(type, handler) }
    }

    /// Answers errors of a status that are thrown inside.
    @discardableResult
    public func onError<R: ResponseConvertible>(
        status: HTTPResponse.Status, _ handler: @escaping @Sendable (HTTPError, Request) async throws -> R
    ) -> Self {
        eachRoute { $0.onError(status: status, handler) }
    }
}
