import AshlarHTTP
import HTTPTypes

/// The routes by the segments of their paths: finding one costs as many steps as its path has segments, however many
/// routes there are.
struct RouteTree: Sendable {
    private struct Node: Sendable {
        var literals: [String: Int] = [:]
        var parameter: Int?
        var rest: Int?
        var routes: [(method: HTTPRequest.Method, route: CompiledRoute)] = []

        func route(for method: HTTPRequest.Method) -> CompiledRoute? {
            routes.first { $0.method == method }?.route
        }
    }

    /// What a path leads to.
    enum Match {
        case found(CompiledRoute, values: [String])
        /// There are routes for this path, but none for the method.
        case otherMethods([HTTPRequest.Method])
        case none
    }

    private var nodes = [Node()]

    /// - Throws: ``RouteError`` for two routes that answer the same requests.
    init(_ routes: [CompiledRoute]) throws {
        for route in routes { try insert(route) }
    }

    /// Finds the route for a path that is split into decoded segments. Literals go before placeholders, placeholders
    /// before the rest of a path; a choice that leads nowhere is taken back.
    func match(_ method: HTTPRequest.Method, _ segments: [String]) -> Match {
        var allowed: [HTTPRequest.Method] = []
        var values: [String] = []
        if let route = find(method, segments[...], at: 0, &values, &allowed) { return .found(route, values: values) }
        return allowed.isEmpty ? .none : .otherMethods(allowed)
    }

    private func find(
        _ method: HTTPRequest.Method, _ segments: ArraySlice<String>, at index: Int, _ values: inout [String],
        _ allowed: inout [HTTPRequest.Method]
    ) -> CompiledRoute? {
        let node = nodes[index]
        guard let segment = segments.first else { return endpoint(node, method, &allowed) }
        if let next = node.literals[segment],
            let route = find(method, segments.dropFirst(), at: next, &values, &allowed)
        {
            return route
        }
        if let next = node.parameter, !segment.isEmpty {
            values.append(segment)
            if let route = find(method, segments.dropFirst(), at: next, &values, &allowed) { return route }
            values.removeLast()
        }
        if let next = node.rest {
            if let route = endpoint(nodes[next], method, &allowed) {
                values.append(segments.joined(separator: "/"))
                return route
            }
        }
        return nil
    }

    private func endpoint(
        _ node: Node, _ method: HTTPRequest.Method, _ allowed: inout [HTTPRequest.Method]
    ) -> CompiledRoute? {
        if let route = node.route(for: method) { return route }
        // RFC 9110 section 9.3.2: HEAD is GET without the content.
        if method == .head, let route = node.route(for: .get) { return route }
        for (other, _) in node.routes where !allowed.contains(other) { allowed.append(other) }
        return nil
    }

    private mutating func insert(_ route: CompiledRoute) throws {
        var index = 0
        for segment in route.pattern.segments { index = child(of: index, for: segment) }
        for method in route.methods {
            if let other = nodes[index].route(for: method) {
                throw RouteError(
                    message: "Two routes answer \(method.rawValue) \(route.pattern.text): "
                        + "\(other.action.name) at \(other.location) and \(route.action.name).",
                    location: route.location, suggestion: "Remove one of them, or change its path or method.")
            }
            nodes[index].routes.append((method, route))
        }
    }

    private mutating func child(of index: Int, for segment: RoutePattern.Segment) -> Int {
        let existing =
            switch segment {
            case .literal(let text): nodes[index].literals[text]
            case .parameter: nodes[index].parameter
            case .rest: nodes[index].rest
            }
        if let existing { return existing }
        nodes.append(Node())
        let new = nodes.count - 1
        switch segment {
        case .literal(let text): nodes[index].literals[text] = new
        case .parameter: nodes[index].parameter = new
        case .rest: nodes[index].rest = new
        }
        return new
    }
}
