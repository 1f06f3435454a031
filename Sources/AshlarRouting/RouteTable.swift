public import AshlarContainer
public import HTTPTypes
public import AshlarSupport

/// All routes of an app, checked and ready to be served.
public struct RouteTable: Sendable {
    /// What is known of a route, for listings.
    public struct Entry: Sendable {
        /// The methods that it answers.
        public let methods: [HTTPRequest.Method]
        /// Its path.
        public let path: String
        /// Its name.
        public let name: String?
        /// What it leads to.
        public let action: Action
        /// The middleware around it, by the names of their types.
        public let middleware: [String]
        /// Where it is declared.
        public let location: SourceLocation
    }

    let routes: [CompiledRoute]
    let tree: RouteTree
    /// Makes URLs from the names of routes.
    public let urls: URLGenerator

    /// Checks and arranges routes.
    ///
    /// - Throws: ``RouteErrors`` with all that is wrong: malformed paths, arguments that no path gives, routes that
    ///   collide, names given twice, links to routes that do not exist.
    public init(_ routes: Routes) throws {
        var problems: [RouteError] = []
        var compiled: [CompiledRoute] = []
        for route in routes.all {
            do { compiled.append(try CompiledRoute(route)) } catch let error as RouteError { problems.append(error) }
        }
        var tree = try RouteTree([])
        do { tree = try RouteTree(compiled) } catch let error as RouteError { problems.append(error) }
        var named: [String: CompiledRoute] = [:]
        for route in compiled {
            guard let name = route.name else { continue }
            if let other = named[name], other.pattern != route.pattern {
                problems.append(
                    RouteError(
                        message: "Two routes are named \"\(name)\": \(other.pattern.text) at \(other.location) "
                            + "and \(route.pattern.text).",
                        location: route.location, suggestion: "Rename one of them."))
            }
            named[name] = route
        }
        for route in compiled {
            for name in route.action.routes where named[name] == nil {
                problems.append(
                    RouteError(
                        message: "\(route.action.name) redirects to the route \"\(name)\", which does not exist."
                            + Suggestion.sentence(for: name, in: named.keys),
                        location: route.action.location))
            }
        }
        guard problems.isEmpty else { throw RouteErrors(problems: problems) }
        self.routes = compiled
        self.tree = tree
        urls = URLGenerator(named.mapValues(\.pattern))
    }

    /// The routes, in the order of declaration.
    public var entries: [Entry] {
        routes.map { route in
            Entry(
                methods: route.methods, path: route.pattern.text, name: route.name, action: route.action,
                middleware: route.middleware.map { String(describing: type(of: $0)) }, location: route.location)
        }
    }

    /// What the routes' actions will resolve while serving, by the names of those who ask.
    public var requirements: [(name: String, dependencies: [Dependency])] {
        routes.map {
            (
                "\($0.action.name) (\($0.methods.map(\.rawValue).joined(separator: "|")) \($0.pattern.text))",
                $0.action.dependencies
            )
        }
    }
}

/// Everything that is wrong with an app's routes, at once.
public struct RouteErrors: Error, CustomStringConvertible {
    /// What was found.
    public let problems: [RouteError]

    /// The problems, with a blank line between them.
    public var description: String { problems.map(\.description).joined(separator: "\n\n") }
}
