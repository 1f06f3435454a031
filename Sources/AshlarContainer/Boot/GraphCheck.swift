/// What is wrong with a graph, and what cannot be made because of it.
struct GraphCheck {
    private(set) var problems: [ContainerError] = []
    /// Nodes that lead to something that is wrong.
    private(set) var broken: Set<Int> = []
    private let graph: BindingGraph
    private let paths: BindingPaths

    init(_ graph: BindingGraph) {
        self.graph = graph
        paths = BindingPaths(graph)
        var wrong: Set<Int> = []
        for unmet in graph.unmet {
            problems.append(missing(unmet))
            if let node = unmet.node { wrong.insert(node) }
        }
        for cycle in CycleSearch(graph).cycles {
            problems.append(self.cycle(cycle))
            wrong.formUnion(cycle)
        }
        for node in graph.nodes.indices where graph.nodes[node].binding.lifetime == .singleton {
            for captive in captives(of: node) {
                problems.append(captive)
                wrong.insert(node)
            }
        }
        broken = Self.leading(to: wrong, in: graph)
    }

    private func missing(_ unmet: BindingGraph.Unmet) -> ContainerError {
        let chain = unmet.node.map(paths.chain(to:)) ?? unmet.root.map { [graph.roots[$0].name] } ?? []
        return .missing(
            unmet.dependency.key, chain: chain, table: graph.table,
            at: unmet.node.flatMap { graph.nodes[$0].binding.location })
    }

    private func cycle(_ cycle: [Int]) -> ContainerError {
        let entry = paths.nearest(of: cycle).flatMap(cycle.firstIndex(of:)) ?? 0
        let rotated = cycle[entry...] + cycle[..<entry]
        let keys = rotated.map { graph.nodes[$0].binding.key }
        let chain = rotated.first.map(paths.chain(to:)) ?? []
        return .cycle(keys, lead: Array(chain.dropLast()))
    }

    /// What belongs to a request and would be kept by a singleton.
    private func captives(of singleton: Int) -> [ContainerError] {
        let captor = graph.nodes[singleton].binding
        var errors: [ContainerError] = []
        var seen: Set<Int> = []
        func follow(_ node: Int, chain: [String]) {
            for target in graph.nodes[node].edges.compactMap(\.target) where seen.insert(target).inserted {
                let binding = graph.nodes[target].binding
                let chain = chain + [binding.key.description]
                if binding.isOfScope {
                    errors.append(.captive(captor.key, binding.key, chain: chain, at: captor.location))
                } else if binding.lifetime == .transient {
                    follow(target, chain: chain)
                }
            }
        }
        follow(singleton, chain: paths.chain(to: singleton))
        return errors
    }

    private static func leading(to nodes: Set<Int>, in graph: BindingGraph) -> Set<Int> {
        var sources: [Int: [Int]] = [:]
        for (index, node) in graph.nodes.enumerated() {
            for edge in node.edges { if let target = edge.target { sources[target, default: []].append(index) } }
        }
        var found = nodes
        var queue = Array(nodes)
        while let node = queue.popLast() {
            for source in sources[node] ?? [] where found.insert(source).inserted { queue.append(source) }
        }
        return found
    }
}
