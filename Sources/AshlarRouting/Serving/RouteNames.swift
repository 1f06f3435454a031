import AshlarSupport

/// The routes by their names, and what is wrong with names and with links to them.
struct RouteNames {
    private(set) var routes: [String: CompiledRoute] = [:]
    private(set) var problems: [RouteError] = []
    private var owners: [String: ParsedRoute] = [:]

    init(_ compiled: [CompiledRoute], _ parsed: [ParsedRoute]) {
        for (route, parsed) in zip(compiled, parsed) { add(route, parsed) }
        for route in compiled { checkLinks(of: route) }
    }

    private mutating func add(_ route: CompiledRoute, _ parsed: ParsedRoute) {
        guard let name = route.name else { return }
        if let other = routes[name], let owner = owners[name] {
            // One name for the methods of one address.
            if other.pattern.text == route.pattern.text, other.host?.text == route.host?.text { return }
            if owner.isOutside(of: parsed) { return }
            if !parsed.isOutside(of: owner) {
                problems.append(
                    RouteError(
                        message: "Two routes are named \"\(name)\": \(other.pattern.text) at \(other.location) "
                            + "and \(route.pattern.text)." + RouteConflicts.modules(owner, parsed),
                        location: route.location, suggestion: "Rename one of them."))
            }
        }
        routes[name] = route
        owners[name] = parsed
    }

    private mutating func checkLinks(of route: CompiledRoute) {
        for link in route.action.routes {
            let name = link.hasPrefix(".") ? route.modulePrefix + link.dropFirst() : link
            guard routes[name] == nil else { continue }
            problems.append(
                RouteError(
                    message: "\(route.action.name) redirects to the route \"\(name)\", which does not exist."
                        + Suggestion.sentence(for: name, in: routes.keys),
                    location: route.action.location))
        }
    }
}
