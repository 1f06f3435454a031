/// The routes of a controller of responders at one path.
public struct ResponderRoutes: RouteSet {
    /// The routes, one for each method.
    public let routes: [Route]

    init(_ routes: [Route]) { self.routes = routes }

    /// Names the path: one name for all of its methods.
    @discardableResult
    public func name(_ name: String) -> ResponderRoutes {
        eachRoute { $0.name(name) }
    }

    /// Does something to each of the routes.
    @discardableResult
    public func eachRoute(_ change: (Route) -> Void) -> ResponderRoutes {
        routes.forEach(change)
        return self
    }
}
