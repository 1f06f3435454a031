public import AshlarHTTP

/// The routes of a resource, for what is to be set on some or all of them.
///
/// ```swift
/// routes.resource("posts", PostController.self)
///     .middleware(SignedIn(), only: [.create, .store, .edit, .update, .destroy])
///     .withoutMiddleware(Throttle.self, only: [.index])
///     .name(.index, "posts.all")
/// ```
public struct ResourceRoutes: RouteSet {
    private let routes: [(action: ResourceAction, route: Route)]

    init(_ routes: [(action: ResourceAction, route: Route)]) { self.routes = routes }

    /// The route of an action, if it is declared.
    public subscript(_ action: ResourceAction) -> Route? { routes.first { $0.action == action }?.route }

    /// Puts middleware around some actions.
    @discardableResult
    public func middleware(_ layers: any Middleware..., only: Set<ResourceAction>) -> ResourceRoutes {
        each(only) { $0.middleware(layers) }
    }

    /// Takes middleware of a type off some actions.
    @discardableResult
    public func withoutMiddleware(_ type: any Middleware.Type, only: Set<ResourceAction>) -> ResourceRoutes {
        each(only) { $0.withoutMiddleware(type) }
    }

    /// Gives an action's route another name.
    @discardableResult
    public func name(_ action: ResourceAction, _ name: String) -> ResourceRoutes {
        each([action]) { $0.name(name) }
    }

    /// Does something to each of the routes.
    @discardableResult
    public func eachRoute(_ change: (Route) -> Void) -> ResourceRoutes { each(.all, change) }

    private func each(_ actions: Set<ResourceAction>, _ change: (Route) -> Void) -> ResourceRoutes {
        for (action, route) in routes where actions.contains(action) { change(route) }
        return self
    }
}
