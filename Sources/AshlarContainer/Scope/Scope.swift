import AshlarSupport

/// The container of one request, below the app's: each scoped binding is made at most once in it, and ended with it.
///
/// ```swift
/// let scope = Scope(seed: request)
/// let resolver = verified.resolver(in: scope)
/// // ... the action runs
/// await scope.end()
/// ```
public final class Scope: Sendable {
    private let seedKey: ObjectIdentifier?
    private let seed: (any Sendable)?
    /// Whose values these are; nil for a scope with values of its own.
    private let parent: Scope?
    // Most requests need none of these, so they are made when they are.
    private let slotsReference = OnceReference<ScopeSlots>()
    private let extrasReference = OnceReference<ScopeExtras>()
    private let teardownsReference = OnceReference<Teardowns>()

    /// An empty scope.
    public init() {
        seedKey = nil
        seed = nil
        parent = nil
    }

    /// A scope that has a value from the start, such as the request it is for.
    ///
    /// ```swift
    /// let scope = Scope(seed: request)
    /// try container.resolver(in: scope).resolve(Request.self)
    /// ```
    public init<T: Sendable>(seed: T) {
        seedKey = ObjectIdentifier(T.self)
        self.seed = seed
        parent = nil
    }

    /// The same scope seen from further inside, where its seed has become another: the request as more layers have left it.
    /// What is made in one is there in the other, and ends with the scope that was there first.
    public init<T: Sendable>(seed: T, in scope: Scope) {
        seedKey = ObjectIdentifier(T.self)
        self.seed = seed
        parent = scope.parent ?? scope
    }

    /// Puts one more value into the scope. What is bound to the type goes first.
    ///
    /// The scope that the container is verified with needs a value of that type too: it stands for all scopes.
    public func add<T: Sendable>(_ value: T, as type: T.Type = T.self) {
        extras.add(value, ObjectIdentifier(type))
    }

    /// Ends what was made in the scope and has a teardown, the last first: after the response, also when the action has
    /// thrown. Nothing that has a teardown can be made in it any more. A second call does nothing, nor does one on a scope
    /// that was made inside of another.
    ///
    /// - Returns: what could not be ended; everything else has been.
    @discardableResult
    public func end() async -> [TeardownFailure] {
        guard parent == nil else { return [] }
        return await (teardownsReference.load() ?? teardownsReference.storeIfNil(.ended)).run()
    }

    // MARK: - What is here

    /// A value that is here from the start.
    func existing<T: Sendable>(_ type: T.Type) -> T? {
        let id = ObjectIdentifier(type)
        if id == seedKey { return seed as? T }
        // Most scopes have nothing more: a cast of what is not there would cost as much as one of what is.
        guard let added = (parent ?? self).extrasReference.load()?.added(id) else { return nil }
        return added as? T
    }

    /// Whether a value is here from the start.
    func has(_ key: BindingKey) -> Bool {
        guard key.qualifier == nil else { return false }
        return key.id == seedKey || (parent ?? self).extrasReference.load()?.added(key.id) != nil
    }

    var teardowns: Teardowns {
        if let parent { return parent.teardowns }
        return teardownsReference.load() ?? teardownsReference.storeIfNil(Teardowns())
    }

    private var extras: ScopeExtras {
        if let parent { return parent.extras }
        return extrasReference.load() ?? extrasReference.storeIfNil(ScopeExtras())
    }

    /// The places for what is bound in a proven table; nil if the scope serves another one already.
    @usableFromInline
    func slots(for table: BindingTable) -> ScopeSlots? {
        if let parent { return parent.slots(for: table) }
        let slots = slotsReference.load() ?? slotsReference.storeIfNil(ScopeSlots(for: table))
        return slots.table === table ? slots : nil
    }

    /// The value of a binding, outside of a proven table.
    func value<T: Sendable>(for key: BindingKey, as type: T.Type) -> T? { extras.value(key) as? T }

    /// Keeps a value. Two tasks of one request may have made it at once: both get the first.
    func keep<T: Sendable>(_ value: T, for key: BindingKey) -> T { extras.keep(value, for: key) as? T ?? value }
}
