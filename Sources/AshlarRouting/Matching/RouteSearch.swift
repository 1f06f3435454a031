import AshlarHTTP

/// One walk through a ``RouteTree`` for one request. Literals go before placeholders, narrow placeholders before wide ones,
/// those before the rest of a path; a choice that leads nowhere is taken back.
struct RouteSearch: ~Copyable {
    private let tree: RouteTree
    private let routes: [CompiledRoute]
    private let request: Request
    private let method: UInt8
    private let hostValues: [String]
    private let bytes: UnsafeBufferPointer<UInt8>
    private let segments: UnsafeBufferPointer<PathSegments.Span>
    private let captures: UnsafeMutableBufferPointer<PathSegments.Span>
    private var captured = 0
    /// The places that were reached, but have no route for the method.
    private(set) var otherMethods: [Int32] = []
    /// The places that have a route for the method, but none whose predicates the request meets.
    private(set) var hasMismatch = false

    init(
        _ tree: RouteTree, routes: [CompiledRoute], request: Request, method: UInt8, hostValues: [String],
        bytes: UnsafeBufferPointer<UInt8>, segments: UnsafeBufferPointer<PathSegments.Span>,
        captures: UnsafeMutableBufferPointer<PathSegments.Span>
    ) {
        self.tree = tree
        self.routes = routes
        self.request = request
        self.method = method
        self.hostValues = hostValues
        self.bytes = bytes
        self.segments = segments
        self.captures = captures
    }

    /// Finds the route, or nil.
    mutating func route() -> CompiledRoute? { find(0, 0) }

    /// Finds the fallback with the longest prefix, or nil.
    mutating func fallback() -> CompiledRoute? { findFallback(0, 0) }

    /// What the path gave to a route that was found.
    func parameters(of route: CompiledRoute) -> Parameters {
        route.parameters(hostValues, bytes, UnsafeBufferPointer(rebasing: captures[..<captured]))
    }

    private mutating func find(_ index: Int32, _ depth: Int) -> CompiledRoute? {
        let node = tree.nodes[Int(index)]
        if depth < segments.count {
            let segment = slice(segments[depth])
            let literal = tree.literal(node, segment)
            if literal >= 0, let route = find(literal, depth + 1) { return route }
            for edge in node.placeholderStart..<(node.placeholderStart + node.placeholderCount) {
                guard accept(Int(edge), segment) else { continue }
                if let route = find(tree.edges[Int(edge)].node, depth + 1) { return route }
                captured -= 1
            }
            if node.restCount > 0, let route = rest(node, from: depth) { return route }
        } else if node.endpoint >= 0, let route = choose(node.endpoint) {
            return route
        }
        return node.mount >= 0 ? choose(node.mount) : nil
    }

    private mutating func rest(_ node: RouteTree.Node, from depth: Int) -> CompiledRoute? {
        let span = PathSegments.Span(start: segments[depth].start, end: segments[segments.count - 1].end)
        for edge in node.restStart..<(node.restStart + node.restCount) {
            guard accept(Int(edge), slice(span), span) else { continue }
            if let route = choose(tree.nodes[Int(tree.edges[Int(edge)].node)].endpoint) { return route }
            captured -= 1
        }
        return nil
    }

    private mutating func findFallback(_ index: Int32, _ depth: Int) -> CompiledRoute? {
        let node = tree.nodes[Int(index)]
        if depth < segments.count {
            let segment = slice(segments[depth])
            let literal = tree.literal(node, segment)
            if literal >= 0, let route = findFallback(literal, depth + 1) { return route }
            for edge in node.placeholderStart..<(node.placeholderStart + node.placeholderCount) {
                guard accept(Int(edge), segment) else { continue }
                if let route = findFallback(tree.edges[Int(edge)].node, depth + 1) { return route }
                captured -= 1
            }
        }
        return node.fallback >= 0 ? choose(node.fallback) : nil
    }

    private func slice(_ span: PathSegments.Span) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[span.start..<span.end])
    }

    /// Captures a segment if its placeholder accepts it.
    private mutating func accept(
        _ edge: Int, _ segment: UnsafeBufferPointer<UInt8>, _ span: PathSegments.Span? = nil
    ) -> Bool {
        let edge = tree.edges[edge]
        guard edge.isPlain ? !segment.isEmpty : tree.converters[Int(edge.converter)].accepts(segment) else {
            return false
        }
        let start = span?.start ?? bytes.distance(to: segment)
        captures.initializeElement(at: captured, to: PathSegments.Span(start: start, end: start + segment.count))
        captured += 1
        return true
    }

    private mutating func choose(_ endpoint: Int32) -> CompiledRoute? {
        let place = tree.endpoints[Int(endpoint)]
        var get: RouteTree.MethodSlot?
        for index in place.start..<(place.start + place.count) {
            let slot = tree.methods[Int(index)]
            if slot.code == method || slot.code == MethodCodes.all { return choose(slot) }
            if slot.code == MethodCodes.get { get = slot }
        }
        // RFC 9110 section 9.3.2: HEAD is GET without the content.
        if method == MethodCodes.head, let get { return choose(get) }
        otherMethods.append(endpoint)
        return nil
    }

    private mutating func choose(_ slot: RouteTree.MethodSlot) -> CompiledRoute? {
        let first = routes[Int(tree.candidates[Int(slot.start)])]
        if slot.count == 1, first.predicates.isEmpty { return first }
        var best: (route: CompiledRoute, quality: Int)?
        for index in slot.start..<(slot.start + slot.count) {
            let route = routes[Int(tree.candidates[Int(index)])]
            if let best, best.route.predicates.count > route.predicates.count { break }
            var seen = request
            seen.pathParameters = parameters(of: route)
            guard route.predicates.allSatisfy({ $0.accepts(seen) }) else { continue }
            let quality = AcceptedQuality.of(route.mediaTypes, in: request)
            if quality > best?.quality ?? -1 { best = (route, quality) }
        }
        if best == nil { hasMismatch = true }
        return best?.route
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Where a part of these bytes begins.
    fileprivate func distance(to part: UnsafeBufferPointer<UInt8>) -> Int {
        guard let start = baseAddress, let other = part.baseAddress else { return 0 }
        return start.distance(to: other)
    }
}
