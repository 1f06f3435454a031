/// Proves a container and makes its singletons, step by step: it decides, and whoever drives it waits where a factory takes
/// its time.
struct Boot {
    private let container: Container
    private let roots: [(name: String, dependencies: [Dependency])]
    private let scope: Scope
    private var graph: BindingGraph
    private var check: GraphCheck
    private var problems = BootProblems()
    /// What is being settled, and what it waits for, the last first.
    private var stack: [any AnyBinding] = []
    private var settled: Set<ObjectIdentifier> = []
    private var failed: Set<BindingKey> = []

    init(_ container: Container, roots: [(name: String, dependencies: [Dependency])], scope: Scope) {
        self.container = container
        self.roots = roots
        self.scope = scope
        graph = BindingGraph(container.table, roots: roots + container.events.requirements, scope: scope)
        check = GraphCheck(graph)
        survey()
    }

    /// Whether something is wrong already, so that nothing should be started any more.
    var hasProblems: Bool { !problems.isEmpty || !check.problems.isEmpty || !container.problems.isEmpty }

    /// What singletons are made with.
    var resolver: Resolver { Resolver(graph.table, scope: nil) }

    /// Goes on as far as it can.
    ///
    /// - Returns: a singleton to be made asynchronously, to be followed by ``finished(_:error:)``; nil at the end.
    mutating func advance() -> (any AnyBinding)? {
        while let binding = stack.last ?? next() {
            if stack.isEmpty { stack.append(binding) }
            if isBroken(binding) {
                drop(binding)
            } else if binding.lifetime == .singleton, binding.isSlow, !binding.isMade {
                guard hasProblems else { return binding }
                drop(binding)
            } else {
                do {
                    try settle(binding)
                    finished(binding, error: nil)
                } catch {
                    finished(binding, error: error)
                }
            }
        }
        return nil
    }

    /// Notes how making a value went.
    mutating func finished(_ binding: any AnyBinding, error: (any Error)?) {
        guard let error else {
            settled.insert(ObjectIdentifier(binding))
            stack.removeLast()
            return
        }
        if let error = error as? ContainerError {
            if let provider = error.provider, activate(provider) { return survey() }
            if let key = error.pending, let awaited = graph.table[key], awaited.lifetime == .singleton {
                if failed.contains(key) { return drop(binding) }
                guard let start = stack.firstIndex(where: { $0 === awaited }) else { return stack.append(awaited) }
                problems.note(ContainerError.cycle(stack[start...].map(\.key), lead: []))
                return drop(binding)
            }
            // What a request brings along is there, but not for what outlives it.
            if error.code == .missing, let key = error.identity.first, scope.has(key), binding.lifetime == .singleton {
                problems.note(ContainerError.captive(binding.key, key, chain: error.chain, at: binding.location))
                return drop(binding)
            }
        }
        problems.note(error is ContainerError ? error : ContainerError.factory(binding, error))
        drop(binding)
    }

    /// The container, ready to serve.
    ///
    /// - Throws: ``VerificationError`` with all that is wrong.
    func finish() throws -> VerifiedContainer {
        var all = BootProblems()
        for problem in container.problems + check.problems { all.note(problem) }
        for problem in problems.all { all.note(problem) }
        guard all.isEmpty else { throw VerificationError(problems: all.all) }
        var linker = Linker(graph)
        let verified = linker.run()
        graph.table.successor.set(verified.table)
        do { try container.events.attach(verified) } catch { throw VerificationError(problems: [error]) }
        return verified
    }

    // MARK: - Steps

    /// Looks at what is bound, letting deferred providers register as they are needed.
    private mutating func survey() {
        while true {
            graph = BindingGraph(container.table, roots: roots + container.events.requirements, scope: scope)
            guard let provider = graph.wanted.first else { break }
            guard activate(provider) else { break }
        }
        check = GraphCheck(graph)
        // A provider may have put something around what waits here.
        stack = stack.map { graph.table[$0.key] ?? $0 }
    }

    /// - Returns: whether there is something new to look at.
    private mutating func activate(_ provider: ObjectIdentifier) -> Bool {
        guard !container.hasRegistered(provider) else { return false }
        do { try container.activate(provider) } catch { problems.note(error) }
        return container.hasRegistered(provider)
    }

    /// Singletons first: what is tried afterwards finds them made.
    private func next() -> (any AnyBinding)? {
        let table = graph.table
        let all = table.all + table.contextual.values.flatMap(\.values)
        return all.filter { !settled.contains(ObjectIdentifier($0)) && !failed.contains($0.key) }
            .min { left, right in
                let ranks = (left.lifetime == .singleton ? 0 : 1, right.lifetime == .singleton ? 0 : 1)
                return (ranks.0, left.key.description) < (ranks.1, right.key.description)
            }
    }

    private func isBroken(_ binding: any AnyBinding) -> Bool {
        graph.node(of: binding).map(check.broken.contains) ?? false
    }

    private mutating func drop(_ binding: any AnyBinding) {
        failed.insert(binding.key)
        stack.removeLast()
    }

    /// Singletons are made; factories of the other kinds are tried once, as only running them tells what they resolve.
    private func settle(_ binding: any AnyBinding) throws {
        if binding.lifetime == .singleton { return try binding.prove(with: resolver) }
        // What waits for a request's data is there when a request is; its needs are declared.
        if let node = graph.node(of: binding), !graph.slowNeeds(of: node).isEmpty { return }
        do {
            try binding.prove(with: Resolver(graph.table, scope: scope))
        } catch let error as ContainerError {
            throw error
        } catch {
            // Whatever else a factory for a request refuses, it refuses of a request that was made up for this trial.
        }
    }
}
