public import AshlarHTTP

extension Request {
    /// The route that this request was led to; nil before a router has found it, as in global middleware.
    ///
    /// ```swift
    /// if request.route?.name == "posts.index" { ... }
    /// ```
    public var route: RouteTable.Entry? {
        guard let matched else { return nil }
        return (matched as? CompiledRoute).map(RouteTable.Entry.init)
    }

    /// Whether the route that this request was led to has one of some names, in which `*` stands for any text.
    ///
    /// ```swift
    /// if request.route(is: "posts.*", "admin.posts.*") { ... }
    /// ```
    ///
    /// - Parameter names: names of routes, or patterns of them.
    /// - Returns: false for a route without a name, and before a router has found one.
    public func route(is names: String...) -> Bool {
        guard let name = (matched as? CompiledRoute)?.name else { return false }
        return names.contains { Glob.matches(name, pattern: $0) }
    }
}
