/// What a container has been told so far.
struct Registry {
    /// What was said of a type, without what is wrapped around it.
    private var recipes: [BindingKey: any AnyBinding] = [:]
    /// The same with decorators and hooks around it.
    private var bindings: [BindingKey: any AnyBinding] = [:]
    private var order: [BindingKey] = []
    private var modifiers: [BindingKey: [any AnyModifier]] = [:]
    private var conflicts: [BindingKey: ContainerError] = [:]
    private(set) var contextual: [ObjectIdentifier: [BindingKey: any AnyBinding]] = [:]
    private(set) var bindHooks: [(key: BindingKey?, hook: @Sendable (BoundType) -> Void)] = []
    private(set) var deferred: [DeferredProvider] = []
    private(set) var registered: Set<ObjectIdentifier> = []
    private var tagCount = 0
    /// The provider that registers at the moment.
    var claim: Claim?
    private var successor = Successor()
    private var snapshot: BindingTable?

    // MARK: - Reading

    func has(_ key: BindingKey) -> Bool { bindings[key] != nil }

    /// What is wrong with what was said.
    var problems: [ContainerError] {
        let orphans = modifiers.filter { bindings[$0.key] == nil }.compactMap { key, modifiers in
            modifiers.first.map { ContainerError.unbound(key, $0) }
        }
        return (Array(conflicts.values) + orphans).sorted { $0.message < $1.message }
    }

    mutating func table(teardowns: Teardowns) -> BindingTable {
        if let snapshot { return snapshot }
        var offers: [ObjectIdentifier: ObjectIdentifier] = [:]
        for provider in deferred where !registered.contains(provider.id) {
            for type in provider.provides { offers[type] = provider.id }
        }
        let table = BindingTable(
            order.compactMap { bindings[$0] }, contextual: contextual, deferred: offers, teardowns: teardowns,
            successor: successor)
        snapshot = table
        return table
    }

    // MARK: - Binding

    /// Takes a binding, unless one with more say is there.
    ///
    /// - Returns: the hooks to be called, outside of any lock.
    mutating func add<T>(_ binding: Binding<T>) -> [@Sendable (BoundType) -> Void] {
        var recipe = binding.recipe
        recipe.claim = claim
        let key = recipe.key
        if let old = recipes[key], let keeps = settle(old, recipe), keeps { return [] }
        let binding = Binding(recipe)
        if recipes.updateValue(binding, forKey: key) == nil { order.append(key) }
        wrap(key)
        return bindHooks.filter { $0.key == nil || $0.key == key }.map(\.hook)
    }

    /// Whether an older binding stays; nil where nobody has to decide.
    private mutating func settle<T>(_ old: any AnyBinding, _ new: Recipe<T>) -> Bool? {
        if new.isFake {
            conflicts[new.key] = nil
            return false
        }
        if old.isFake { return true }
        guard let oldClaim = old.claim, let newClaim = new.claim, oldClaim.provider != newClaim.provider else {
            if new.claim == nil { conflicts[new.key] = nil }
            return nil
        }
        if oldClaim.isOwn != newClaim.isOwn {
            if newClaim.isOwn { conflicts[new.key] = nil }
            return oldClaim.isOwn
        }
        conflicts[new.key] = .conflict(new.key, old, Binding(new))
        return false
    }

    /// Adds a binding to a list, beside all others of its type.
    mutating func add<T>(_ recipe: Recipe<T>, to tag: Qualifier) -> [@Sendable (BoundType) -> Void] {
        tagCount += 1
        var tagged = Recipe(
            BindingKey(T.self, named: Qualifier("\(tag.name) #\(tagCount)")), recipe.lifetime, at: recipe.location,
            dependencies: recipe.dependencies, make: recipe.make)
        tagged.tag = tag
        return add(Binding(tagged))
    }

    mutating func remove(_ key: BindingKey) {
        recipes[key] = nil
        bindings[key] = nil
        conflicts[key] = nil
        order.removeAll { $0 == key }
        changed()
    }

    mutating func give(_ binding: any AnyBinding, for key: BindingKey, to consumer: ObjectIdentifier) {
        contextual[consumer, default: [:]][key] = binding
        changed()
    }

    /// Puts a step behind the making of a type, whether it is bound already or will be.
    mutating func modify<T>(_ modifier: Modifier<T>) {
        modifiers[modifier.key, default: []].append(modifier)
        if recipes[modifier.key] == nil, let implicit = modifier.implicit {
            recipes[modifier.key] = implicit
            order.append(modifier.key)
        }
        wrap(modifier.key)
    }

    mutating func observeBinding(_ key: BindingKey?, _ hook: @escaping @Sendable (BoundType) -> Void) {
        bindHooks.append((key, hook))
    }

    private mutating func wrap(_ key: BindingKey) {
        if let recipe = recipes[key] {
            let modifiers = recipe.isFake ? [] : modifiers[key] ?? []
            bindings[key] = modifiers.reduce(recipe) { $1.applied(to: $0) }
        }
        changed()
    }

    private mutating func changed() {
        // Resolvers of before keep what they see; those of now on see the change, also after booting.
        if successor.table != nil { successor = Successor() }
        snapshot = nil
    }

    // MARK: - Providers

    mutating func offer(_ provider: DeferredProvider) {
        guard !deferred.contains(where: { $0.id == provider.id }) else { return }
        deferred.append(provider)
        changed()
    }

    /// Notes that a provider registers.
    ///
    /// - Returns: false if it has already.
    mutating func register(_ id: ObjectIdentifier) -> Bool {
        defer { changed() }
        return registered.insert(id).inserted
    }
}
