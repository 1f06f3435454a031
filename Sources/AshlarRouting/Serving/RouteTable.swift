public import AshlarContainer
public import AshlarHTTP
import AshlarSupport

/// All routes of an app, checked and ready to be served.
public struct RouteTable: Sendable {
    let routes: [CompiledRoute]
    let index: RouteIndex
    /// The handlers of all routes, which also answer what has no route.
    let errorHandlers: [ErrorHandler]
    /// The requests that the app sends, for documents.
    public let webhooks: [Webhook]
    /// Makes URLs from the names of routes.
    public private(set) var urls: URLGenerator

    /// Checks and arranges routes.
    ///
    /// - Throws: ``RouteErrors`` with all that is wrong: malformed paths, arguments that no path gives, routes that
    ///   collide, names given twice, links to routes that do not exist.
    public init(_ routes: Routes) throws {
        let (table, problems) = Self.checked(routes)
        guard problems.isEmpty else { throw RouteErrors(problems: problems) }
        self = table
    }

    /// Checks and arranges routes, and gives both: those that are right, and what is wrong with the others, so that whoever
    /// checks an app can go on and report everything at once.
    public static func checked(_ routes: Routes) -> (table: RouteTable, problems: [RouteError]) {
        var problems = routes.registry.problems
        var parsed: [ParsedRoute] = []
        var layerProblems: Set<String> = []
        for route in routes.all {
            do {
                let one = try ParsedRoute(route)
                parsed.append(one)
                // What a group got wrong is wrong for each of its routes, and said of the first.
                for problem in one.layerProblems where layerProblems.insert("\(problem)").inserted {
                    problems.append(
                        RouteError(message: "The middleware of \(route.path): \(problem)", location: route.location))
                }
            } catch {
                problems.append(error)
            }
        }
        let conflicts = RouteConflicts(parsed)
        problems += conflicts.problems
        var compiled: [CompiledRoute] = []
        var kept: [ParsedRoute] = []
        for parsed in conflicts.routes {
            do {
                compiled.append(try CompiledRoute(parsed, index: compiled.count))
                kept.append(parsed)
            } catch {
                problems.append(error)
            }
        }
        let names = RouteNames(compiled, kept, refused: conflicts.refused)
        problems = inOrder(problems + names.problems)
        let table = RouteTable(
            routes: compiled, index: RouteIndex(compiled), errorHandlers: routes.root.settings.errorHandlers,
            webhooks: routes.registry.webhooks, urls: URLGenerator(names.routes, actions: compiled))
        return (table, problems)
    }

    /// As they stand in their files, each of which keeps its place among the others.
    private static func inOrder(_ problems: [RouteError]) -> [RouteError] {
        var files: [String] = []
        for file in problems.compactMap(\.location?.file) where !files.contains(file) { files.append(file) }
        let places = problems.enumerated().map { index, problem in
            let file = problem.location.flatMap { files.firstIndex(of: $0.file) } ?? -1
            return (place: (file, problem.location?.line ?? 0, index), problem: problem)
        }
        return places.sorted { $0.place < $1.place }.map(\.problem)
    }

    /// The handlers of all routes for errors that no route has seen: those of the layers around the router. Nil if there are
    /// none.
    package var errorLayer: (any Middleware)? { errorHandlers.isEmpty ? nil : ErrorHandlers(errorHandlers) }

    private init(
        routes: [CompiledRoute], index: RouteIndex, errorHandlers: [ErrorHandler], webhooks: [Webhook],
        urls: URLGenerator
    ) {
        self.routes = routes
        self.index = index
        self.errorHandlers = errorHandlers
        self.webhooks = webhooks
        self.urls = urls
    }

    /// The same table, with what absolute and signed URLs need.
    ///
    /// - Parameters:
    ///   - baseURL: scheme, host and port of the app, and a path it lives under if there is one: `https://example.com`.
    ///   - signer: signs URLs; ``ValidSignature`` verifies with it.
    /// - Throws: ``RouteError`` for a base that is no such URL.
    public func with(baseURL: String? = nil, signer: (any URLSigning)? = nil) throws -> RouteTable {
        var table = self
        table.urls = try urls.with(baseURL: baseURL, signer: signer)
        return table
    }

    /// What is wrong where an app has no signer: routes that answer signed URLs only could answer none.
    package var signingProblems: [RouteError] {
        guard urls.signer == nil else { return [] }
        return routes.filter { $0.layers.flattened.contains { $0 is ValidSignature } }.map { route in
            RouteError(
                message: "\(route.pattern.text) answers signed URLs only, and the app has no key to sign with.",
                location: route.location, suggestion: "Set APP_KEY: craft key generate.")
        }
    }

    /// The routes, in the order of declaration.
    public var entries: [Entry] { routes.map(Entry.init) }

    /// All layers around routes.
    package var layers: [any Middleware] { routes.flatMap(\.layers) }

    /// The route of a name.
    public func entry(named name: String) -> Entry? { routes.first { $0.name == name }.map(Entry.init) }

    /// The route that a request leads to; nil if it leads to none.
    public func entry(for request: Request) -> Entry? {
        guard case .found(let route, _) = index.match(request) else { return nil }
        return Entry(route)
    }

    /// The middleware of a route by name, in the order in which requests pass it, outermost first.
    ///
    /// - Parameter name: the route's name.
    /// - Throws: ``RouteError`` if there is no such route.
    public func middleware(for name: String) throws -> [String] {
        guard let entry = entry(named: name) else { throw urls.unknown(name) }
        return entry.middleware
    }

    /// What the routes' actions and middleware will resolve while serving, by the names of those who ask.
    public var requirements: [(name: String, dependencies: [Dependency])] {
        routes.flatMap { route in
            let summary = Entry(route).summary
            return [("\(route.action.name) (\(summary))", route.action.dependencies)]
                + Self.requirements(of: route.layers, around: summary)
        }
    }

    /// What layers will resolve that were named by their types.
    ///
    /// - Parameters:
    ///   - layers: the layers; groups among them are taken apart.
    ///   - place: what they lie around: `GET /posts`, or `every request`.
    public static func requirements(
        of layers: [any Middleware], around place: String
    ) -> [(name: String, dependencies: [Dependency])] {
        layers.flattened.compactMap { layer in
            (layer as? any BoundAtBoot)?.need.map { ("middleware of \(place)", [$0]) }
        }
    }
}
