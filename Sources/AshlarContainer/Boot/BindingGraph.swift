/// Who needs whom, as far as it is declared.
struct BindingGraph {
    struct Edge {
        let dependency: Dependency
        /// The node that meets the need; nil where nothing does.
        let target: Int?
    }

    struct Node {
        let binding: any AnyBinding
        var edges: [Edge] = []
    }

    struct Unmet {
        /// The node with the need; nil for a root's.
        let node: Int?
        let root: Int?
        let dependency: Dependency
    }

    let table: BindingTable
    let scope: Scope
    private(set) var nodes: [Node] = []
    private(set) var roots: [(name: String, edges: [Edge])] = []
    private(set) var unmet: [Unmet] = []
    /// Deferred providers of what is needed.
    private(set) var wanted: Set<ObjectIdentifier> = []
    private var indices: [ObjectIdentifier: Int] = [:]
    private var derived: [BindingKey: any AnyBinding] = [:]
    private var pending: [Int] = []

    init(_ table: BindingTable, roots: [(name: String, dependencies: [Dependency])], scope: Scope) {
        self.table = table
        self.scope = scope
        for (index, root) in roots.enumerated() {
            let edges = root.dependencies.map { edge($0, from: nil, root: index) }
            self.roots.append((root.name, edges))
        }
        for binding in table.all { _ = self.index(of: binding) }
        for bindings in table.contextual.values {
            for binding in bindings.values { _ = self.index(of: binding) }
        }
        while let node = pending.popLast() {
            let dependencies = nodes[node].binding.dependencies ?? []
            nodes[node].edges = dependencies.map { edge($0, from: node, root: nil) }
        }
    }

    /// The node of a binding that is in the graph.
    func node(of binding: any AnyBinding) -> Int? { indices[ObjectIdentifier(binding)] }

    private mutating func index(of binding: any AnyBinding) -> Int {
        let id = ObjectIdentifier(binding)
        if let index = indices[id] { return index }
        let index = nodes.count
        nodes.append(Node(binding: binding))
        indices[id] = index
        pending.append(index)
        return index
    }

    private mutating func edge(_ dependency: Dependency, from node: Int?, root: Int?) -> Edge {
        if let binding = binding(for: dependency, consumer: node.map { nodes[$0].binding.key.id }) {
            return Edge(dependency: dependency, target: index(of: binding))
        }
        if let provider = table.deferred[dependency.key.id] {
            wanted.insert(provider)
        } else if !dependency.isOptional {
            unmet.append(Unmet(node: node, root: root, dependency: dependency))
        }
        return Edge(dependency: dependency, target: nil)
    }

    /// In the order in which a resolver looks.
    private mutating func binding(for dependency: Dependency, consumer: ObjectIdentifier?) -> (any AnyBinding)? {
        let key = dependency.key
        if let consumer, let binding = table.contextual[consumer]?[key] { return binding }
        if let binding = table[key] ?? derived[key] { return binding }
        let binding: (any AnyBinding)?
        if scope.has(key) {
            binding = dependency.seed()
        } else if let collection = dependency.collection {
            binding = collection(table)
        } else {
            binding = dependency.injectable.map { Self.implicit($0) }
        }
        derived[key] = binding
        return binding
    }

    private static func implicit<T: Injectable>(_ type: T.Type) -> any AnyBinding { Binding<T>.implicit(type) }
}
