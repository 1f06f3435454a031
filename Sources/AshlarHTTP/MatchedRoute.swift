import Synchronization

/// Where the router notes which route a request was led to, for the layers outside of it: metrics, tracing, access log.
///
/// A layer that wants to know puts one into the request; the router fills it in. Nobody asks: nothing is noted.
public final class MatchedRoute: Sendable, RequestKey {
    /// A request holds one.
    public typealias Value = MatchedRoute

    private let noted = Mutex<(pattern: String, name: String?)?>(nil)
    private let failure = Mutex<(any Error)?>(nil)

    /// Nothing noted yet.
    public init() {}

    /// The route's path as it was declared, `/posts/{post}`; nil until a route was found.
    public var pattern: String? { noted.withLock { $0?.pattern } }

    /// The route's name, `posts.show`; nil if it has none.
    public var name: String? { noted.withLock { $0?.name } }

    /// What was thrown, where the answer that comes back is made of an error.
    package var error: (any Error)? { failure.withLock { $0 } }

    /// Notes what was thrown.
    package func note(error: any Error) { failure.withLock { $0 = error } }

    /// Notes the route.
    ///
    /// - Parameters:
    ///   - pattern: the path as it was declared, with its placeholders.
    ///   - name: the route's name, if it has one.
    public func note(pattern: String, name: String?) {
        noted.withLock { $0 = (pattern, name) }
    }

    /// Notes the route of a mounted app: its path stands behind that of the mount.
    package func note(pattern: String, name: String?, isMounted: Bool) {
        noted.withLock { noted in
            let mount = isMounted ? noted?.pattern ?? "" : ""
            noted = (mount.hasSuffix(pattern) ? mount : mount + pattern, name)
        }
    }
}

extension Request {
    /// Where the route of this request will be noted; made if no layer outside has asked for it.
    public mutating func noteRoute() -> MatchedRoute {
        if let existing = self[MatchedRoute.self] { return existing }
        let new = MatchedRoute()
        self[MatchedRoute.self] = new
        return new
    }
}
