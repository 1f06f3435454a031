public import AshlarHTTP
import AshlarSupport

/// Makes addresses from the names of routes.
///
/// ```swift
/// try urls.path(to: "posts.show", [post])                                // /posts/7
/// try urls.path(to: "posts.index", query: ["page": 2])                   // /posts?page=2
/// try urls.url(to: "posts.show", [post], anchor: "comments")             // https://example.com/posts/7#comments
/// try urls.signedURL(to: "unsubscribe", [user], expires: .now + 3600)    // https://example.com/...&signature=...
/// ```
///
/// Injected by its type, it makes addresses as the client of the current request has to ask for them. Without a request, in a
/// command or a job, absolute URLs need `app.url`.
public struct URLGenerator: Sendable {
    private let routes: [String: CompiledRoute]
    private let actions: [String: CompiledRoute]
    let signer: (any URLSigning)?
    let base: BaseURL?
    /// The origin of a request, for an app without a base URL.
    private var requestBase: BaseURL?
    private var mountPath = ""
    private var modulePrefix = ""
    private var current: Parameters?
    /// Whether it was made for one request.
    private var isAdapted = false

    init(_ routes: [String: CompiledRoute], actions: [CompiledRoute]) {
        self.routes = routes
        self.actions = Dictionary(actions.map { ($0.action.name, $0) }) { first, _ in first }
        signer = nil
        base = nil
    }

    private init(_ other: URLGenerator, base: BaseURL?, signer: (any URLSigning)?) {
        routes = other.routes
        actions = other.actions
        self.base = base
        self.signer = signer
    }

    /// The names of all routes that have one.
    public var names: some Sequence<String> { routes.keys }

    /// Whether there is a route of that name.
    public func has(_ name: String) -> Bool { routes[name] != nil }

    /// Whether absolute URLs are below a URL that the app sets (`app.url`), not at the address of the request.
    public var hasBaseURL: Bool { base != nil }

    /// The first placeholder of a route's path that some values leave without one, as far as their number tells.
    ///
    /// - Parameters:
    ///   - name: the route's name.
    ///   - count: how many values there are, in order.
    ///   - named: the names of the values that have one.
    public func missingPlaceholder(of name: String, given count: Int, named: [String]) -> String? {
        let placeholders = routes[name]?.pattern.placeholders.filter { !named.contains($0.name) } ?? []
        return placeholders.dropFirst(count).first { !$0.isOptional }?.name
    }

    // MARK: - Paths

    /// The path of a route.
    ///
    /// - Parameters:
    ///   - name: the route's name; `.show` is one of the same module.
    ///   - values: values for its placeholders, in order; a model stands for its key.
    ///   - named: values for placeholders by their names; names that are no placeholder go into the query.
    ///   - query: the query's parameters, in order.
    ///   - anchor: what follows the `#`.
    /// - Throws: ``RouteError`` for an unknown name, and for a missing or superfluous value, or one that the placeholder's
    ///   converter would not accept.
    public func path(
        to name: String, _ values: [any Sendable] = [], named: [String: any Sendable] = [:],
        query: KeyValuePairs<String, any Sendable> = [:], anchor: String? = nil
    ) throws -> String {
        let urls = inTask
        var filling = Filling(try urls.route(name), values, named)
        filling.dropHostValues()
        return try urls.mountPath + filling.target(query) + Self.fragment(anchor)
    }

    /// The path of an action's route, which the compiler knows: `path(to: PostController.show, [post])`.
    public func path(
        to action: Action, _ values: [any Sendable] = [], named: [String: any Sendable] = [:],
        query: KeyValuePairs<String, any Sendable> = [:], anchor: String? = nil
    ) throws -> String {
        let urls = inTask
        var filling = Filling(try urls.route(action), values, named)
        filling.dropHostValues()
        return try urls.mountPath + filling.target(query) + Self.fragment(anchor)
    }

    // MARK: - Absolute URLs

    /// The absolute URL of a route: below the app's base URL, or else at the request's own address.
    ///
    /// - Parameters:
    ///   - scheme: another scheme than the base's: `wss`.
    ///   - name: the route's name. For a route with a host, its placeholders are taken by name, from the current request,
    ///     or in order before those of the path.
    ///   - values: values for its placeholders, in order.
    ///   - named: values for placeholders by their names; the others go into the query.
    ///   - query: the query's parameters, in order.
    ///   - anchor: what follows the `#`.
    /// - Throws: ``RouteError`` as ``path(to:_:named:query:anchor:)-(String,_,_,_,_)``, and if there is neither a base URL
    ///   nor a request.
    public func url(
        to name: String, _ values: [any Sendable] = [], named: [String: any Sendable] = [:],
        query: KeyValuePairs<String, any Sendable> = [:], anchor: String? = nil, scheme: String? = nil
    ) throws -> String {
        let urls = inTask
        var filling = Filling(try urls.route(name), values, named)
        let origin = try urls.origin(&filling, scheme: scheme)
        return try origin + urls.mountPath + filling.target(query) + Self.fragment(anchor)
    }

    /// The absolute URL of an action's route.
    public func url(
        to action: Action, _ values: [any Sendable] = [], named: [String: any Sendable] = [:],
        query: KeyValuePairs<String, any Sendable> = [:], anchor: String? = nil, scheme: String? = nil
    ) throws -> String {
        let urls = inTask
        var filling = Filling(try urls.route(action), values, named)
        let origin = try urls.origin(&filling, scheme: scheme)
        return try origin + urls.mountPath + filling.target(query) + Self.fragment(anchor)
    }

    private func origin(_ filling: inout Filling, scheme: String?) throws -> String {
        guard let base = base ?? requestBase else {
            throw RouteError(
                message: "There is no base URL for an absolute URL of the route \"\(filling.name)\".",
                suggestion: "Set app.url (APP_URL), or make the URL while answering a request.")
        }
        let host = try filling.host(current)
        return base.origin(scheme: scheme, host: host) + base.path
    }

    private static func fragment(_ anchor: String?) -> String { anchor.map { "#" + PathText.encodeFragment($0) } ?? "" }

    // MARK: - Finding routes

    /// The same, as the client of a request has to ask: below what the app is mounted at, at the request's address where
    /// no base URL is set.
    public func adapted(to request: Request) -> URLGenerator {
        adapted(to: request, modulePrefix: (request.matched as? CompiledRoute)?.modulePrefix ?? "")
    }

    /// What was made for no request, as an injected one, follows that of the task.
    private var inTask: URLGenerator {
        guard !isAdapted, let request = Request.inTask else { return self }
        return adapted(to: request)
    }

    func adapted(to request: Request, modulePrefix: String) -> URLGenerator {
        var copy = self
        copy.isAdapted = true
        copy.mountPath = request.mountPath
        copy.modulePrefix = modulePrefix
        copy.current = request.pathParameters
        if base == nil, let authority = request.authority {
            copy.requestBase = BaseURL(scheme: request.scheme, authority: authority, path: "")
        }
        return copy
    }

    func with(baseURL: String?, signer: (any URLSigning)?) throws -> URLGenerator {
        URLGenerator(self, base: try baseURL.map(BaseURL.init) ?? base, signer: signer ?? self.signer)
    }

    func route(_ name: String) throws -> CompiledRoute {
        let name = name.hasPrefix(".") ? modulePrefix + name.dropFirst() : name
        guard let route = routes[name] else { throw unknown(name) }
        return route
    }

    private func route(_ action: Action) throws -> CompiledRoute {
        guard let route = actions[action.name] else {
            throw RouteError(message: "No route leads to \(action.name).", location: action.location)
        }
        return route
    }

    func unknown(_ name: String) -> RouteError {
        RouteError(message: "There is no route named \"\(name)\"." + Suggestion.sentence(for: name, in: routes.keys))
    }

    /// What is put before a path that is signed: the mount of a request, and the host of a route that has one.
    func signedParts(
        _ name: String, _ values: [any Sendable], _ named: [String: any Sendable],
        _ query: KeyValuePairs<String, any Sendable>, extra: [(String, String)]
    ) throws -> (origin: () throws -> String, host: String?, target: String) {
        let urls = inTask
        var filling = Filling(try urls.route(name), values, named)
        let host = try filling.host(urls.current)
        let target = try urls.mountPath + filling.target(query, extra: extra)
        let copy = filling
        return (
            {
                var filling = copy
                return try urls.origin(&filling, scheme: nil)
            }, host, target
        )
    }
}
