import AshlarSupport

/// The routes by their names, and what is wrong with names and with links to them.
struct RouteNames {
    private(set) var routes: [String: CompiledRoute] = [:]
    private(set) var problems: [RouteError] = []
    private var owners: [String: ParsedRoute] = [:]

    /// - Parameters:
    ///   - compiled: the routes that are served.
    ///   - parsed: the same, as they were declared.
    ///   - refused: those that are not served; their names are wrong or right all the same.
    init(_ compiled: [CompiledRoute], _ parsed: [ParsedRoute], refused: [ParsedRoute] = []) {
        for (route, parsed) in zip(compiled, parsed) { add(route, parsed) }
        for route in refused { check(route) }
        for route in compiled { checkLinks(of: route) }
    }

    private mutating func add(_ route: CompiledRoute, _ parsed: ParsedRoute) {
        guard let name = route.name, check(parsed) else { return }
        routes[name] = route
        owners[name] = parsed
    }

    /// Says whether a route's name leads to it from now on.
    @discardableResult
    private mutating func check(_ route: ParsedRoute) -> Bool {
        guard let name = route.route.fullName, let owner = owners[name] else { return true }
        // One name for the methods of one address.
        if owner.text == route.text || owner.isOutside(of: route) { return false }
        if !route.isOutside(of: owner) {
            problems.append(
                RouteError(
                    message: "Two routes are named \"\(name)\": \(owner.text) at \(owner.route.location) "
                        + "and \(route.text)." + RouteConflicts.modules(owner, route),
                    location: route.route.location, suggestion: "Rename one of them."))
        }
        return true
    }

    private mutating func checkLinks(of route: CompiledRoute) {
        for link in route.action.routes {
            let name = link.hasPrefix(".") ? route.modulePrefix + link.dropFirst() : link
            guard routes[name] == nil else { continue }
            problems.append(
                RouteError(
                    message: "\(route.action.name) names the route \"\(name)\", which does not exist."
                        + Suggestion.sentence(for: name, in: routes.keys),
                    location: route.action.location))
        }
    }
}
