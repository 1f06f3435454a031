public import AshlarHTTP
public import AshlarSupport
public import HTTPTypes

/// One route while the app declares it.
///
/// ```swift
/// routes.get("/posts/{post}", PostController.show).name("posts.show").middleware(Audit())
/// ```
public final class Route: RouteConfigurable {
    /// What becomes of a route in the tree.
    enum Kind: Sendable {
        /// Answers its methods at its path.
        case path
        /// Answers all methods at and below its path where nothing else does.
        case fallback
        /// Answers all methods at and below its path, before any fallback.
        case mount
    }

    /// The methods that it answers.
    public let methods: [HTTPRequest.Method]
    /// What it leads to.
    public let action: Action
    /// Where it is declared.
    public let location: SourceLocation
    /// What was set on the route itself.
    public var settings = RouteSettings()
    let group: Routes
    let kind: Kind
    private let ownPath: String
    private var ownName: String?
    private(set) var predicates: [RoutePredicate] = []
    private(set) var defaults: [String: String] = [:]
    private(set) var ownHost: String?
    /// Where a redirect leads, with placeholders; nil for any other route.
    var target: String?

    init(
        methods: [HTTPRequest.Method], path: String, action: Action, location: SourceLocation, group: Routes,
        kind: Kind = .path
    ) {
        self.methods = methods
        self.action = action
        self.location = location
        self.group = group
        self.kind = kind
        ownPath = path
    }

    /// Its path, with the prefixes of its groups.
    public var path: String {
        "/" + RoutePattern.split(group.prefix + "/" + ownPath, at: "/").joined(separator: "/")
    }

    /// Its name, with the prefixes of its groups; nil for a route without a name.
    public var fullName: String? { ownName.map { group.namePrefix + $0 } }

    /// The host that it belongs to; nil if it answers on all.
    public var host: String? { ownHost ?? group.host }

    /// What lies around the action, outermost first.
    public var middleware: [any Middleware] {
        (group.chain.map(\.settings) + [settings]).reduce([]) { $1.applied(to: $0) }
    }

    /// Names the route, so that links and redirects can be made to it.
    @discardableResult
    public func name(_ name: String) -> Route {
        ownName = name
        return self
    }

    /// Binds the route to a host: `api.example.com`, or `{tenant}.example.com` with a parameter.
    @discardableResult
    public func host(_ pattern: String) -> Route {
        ownHost = pattern
        return self
    }

    /// Answers only requests that meet all of these predicates. Several routes may share one path and method if their
    /// predicates differ: the one with the most predicates that are met answers.
    @discardableResult
    public func when(_ predicates: RoutePredicate...) -> Route {
        self.predicates += predicates
        return self
    }

    /// Gives a parameter a value where the path has none: for an optional placeholder, or one that only another route to
    /// the same action has.
    @discardableResult
    public func defaults(_ name: String, _ value: some LosslessStringConvertible) -> Route {
        defaults[name] = value.description
        return self
    }
}
