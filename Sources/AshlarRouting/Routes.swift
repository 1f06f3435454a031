public import AshlarHTTP
import AshlarSupport
public import HTTPTypes

/// Where an app declares its routes.
///
/// ```swift
/// func routes(_ routes: Routes) {
///     routes.get("/", HomeController.index).name("home")
///     routes.resource("posts", PostController.self)
///     routes.group("/admin", name: "admin.", middleware: Audit()) {
///         $0.get("/stats", StatsController.show).name("stats")
///     }
/// }
/// ```
public final class Routes {
    /// All routes so far, in the order of declaration.
    public var all: [Route] { registry.routes }

    private final class Registry { var routes: [Route] = [] }

    private let registry: Registry
    private let prefix: String
    private let namePrefix: String
    private let middleware: [any Middleware]

    /// An empty list.
    public init() {
        registry = Registry()
        prefix = ""
        namePrefix = ""
        middleware = []
    }

    private init(in parent: Routes, prefix: String, name: String, middleware: [any Middleware]) {
        registry = parent.registry
        self.prefix = parent.prefix + "/" + prefix
        namePrefix = parent.namePrefix + name
        self.middleware = parent.middleware + middleware
    }

    // MARK: - Actions

    /// Answers GET, and HEAD with it.
    @discardableResult
    public func get(_ path: String, _ action: Action, file: String = #filePath, line: Int = #line) -> Route {
        match([.get], path, action, file: file, line: line)
    }

    /// Answers POST.
    @discardableResult
    public func post(_ path: String, _ action: Action, file: String = #filePath, line: Int = #line) -> Route {
        match([.post], path, action, file: file, line: line)
    }

    /// Answers PUT.
    @discardableResult
    public func put(_ path: String, _ action: Action, file: String = #filePath, line: Int = #line) -> Route {
        match([.put], path, action, file: file, line: line)
    }

    /// Answers PATCH.
    @discardableResult
    public func patch(_ path: String, _ action: Action, file: String = #filePath, line: Int = #line) -> Route {
        match([.patch], path, action, file: file, line: line)
    }

    /// Answers DELETE.
    @discardableResult
    public func delete(_ path: String, _ action: Action, file: String = #filePath, line: Int = #line) -> Route {
        match([.delete], path, action, file: file, line: line)
    }

    /// Answers several methods.
    @discardableResult
    public func match(
        _ methods: [HTTPRequest.Method], _ path: String, _ action: Action, file: String = #filePath, line: Int = #line
    ) -> Route {
        let route = Route(
            methods: methods, path: prefix + "/" + path, action: action,
            location: SourceLocation(file: file, line: line),
            namePrefix: namePrefix, middleware: middleware)
        registry.routes.append(route)
        return route
    }

    // MARK: - Groups

    /// Routes that share a prefix of their path, of their names, and middleware around them.
    ///
    /// - Parameters:
    ///   - path: put before each path.
    ///   - name: put before each name, with its dot: `admin.`
    ///   - middleware: put around each action, inside of what is around this group.
    ///   - declare: declares the routes.
    public func group(
        _ path: String = "", name: String = "", middleware: any Middleware..., declare: (Routes) -> Void
    ) {
        declare(Routes(in: self, prefix: path, name: name, middleware: middleware))
    }
}
