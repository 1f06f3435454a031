import AshlarSupport
import Synchronization

/// The inversion-of-control container: types are bound to ways of making them, and resolved by type.
///
/// ```swift
/// let container = Container()
/// container.singleton((any Mailer).self) { _ in LogMailer() }
/// container.scoped(Basket.self) { _ in Basket() }                       // one for each request
/// container.bind((any Clock).self, to: SystemClock.self) { $0 }         // an @Injectable type
/// container.singleton((any Store).self, named: "replica") { _ in ReplicaStore() }
/// container.instance(Configuration(name: "blog"))
/// let mailer = try container.resolve((any Mailer).self)
/// ```
///
/// Types marked `@Injectable` need no binding. Binding a type again replaces the earlier binding, which is how an app
/// overrides a battery and a test overrides an app; that two batteries bind the same type is an error at boot.
public final class Container: Sendable {
    /// Brings events to those who listen.
    public let events = Events()

    private let registry = Mutex(Registry())
    private let teardowns = Teardowns()

    /// An empty container.
    public init() {}

    // MARK: - Resolving

    /// Resolves a type outside of any request.
    ///
    /// - Parameters:
    ///   - type: the type; usually inferred.
    ///   - qualifier: which of several bindings of the type.
    /// - Throws: ``ContainerError``, or what a factory throws.
    public func resolve<T: Sendable>(_ type: T.Type = T.self, named qualifier: Qualifier? = nil) throws -> T {
        try resolver().resolve(type, named: qualifier)
    }

    /// What is bound now, seen from a scope.
    public func resolver(in scope: Scope? = nil) -> Resolver { Resolver(table, scope: scope) }

    // MARK: - What is bound

    /// Whether something is bound to a type; a type that is ``Injectable`` need not be.
    public func has<T: Sendable>(_ type: T.Type, named qualifier: Qualifier? = nil) -> Bool {
        registry.withLock { $0.has(BindingKey(type, named: qualifier)) }
    }

    /// Takes a binding away. A provider that means to replace what another has bound does this first.
    public func unbind<T: Sendable>(_ type: T.Type, named qualifier: Qualifier? = nil) {
        registry.withLock { $0.remove(BindingKey(type, named: qualifier)) }
    }

    /// Ends the singletons that have a teardown, the last one made first: when the app shuts down. A second call does
    /// nothing.
    ///
    /// - Returns: what could not be ended; everything else has been.
    @discardableResult
    public func shutdown() async -> [TeardownFailure] { await teardowns.run() }

    // MARK: - For the rest of the house

    var table: BindingTable { registry.withLock { $0.table(teardowns: teardowns) } }

    var problems: [ContainerError] { registry.withLock { $0.problems } }

    func add<T: Sendable>(_ recipe: Recipe<T>) {
        let hooks = registry.withLock { $0.add(Binding(recipe)) }
        announce(recipe.key, recipe.location, to: hooks)
    }

    func add<T: Sendable>(_ recipe: Recipe<T>, to tag: Qualifier) {
        let hooks = registry.withLock { $0.add(recipe, to: tag) }
        announce(BindingKey(T.self, named: tag), recipe.location, to: hooks)
    }

    func give<T: Sendable>(_ recipe: Recipe<T>, for key: BindingKey, to consumer: ObjectIdentifier) {
        registry.withLock { $0.give(Binding(recipe), for: key, to: consumer) }
    }

    func modify<T: Sendable>(_ modifier: Modifier<T>) {
        registry.withLock { $0.modify(modifier) }
    }

    func observeBinding(_ key: BindingKey?, _ hook: @escaping @Sendable (BoundType) -> Void) {
        registry.withLock { $0.observeBinding(key, hook) }
    }

    /// Hooks may bind something themselves, so they are called outside of the lock.
    private func announce(
        _ key: BindingKey, _ location: SourceLocation?, to hooks: [@Sendable (BoundType) -> Void]
    ) {
        for hook in hooks {
            hook(BoundType(typeName: key.typeName, qualifier: key.qualifier, location: location))
        }
    }

    /// Lets a provider bind what it offers, in its own name; not if it has done so already.
    func register(_ provider: any ServiceProvider, isOwn: Bool) throws {
        let type = type(of: provider)
        let claim = Claim(provider: String(describing: type), isOwn: isOwn)
        let outer: Claim?? = registry.withLock { registry in
            guard registry.register(ObjectIdentifier(type)) else { return nil }
            defer { registry.claim = claim }
            return .some(registry.claim)
        }
        guard let outer else { return }
        defer { registry.withLock { $0.claim = outer } }
        try provider.register(self)
    }

    func offer(_ provider: DeferredProvider) { registry.withLock { $0.offer(provider) } }

    /// Lets a deferred provider register, after those that it needs.
    func activate(_ id: ObjectIdentifier) throws {
        guard let deferred = registry.withLock({ $0.deferred.first { $0.id == id } }), !hasRegistered(id) else {
            return
        }
        for need in deferred.needs { try activate(need) }
        try register(deferred.provider, isOwn: deferred.isOwn)
    }

    func hasRegistered(_ id: ObjectIdentifier) -> Bool { registry.withLock { $0.registered.contains(id) } }
}
