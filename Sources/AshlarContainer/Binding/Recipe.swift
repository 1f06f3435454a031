import AshlarSupport

/// How a type is made: what a binding says, before anything is made by it.
struct Recipe<T: Sendable>: Sendable {
    let key: BindingKey
    var lifetime: Lifetime
    var location: SourceLocation?
    /// The declared needs; nil where a closure makes the value, which only tells when it runs.
    var dependencies: [Dependency]?
    var make: @Sendable (Resolver) throws -> T
    /// Set where making takes time; `make` then only says that the value is not there.
    var makeSlowly: (@Sendable (Resolver) async throws -> T)?
    var teardown: (@Sendable (T) async throws -> Void)?
    /// The value itself, where it exists already.
    var constant: T?
    /// Called each time the value is given out.
    var observers: [@Sendable (T, Resolver) throws -> Void] = []
    /// Which provider said so; nil outside of any.
    var claim: Claim?
    /// Whether the value is made by the type's own initialiser and by nothing else.
    var isPlain = false
    /// The list of values that this one belongs to.
    var tag: Qualifier?
    /// Whether the value is one that a scope has from the start.
    var isSeed = false
    /// A fake that a test put here: nothing is wrapped around it, and no provider replaces it.
    var isFake = false

    init(
        _ key: BindingKey, _ lifetime: Lifetime, at location: SourceLocation? = nil, dependencies: [Dependency]? = nil,
        make: @escaping @Sendable (Resolver) throws -> T
    ) {
        self.key = key
        self.lifetime = lifetime
        self.location = location
        self.dependencies = dependencies
        self.make = make
    }

    /// A recipe whose values take time to be made.
    init(
        slowly key: BindingKey, _ lifetime: Lifetime, at location: SourceLocation?, dependencies: [Dependency],
        make: @escaping @Sendable (Resolver) async throws -> T
    ) {
        self.init(key, lifetime, at: location, dependencies: dependencies) { resolver in
            throw ContainerError.notPrepared(key, lifetime, chain: resolver.chain)
        }
        makeSlowly = make
    }

    /// The recipe with a step behind it.
    func followed(by step: @escaping @Sendable (T, Resolver) throws -> T) -> Recipe {
        var recipe = self
        // A constant becomes a singleton that is made at boot: the step may need what is not bound yet.
        recipe.constant = nil
        recipe.isPlain = false
        recipe.make = { [make] resolver in try step(make(resolver), resolver) }
        if let makeSlowly {
            recipe.make = make
            recipe.makeSlowly = { resolver in try step(await makeSlowly(resolver), resolver) }
        }
        return recipe
    }
}
