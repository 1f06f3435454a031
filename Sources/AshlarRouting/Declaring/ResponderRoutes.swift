public import AshlarHTTP

/// The routes of a controller of responders at one path.
public struct ResponderRoutes {
    /// The routes, one for each method.
    public let routes: [Route]

    init(_ routes: [Route]) { self.routes = routes }

    /// Names the path: one name for all of its methods.
    @discardableResult
    public func name(_ name: String) -> ResponderRoutes {
        each { $0.name(name) }
    }

    /// Puts middleware around all responders.
    @discardableResult
    public func middleware(_ layers: any Middleware...) -> ResponderRoutes {
        each { $0.middleware(layers) }
    }

    /// Constrains a placeholder.
    @discardableResult
    public func `where`(_ name: String, _ converter: PathConverter) -> ResponderRoutes {
        each { $0.where(name, converter) }
    }

    /// Constrains a placeholder to what a regular expression matches as a whole.
    @discardableResult
    public func `where`(_ name: String, matches pattern: String) -> ResponderRoutes {
        `where`(name, .regex(pattern))
    }

    private func each(_ change: (Route) -> Void) -> ResponderRoutes {
        routes.forEach(change)
        return self
    }
}
