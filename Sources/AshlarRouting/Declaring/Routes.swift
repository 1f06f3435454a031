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
public final class Routes: RouteConfigurable {
    /// All routes so far, in the order of declaration.
    public var all: [Route] { registry.routes }

    /// What was set for all routes of this group.
    public var settings = RouteSettings()

    let registry: RouteRegistry
    let prefix: String
    let namePrefix: String
    let host: String?
    /// The groups around this one, outermost first, and this one.
    var chain: [Routes] { (parent?.chain ?? []) + [self] }
    /// The modules that this group stands in, outermost first.
    let modules: [RouteRegistry.Inclusion]
    private let parent: Routes?
    /// The outermost group.
    var root: Routes { parent?.root ?? self }

    /// An empty list.
    public init() {
        registry = RouteRegistry()
        prefix = ""
        namePrefix = ""
        host = nil
        modules = []
        parent = nil
    }

    init(
        in parent: Routes, prefix: String, name: String, host: String?, module: RouteRegistry.Inclusion? = nil
    ) {
        registry = parent.registry
        self.prefix = parent.prefix + "/" + prefix
        namePrefix = parent.namePrefix + name
        self.host = host ?? parent.host
        modules = parent.modules + (module.map { [$0] } ?? [])
        self.parent = parent
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

    /// Answers OPTIONS, which is otherwise answered by itself with the methods that there are.
    @discardableResult
    public func options(_ path: String, _ action: Action, file: String = #filePath, line: Int = #line) -> Route {
        match([.options], path, action, file: file, line: line)
    }

    /// Answers all of ``anyMethod``.
    @discardableResult
    public func any(_ path: String, _ action: Action, file: String = #filePath, line: Int = #line) -> Route {
        match(Self.anyMethod, path, action, file: file, line: line)
    }

    /// Answers several methods.
    @discardableResult
    public func match(
        _ methods: [HTTPRequest.Method], _ path: String, _ action: Action, file: String = #filePath, line: Int = #line
    ) -> Route {
        add(
            Route(
                methods: methods, path: path, action: action, location: SourceLocation(file: file, line: line),
                group: self))
    }

    /// Answers what no other route does, of all methods, at and below this group's prefix. It has the same middleware as
    /// any route of the group. An address that other methods have stays a 405.
    @discardableResult
    public func fallback(_ action: Action, file: String = #filePath, line: Int = #line) -> Route {
        add(
            Route(
                methods: [], path: "", action: action, location: SourceLocation(file: file, line: line), group: self,
                kind: .fallback))
    }

    /// The methods of ``any(_:_:file:line:)``: GET (and HEAD with it), POST, PUT, PATCH, DELETE, OPTIONS.
    public static let anyMethod: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete, .options]

    @discardableResult
    func add(_ route: Route) -> Route {
        registry.routes.append(route)
        return route
    }

    // MARK: - Groups

    /// Routes that share a prefix of their path, of their names, and middleware around them.
    ///
    /// - Parameters:
    ///   - path: put before each path.
    ///   - name: put before each name, with its dot: `admin.`
    ///   - host: the host that the routes belong to, `{tenant}.example.com`; that of the group around if nil.
    ///   - constraints: converters of placeholders, by their names.
    ///   - middleware: put around each action, inside of what is around this group.
    ///   - declare: declares the routes.
    /// - Returns: the group, for what is to be set on all of it.
    @discardableResult
    public func group(
        _ path: String = "", name: String = "", host: String? = nil, where constraints: [String: PathConverter] = [:],
        middleware: any Middleware..., declare: (Routes) -> Void
    ) -> Routes {
        let group = Routes(in: self, prefix: path, name: name, host: host)
        group.settings.constraints = constraints
        group.middleware(middleware)
        declare(group)
        return group
    }

    /// Makes a converter known to all patterns: `{id:hashid}`.
    ///
    /// One of the app takes the place of a module's of the same name. Two modules that each bring one of a name are an error
    /// at boot.
    @discardableResult
    public func converter(_ converter: PathConverter, file: String = #filePath, line: Int = #line) -> Routes {
        let module = modules.last?.module
        registry.add(converter, of: module, at: SourceLocation(file: file, line: line))
        return self
    }
}
