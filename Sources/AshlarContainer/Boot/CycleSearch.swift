/// Finds the cycles of a graph, each once.
struct CycleSearch {
    private let edges: [[Int]]
    private var components: [Int]
    private(set) var cycles: [[Int]] = []
    /// Every cycle is looked for, but there may be more of them than anybody could count.
    private var steps = 20_000

    init(_ graph: BindingGraph) {
        edges = graph.nodes.map { node in
            node.edges.compactMap { $0.dependency.isLazy ? nil : $0.target }
        }
        components = Array(repeating: -1, count: edges.count)
        findComponents()
        for start in edges.indices {
            var path: [Int] = []
            search(from: start, to: start, path: &path)
        }
    }

    /// Cycles that begin with their smallest node: so none is found twice.
    private mutating func search(from node: Int, to start: Int, path: inout [Int]) {
        path.append(node)
        defer { path.removeLast() }
        for next in Set(edges[node]).sorted() where components[next] == components[start] && next >= start {
            guard steps > 0 else { return }
            steps -= 1
            if next == start {
                cycles.append(path)
            } else if !path.contains(next) {
                search(from: next, to: start, path: &path)
            }
        }
    }

    /// Tarjan's algorithm: nodes that reach each other share a number.
    private mutating func findComponents() {
        var numbers = Array(repeating: -1, count: edges.count)
        var lowest = numbers
        var stack: [Int] = []
        var count = 0

        func visit(_ node: Int) {
            numbers[node] = count
            lowest[node] = count
            count += 1
            stack.append(node)
            for next in edges[node] {
                if numbers[next] < 0 {
                    visit(next)
                    lowest[node] = min(lowest[node], lowest[next])
                } else if components[next] < 0 {
                    lowest[node] = min(lowest[node], numbers[next])
                }
            }
            guard lowest[node] == numbers[node] else { return }
            while let member = stack.popLast() {
                components[member] = node
                if member == node { return }
            }
        }
        for node in edges.indices where numbers[node] < 0 { visit(node) }
    }
}
