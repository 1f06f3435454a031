/// The shortest way to each node of a graph: from a root, otherwise from a binding that no root leads to.
struct BindingPaths {
    private let names: [String]
    private var parents: [Int?]
    private var starts: [String?]
    /// Nodes by their distance, the nearest first.
    private(set) var order: [Int] = []

    init(_ graph: BindingGraph) {
        names = graph.nodes.map(\.binding.key.description)
        parents = Array(repeating: nil, count: names.count)
        starts = Array(repeating: nil, count: names.count)
        var seen = Array(repeating: false, count: names.count)
        var queue: [Int] = []

        func visit(_ node: Int, from parent: Int?, start: String?) {
            guard !seen[node] else { return }
            seen[node] = true
            parents[node] = parent
            starts[node] = start
            queue.append(node)
        }
        func follow() {
            var next = 0
            while next < queue.count {
                for edge in graph.nodes[queue[next]].edges {
                    if let target = edge.target { visit(target, from: queue[next], start: nil) }
                }
                next += 1
            }
            order += queue
            queue = []
        }
        for root in graph.roots {
            for edge in root.edges { if let target = edge.target { visit(target, from: nil, start: root.name) } }
        }
        follow()
        for node in graph.nodes.indices {
            visit(node, from: nil, start: nil)
            follow()
        }
    }

    /// Who leads to a node, outermost first, and the node itself.
    func chain(to node: Int) -> [String] {
        var chain = [names[node]]
        var current = node
        while let parent = parents[current] {
            chain.append(names[parent])
            current = parent
        }
        if let start = starts[current] { chain.append(start) }
        return chain.reversed()
    }

    /// Of several nodes, the one that is reached first.
    func nearest(of nodes: [Int]) -> Int? { order.first { nodes.contains($0) } }
}
