/// Makes the table that serves: every binding has what it needs at hand, and nothing is looked up.
struct Linker {
    private let graph: BindingGraph
    private var linked: [Int: any AnyBinding] = [:]
    private var scopedCount = 0

    init(_ graph: BindingGraph) { self.graph = graph }

    /// Links a graph without cycles.
    mutating func run() -> VerifiedContainer {
        let table = graph.table
        let bound = graph.nodes.indices.map { link($0) }
        var all: [any AnyBinding] = table.all.compactMap { binding in graph.node(of: binding).map { bound[$0] } }
        let known = Set(all.map(\.key))
        all += bound.filter { $0.key.consumer == nil && !known.contains($0.key) }
        let contextual = table.contextual.mapValues { bindings in
            bindings.compactMapValues { binding in graph.node(of: binding).map { bound[$0] } }
        }
        let result = BindingTable(
            all, contextual: contextual, deferred: table.deferred, teardowns: table.teardowns, isLinked: true,
            scopedCount: scopedCount)
        var preparations: [BindingKey: [any AnyBinding]] = [:]
        for (index, node) in graph.nodes.enumerated() where node.binding.key.consumer == nil {
            let needs = graph.slowNeeds(of: index)
            if !needs.isEmpty { preparations[node.binding.key] = needs.map { bound[$0] } }
        }
        let scoped = graph.nodes.indices.filter { graph.belongsToScope($0) }.map { graph.nodes[$0].binding.key }
        return VerifiedContainer(table: result, preparations: preparations, scoped: Set(scoped))
    }

    private mutating func link(_ node: Int) -> any AnyBinding {
        if let binding = linked[node] { return binding }
        let binding = graph.nodes[node].binding
        var slots: [Slot?] = []
        for edge in graph.nodes[node].edges {
            // What is lazy may lead back here.
            let target = edge.dependency.isLazy ? nil : edge.target
            slots.append(target.map { Slot(link($0)) })
        }
        let frame = Frame(
            key: binding.key, lifetime: binding.lifetime, slots: slots,
            hasContextual: graph.table.contextual[binding.key.id] != nil, isTracked: false)
        let index = binding.lifetime == .scoped ? scopedCount : -1
        if binding.lifetime == .scoped { scopedCount += 1 }
        let result = binding.linked(frame: frame, scopeIndex: index)
        linked[node] = result
        return result
    }
}

extension BindingGraph {
    /// What has to be made asynchronously for each request before a node can be resolved, in the order of making.
    func slowNeeds(of node: Int) -> [Int] {
        var found: [Int] = []
        var seen: Set<Int> = [node]
        func follow(_ node: Int) {
            for target in nodes[node].edges.compactMap(\.target) where seen.insert(target).inserted { follow(target) }
            if nodes[node].binding.isSlow, nodes[node].binding.lifetime == .scoped { found.append(node) }
        }
        follow(node)
        return found
    }

    /// Whether a node leads to what belongs to one scope, other than by way of a singleton, which never does.
    func belongsToScope(_ node: Int) -> Bool {
        var seen: Set<Int> = []
        func leads(_ node: Int) -> Bool {
            let binding = nodes[node].binding
            if binding.isOfScope { return true }
            guard binding.lifetime == .transient, seen.insert(node).inserted else { return false }
            return binding.dependencies == nil || nodes[node].edges.compactMap(\.target).contains(where: leads)
        }
        return leads(node)
    }
}
