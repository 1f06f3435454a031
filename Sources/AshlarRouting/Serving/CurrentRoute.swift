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
}
