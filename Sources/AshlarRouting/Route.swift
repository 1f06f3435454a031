public import AshlarHTTP
public import AshlarSupport
public import HTTPTypes

/// One route while the app declares it.
///
/// ```swift
/// routes.get("/posts/{post}", PostController.show).name("posts.show").middleware(Audit())
/// ```
public final class Route {
    /// The methods that it answers.
    public let methods: [HTTPRequest.Method]
    /// Its path, with the prefixes of its groups.
    public let path: String
    /// What it leads to.
    public let action: Action
    /// Where it is declared.
    public let location: SourceLocation
    /// Its name, with the prefixes of its groups; nil for a route without a name.
    public private(set) var fullName: String?
    /// What lies around the action, outermost first.
    public private(set) var middleware: [any Middleware]
    private let namePrefix: String

    init(
        methods: [HTTPRequest.Method], path: String, action: Action, location: SourceLocation, namePrefix: String,
        middleware: [any Middleware]
    ) {
        self.methods = methods
        self.path = path
        self.action = action
        self.location = location
        self.namePrefix = namePrefix
        self.middleware = middleware
    }

    /// Names the route, so that links and redirects can be made to it.
    @discardableResult
    public func name(_ name: String) -> Route {
        fullName = namePrefix + name
        return self
    }

    /// Puts middleware around the route's action, inside of its groups'.
    @discardableResult
    public func middleware(_ layers: any Middleware...) -> Route {
        middleware += layers
        return self
    }
}
