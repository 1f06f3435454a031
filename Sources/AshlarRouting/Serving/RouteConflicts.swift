import HTTPTypes

/// Finds the routes that answer the same requests. Where one stands outside of the other's module it takes its place;
/// otherwise it is a mistake.
struct RouteConflicts {
    private(set) var routes: [ParsedRoute] = []
    private(set) var problems: [RouteError] = []
    /// Those that are not served because another one answers the same.
    private(set) var refused: [ParsedRoute] = []
    private var owners: [String: Int] = [:]

    init(_ parsed: [ParsedRoute]) {
        routes = parsed
        for index in routes.indices {
            if routes[index].route.kind == .path {
                for method in routes[index].methods { claim(method, for: index) }
            } else {
                claim(nil, for: index)
            }
        }
        routes = routes.enumerated().filter { index, route in
            route.route.kind == .path ? !route.methods.isEmpty : owners[route.keys(for: nil).first ?? ""] == index
        }.map(\.element)
    }

    private mutating func claim(_ method: HTTPRequest.Method?, for index: Int) {
        let keys = routes[index].keys(for: method)
        for key in keys {
            guard let owner = owners[key], owner != index else { continue }
            if routes[index].isOutside(of: routes[owner]) {
                release(method, of: owner)
            } else {
                if !routes[owner].isOutside(of: routes[index]) { report(method, owner, index) }
                routes[index].methods.removeAll { $0 == method }
                return
            }
        }
        for key in keys { owners[key] = index }
    }

    private mutating func release(_ method: HTTPRequest.Method?, of index: Int) {
        for key in routes[index].keys(for: method) where owners[key] == index { owners[key] = nil }
        routes[index].methods.removeAll { $0 == method }
    }

    private mutating func report(_ method: HTTPRequest.Method?, _ owner: Int, _ index: Int) {
        let (first, second) = (routes[owner], routes[index])
        refused.append(second)
        let requests =
            switch second.route.kind {
            case .path: "answer \(method?.rawValue ?? "") \(second.text)"
            case .fallback: "are the fallback of \(second.text)"
            case .mount: "are mounted at \(second.text)"
            }
        let predicates = second.route.predicates.isEmpty ? "" : " under the same predicates"
        problems.append(
            RouteError(
                message: "Two routes \(requests)\(predicates): "
                    + "\(Self.name(first)) at \(first.route.location)"
                    + (first.text == second.text ? "" : " (\(first.text))") + " and \(Self.name(second))."
                    + Self.modules(first, second),
                location: second.route.location, suggestion: "Remove one of them, or change its path or method."))
    }

    /// What a route leads to: of a closure the name is its place, which is said besides.
    private static func name(_ route: ParsedRoute) -> String {
        let name = route.route.action.name
        return name.hasPrefix("closure at ") ? "a closure" : name
    }

    /// Whose the routes are, where both are a module's.
    static func modules(_ first: ParsedRoute, _ second: ParsedRoute) -> String {
        let modules = [first, second].compactMap { $0.route.group.modules.last?.module }
            .map(RouteRegistry.readable)
        guard let one = modules.first, let other = modules.last, modules.count == 2 else { return "" }
        return one == other ? " Both are of the module \(one)." : " They are of the modules \(one) and \(other)."
    }
}
