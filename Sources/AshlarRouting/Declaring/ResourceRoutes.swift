public import AshlarHTTP

/// The routes of a resource, for what is to be set on some or all of them.
///
/// ```swift
/// routes.resource("posts", PostController.self)
///     .middleware(SignedIn(), only: [.create, .store, .edit, .update, .destroy])
///     .withoutMiddleware(Throttle.self, only: [.index])
///     .name(.index, "posts.all")
/// ```
public struct ResourceRoutes {
    private let routes: [(action: ResourceAction, route: Route)]

    init(_ routes: [(action: ResourceAction, route: Route)]) { self.routes = routes }

    /// The route of an action, if it is declared.
    public subscript(_ action: ResourceAction) -> Route? { routes.first { $0.action == action }?.route }

    /// Puts middleware around some actions; around all by default.
    @discardableResult
    public func middleware(_ layers: any Middleware..., only: Set<ResourceAction> = .all) -> ResourceRoutes {
        each(only) { $0.middleware(layers) }
    }

    /// Takes middleware of a type off some actions; off all by default.
    @discardableResult
    public func withoutMiddleware(_ type: any Middleware.Type, only: Set<ResourceAction> = .all) -> ResourceRoutes {
        each(only) { $0.withoutMiddleware(type) }
    }

    /// Gives an action's route another name.
    @discardableResult
    public func name(_ action: ResourceAction, _ name: String) -> ResourceRoutes {
        each([action]) { $0.name(name) }
    }

    /// Constrains a placeholder of all routes.
    @discardableResult
    public func `where`(_ name: String, _ converter: PathConverter) -> ResourceRoutes {
        each(.all) { $0.where(name, converter) }
    }

    /// Constrains a placeholder of all routes to what a regular expression matches as a whole.
    @discardableResult
    public func `where`(_ name: String, matches pattern: String) -> ResourceRoutes {
        `where`(name, .regex(pattern))
    }

    /// Finds nested models among those of the model before them.
    @discardableResult
    public func scoped() -> ResourceRoutes { each(.all) { $0.scoped() } }

    private func each(_ actions: Set<ResourceAction>, _ change: (Route) -> Void) -> ResourceRoutes {
        for (action, route) in routes where actions.contains(action) { change(route) }
        return self
    }
}
