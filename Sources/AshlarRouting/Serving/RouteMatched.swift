public import AshlarContainer
public import AshlarHTTP

/// A request was led to a route, and passes the route's middleware next. An error that a listener throws is that of the
/// request: error handlers of the route do not see it.
public struct RouteMatched: Event {
    /// The request, with the parameters of its path.
    public let request: Request
    /// The route.
    public let route: RouteTable.Entry

    /// A scope that has the request.
    public func makeScope() -> Scope { Scope(seed: request) }
}
