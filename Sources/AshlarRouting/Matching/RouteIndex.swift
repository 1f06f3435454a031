import AshlarHTTP
import HTTPTypes

/// All routes, ready to be found: a tree for each host pattern, and one for all hosts.
final class RouteIndex: Sendable {
    /// What a request leads to.
    enum Match {
        case found(CompiledRoute, Parameters)
        /// The address with its slash at the end is that of a route without it.
        case slash
        /// The address of the route has a slash at its end, and this one has none.
        case missingSlash
        /// There are routes for this path, but none for the method.
        case otherMethods([HTTPRequest.Method])
        /// There are routes for this path and method, but the request does not meet their predicates.
        case mismatch
        case none
        /// The path cannot be decoded.
        case malformed
    }

    private let routes: [CompiledRoute]
    private let hosts: [(pattern: HostPattern, tree: RouteTree)]
    private let anywhere: RouteTree
    private let codes: MethodCodes

    /// - Parameter routes: each at the place of its own `index`.
    init(_ routes: [CompiledRoute]) {
        self.routes = routes
        var builders: [(pattern: HostPattern, builder: RouteTreeBuilder)] = []
        var anywhere = RouteTreeBuilder()
        for route in routes {
            guard let host = route.host else {
                anywhere.insert(route)
                continue
            }
            if let place = builders.firstIndex(where: { $0.pattern.shape == host.shape }) {
                builders[place].builder.insert(route)
            } else {
                var builder = RouteTreeBuilder()
                builder.insert(route)
                builders.append((host, builder))
            }
        }
        // Exact hosts first, stable among equals.
        let ordered = builders.enumerated().sorted {
            ($1.element.pattern.literalCount, $0.offset) < ($0.element.pattern.literalCount, $1.offset)
        }
        var codes = MethodCodes()
        var trees: [(pattern: HostPattern, tree: RouteTree)] = []
        for (_, var entry) in ordered { trees.append((entry.pattern, entry.builder.build(&codes))) }
        hosts = trees
        self.anywhere = anywhere.build(&codes)
        self.codes = codes
    }

    /// Finds what a request leads to.
    func match(_ request: Request) -> Match {
        let found = PathSegments.with(request.path) { bytes, segments in
            withUnsafeTemporaryAllocation(of: PathSegments.Span.self, capacity: segments.count) { captures in
                match(request, bytes, segments, captures)
            }
        }
        return found ?? .malformed
    }

    private func match(
        _ request: Request, _ bytes: UnsafeBufferPointer<UInt8>, _ segments: UnsafeBufferPointer<PathSegments.Span>,
        _ captures: UnsafeMutableBufferPointer<PathSegments.Span>
    ) -> Match {
        let method = codes.code(of: request.method)
        if hosts.isEmpty {
            // The usual app: one tree, and no list of them.
            var search = RouteSearch(
                anywhere, routes: routes, request: request, method: method, hostValues: [], bytes: bytes,
                segments: segments, captures: captures)
            if let route = search.route() {
                if route.endsWithSlash, bytes.count > 1 { return .missingSlash }
                return .found(route, search.parameters(of: route))
            }
            return missed(
                request, bytes, segments, captures, method, [(anywhere, [])], others(search.otherMethods, in: anywhere),
                search.hasMismatch)
        }
        let candidates = trees(for: request)
        var allowed: [HTTPRequest.Method] = []
        var hasMismatch = false
        for (tree, values) in candidates {
            var search = RouteSearch(
                tree, routes: routes, request: request, method: method, hostValues: values, bytes: bytes,
                segments: segments, captures: captures)
            if let route = search.route() {
                if route.endsWithSlash, bytes.count > 1 { return .missingSlash }
                return .found(route, search.parameters(of: route))
            }
            allowed += others(search.otherMethods, in: tree)
            hasMismatch = hasMismatch || search.hasMismatch
        }
        return missed(request, bytes, segments, captures, method, candidates, allowed, hasMismatch)
    }

    /// What is left when no route answers: the address without its slash, a 405, a fallback.
    private func missed(
        _ request: Request, _ bytes: UnsafeBufferPointer<UInt8>, _ segments: UnsafeBufferPointer<PathSegments.Span>,
        _ captures: UnsafeMutableBufferPointer<PathSegments.Span>, _ method: UInt8,
        _ candidates: [(tree: RouteTree, values: [String])], _ allowed: [HTTPRequest.Method], _ hasMismatch: Bool
    ) -> Match {
        if segments.count > 1, let last = segments.last, last.isEmpty {
            let shorter = UnsafeBufferPointer(rebasing: segments.dropLast())
            for (tree, values) in candidates {
                var search = RouteSearch(
                    tree, routes: routes, request: request, method: method, hostValues: values, bytes: bytes,
                    segments: shorter, captures: captures)
                guard let route = search.route() else { continue }
                switch route.trailingSlash {
                case .redirect: return .slash
                case .ignore, .append: return .found(route, search.parameters(of: route))
                case .strict: continue
                }
            }
        }
        if !allowed.isEmpty { return .otherMethods(allowed) }
        for (tree, values) in candidates {
            var search = RouteSearch(
                tree, routes: routes, request: request, method: method, hostValues: values, bytes: bytes,
                segments: segments, captures: captures)
            if let route = search.fallback() { return .found(route, search.parameters(of: route)) }
        }
        return hasMismatch ? .mismatch : .none
    }

    private func trees(for request: Request) -> [(tree: RouteTree, values: [String])] {
        var found: [(tree: RouteTree, values: [String])] = []
        if let authority = request.authority {
            let host = HostPattern.host(of: authority)
            for (pattern, tree) in hosts {
                if let values = pattern.match(host) { found.append((tree, values)) }
            }
        }
        found.append((anywhere, []))
        return found
    }

    private func others(_ endpoints: [Int32], in tree: RouteTree) -> [HTTPRequest.Method] {
        endpoints.flatMap { endpoint in
            let place = tree.endpoints[Int(endpoint)]
            return (place.start..<(place.start + place.count)).compactMap {
                codes.method(of: tree.methods[Int($0)].code)
            }
        }
    }
}
