public import AshlarHTTP
import AshlarRouting
import AshlarSecurity

extension Request {
    /// What tells requests to one route by one client from all others: a digest of the route's methods, host and path and the
    /// client's address. Before a router has found the route, the request's own stand for them.
    ///
    /// ```swift
    /// await limiter.hit("search:\(request.fingerprint)")
    /// ```
    public var fingerprint: String {
        let place =
            route.map { [$0.methodText, $0.host ?? "", $0.path] } ?? [method.rawValue, host ?? "", path]
        return Digest.of(place + [clientAddress ?? ""])
    }
}
