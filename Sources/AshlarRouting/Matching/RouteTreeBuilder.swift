/// Builds a ``RouteTree``: first as nodes that refer to each other, then flat.
struct RouteTreeBuilder {
    private final class Node {
        var literals: [(text: String, node: Node)] = []
        var placeholders: [(converter: PathConverter, node: Node)] = []
        var rests: [(converter: PathConverter, node: Node)] = []
        var routes: [CompiledRoute] = []
        var mounts: [CompiledRoute] = []
        var fallbacks: [CompiledRoute] = []
    }

    private let root = Node()
    private var tree = RouteTree()
    private var literalNodes: [LiteralKey: Node] = [:]

    private struct LiteralKey: Hashable {
        let parent: ObjectIdentifier
        let text: String
    }

    /// Puts a route at each of the paths that it answers.
    mutating func insert(_ route: CompiledRoute) {
        switch route.kind {
        case .path: for segments in route.pattern.expansions { node(segments).routes.append(route) }
        case .mount: node(route.pattern.segments).mounts.append(route)
        case .fallback: node(route.pattern.segments).fallbacks.append(route)
        }
    }

    /// The tree.
    mutating func build(_ codes: inout MethodCodes) -> RouteTree {
        tree = RouteTree()
        fill(0, from: root, &codes)
        return tree
    }

    private mutating func node(_ segments: [RoutePattern.Segment]) -> Node {
        segments.reduce(root) { child(of: $0, for: $1) }
    }

    private mutating func child(of node: Node, for segment: RoutePattern.Segment) -> Node {
        switch segment {
        case .literal(let text):
            let key = LiteralKey(parent: ObjectIdentifier(node), text: text)
            if let child = literalNodes[key] { return child }
            let child = Node()
            literalNodes[key] = child
            node.literals.append((text, child))
            return child
        case .parameter(let placeholder): return Self.child(placeholder.converter, &node.placeholders)
        case .rest(let placeholder): return Self.child(placeholder.converter, &node.rests)
        }
    }

    private static func child(
        _ converter: PathConverter, _ children: inout [(converter: PathConverter, node: Node)]
    ) -> Node {
        if let child = children.first(where: { $0.converter.name == converter.name }) { return child.node }
        let child = Node()
        // Narrower ones first; among equals those that were declared first.
        let place = children.firstIndex { $0.converter.rank > converter.rank } ?? children.count
        children.insert((converter, child), at: place)
        return child
    }

    private mutating func fill(_ index: Int, from node: Node, _ codes: inout MethodCodes) {
        tree.nodes[index].endpoint = endpoint(node.routes, &codes)
        tree.nodes[index].mount = endpoint(node.mounts, &codes)
        tree.nodes[index].fallback = endpoint(node.fallbacks, &codes)
        fillLiterals(index, node.literals, &codes)
        (tree.nodes[index].placeholderStart, tree.nodes[index].placeholderCount) = addEdges(node.placeholders, &codes)
        (tree.nodes[index].restStart, tree.nodes[index].restCount) = addEdges(node.rests, &codes)
    }

    private mutating func fillLiterals(
        _ index: Int, _ literals: [(text: String, node: Node)], _ codes: inout MethodCodes
    ) {
        guard !literals.isEmpty else { return }
        // At most half full, so that looking for what is not there ends soon.
        var count = 2
        while count < literals.count * 2 { count *= 2 }
        let start = tree.slots.count
        tree.nodes[index].slotStart = Int32(start)
        tree.nodes[index].slotCount = Int32(count)
        tree.slots += [RouteTree.Slot](repeating: .init(), count: count)
        for (text, child) in literals {
            let next = addNode()
            let hash = RouteTree.hash(text.utf8)
            var place = Int(hash & UInt32(count - 1))
            while tree.slots[start + place].node >= 0 { place = (place + 1) & (count - 1) }
            tree.slots[start + place] = RouteTree.Slot(
                hash: hash, textStart: Int32(tree.text.count), textCount: Int32(text.utf8.count), node: Int32(next))
            tree.text += text.utf8
            fill(next, from: child, &codes)
        }
    }

    private mutating func addEdges(
        _ children: [(converter: PathConverter, node: Node)], _ codes: inout MethodCodes
    ) -> (start: Int32, count: Int32) {
        let start = tree.edges.count
        var pending: [(index: Int, node: Node)] = []
        for (converter, child) in children {
            let next = addNode()
            let isPlain = if case .text = converter.kind { true } else { false }
            tree.edges.append(
                RouteTree.Edge(converter: Int32(tree.converters.count), isPlain: isPlain, node: Int32(next)))
            tree.converters.append(converter)
            pending.append((next, child))
        }
        // The edges of one node lie together: their nodes are filled when all are there.
        for (next, child) in pending { fill(next, from: child, &codes) }
        return (Int32(start), Int32(children.count))
    }

    private mutating func addNode() -> Int {
        tree.nodes.append(RouteTree.Node())
        return tree.nodes.count - 1
    }

    private mutating func endpoint(_ routes: [CompiledRoute], _ codes: inout MethodCodes) -> Int32 {
        guard !routes.isEmpty else { return -1 }
        var byCode: [(code: UInt8, routes: [CompiledRoute])] = []
        for route in routes {
            let own = route.kind == .path ? route.methods.map { codes.code(adding: $0) } : [MethodCodes.all]
            for code in own {
                if let place = byCode.firstIndex(where: { $0.code == code }) {
                    byCode[place].routes.append(route)
                } else {
                    byCode.append((code, [route]))
                }
            }
        }
        let start = tree.methods.count
        for (code, routes) in byCode {
            // More predicates are more specific; a stable order among equals.
            let ordered = routes.enumerated()
                .sorted { ($1.element.predicates.count, $0.offset) < ($0.element.predicates.count, $1.offset) }
            tree.methods.append(
                RouteTree.MethodSlot(code: code, start: Int32(tree.candidates.count), count: Int32(ordered.count)))
            tree.candidates += ordered.map { Int32($0.element.index) }
        }
        tree.endpoints.append(RouteTree.Endpoint(start: Int32(start), count: Int32(byCode.count)))
        return Int32(tree.endpoints.count - 1)
    }
}
