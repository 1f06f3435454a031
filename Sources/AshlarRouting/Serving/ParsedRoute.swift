import AshlarHTTP
import AshlarSupport
import HTTPTypes

/// A declared route whose patterns are understood.
struct ParsedRoute {
    let route: Route
    let pattern: RoutePattern
    let host: HostPattern?
    let layers: [any Middleware]
    /// What is wrong with its layers.
    let layerProblems: [any Error]
    /// The methods that it answers, less those that an outer route answers in its place.
    var methods: [HTTPRequest.Method]

    /// - Throws: ``RouteError`` for a malformed path or host.
    init(_ route: Route) throws(RouteError) {
        self.route = route
        methods = route.methods
        let converters = route.group.registry.converters
        let settings = route.group.chain.map(\.settings) + [route.settings]
        let constraints = settings.reduce(into: [:]) { $0.merge($1.constraints) { $1 } }
        do {
            pattern = try RoutePattern(route.path, converters: converters, constraints: constraints)
        } catch {
            throw RouteError(
                message: "The path \(route.path) is malformed: \(error.reason).", location: route.location)
        }
        do {
            host = try route.host.map { text throws(RoutePatternError) in
                try HostPattern(text, converters: converters, constraints: constraints)
            }
        } catch {
            throw RouteError(
                message: "The host \(route.host ?? "") of \(route.path) is malformed: \(error.reason).",
                location: route.location)
        }
        let names = (pattern.placeholders + (host?.placeholders ?? [])).map(\.name)
        for name in route.settings.constraints.keys.sorted()
        where !names.contains(name) && !route.settings.sharedConstraints.contains(name) {
            throw RouteError(
                message: "The route \(route.path) is constrained in {\(name)}, which it does not have."
                    + Suggestion.sentence(for: name, in: names),
                location: route.location, suggestion: "Name a placeholder of its path or host.")
        }
        (layers, layerProblems) = MiddlewareOrder.checked(route.middleware)
    }

    /// What it answers, a key for each method and expansion of the path: two routes of one key collide.
    func keys(for method: HTTPRequest.Method?) -> [String] {
        let host = host?.shape ?? ""
        let predicates = route.predicates.map(\.description).sorted().joined(separator: " & ")
        let expansions = route.kind == .path ? pattern.expansions : [pattern.segments]
        return expansions.map { segments in
            let path = segments.map(\.shape).joined(separator: "/")
            return "\(route.kind) \(method?.rawValue ?? "*") \(host)/\(path) \(predicates)"
        }
    }

    /// Whether this route stands around another: it is the app's, or that of a module that includes the other's module.
    func isOutside(of other: ParsedRoute) -> Bool {
        let (own, others) = (route.group.modules, other.route.group.modules)
        return own.count < others.count && others.starts(with: own)
    }

    /// The methods and the path, for messages.
    var text: String { (host?.text ?? "") + pattern.text }
}
