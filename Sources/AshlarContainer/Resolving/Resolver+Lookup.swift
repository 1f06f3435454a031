extension Resolver {
    /// What a declared need of the type that is being made resolves to: found at boot, so that nothing is looked up.
    ///
    /// Written by the `@Injectable` and `@Controller` macros.
    ///
    /// - Parameters:
    ///   - index: the need's place in ``Injectable/dependencies``.
    ///   - type: its type.
    ///   - qualifier: its qualifier.
    @inlinable
    public func dependency<T: Sendable>(_ index: Int, _ type: T.Type, named qualifier: Qualifier? = nil) throws -> T {
        guard let slot = slot(index, ObjectIdentifier(type)) else { return try lookUp(type, qualifier) }
        // The slot is of this very type: a Binding of it.
        return try unsafeDowncast(slot.object, to: Binding<T>.self).value(for: self)
    }

    /// A declared need of a type that makes itself.
    @inlinable
    public func dependency<T: Injectable>(_ index: Int, _ type: T.Type, named qualifier: Qualifier? = nil) throws -> T {
        guard let slot = slot(index, ObjectIdentifier(type)) else { return try lookUp(type, qualifier) }
        if slot.isPlain { return try T(resolver: Resolver(table, scope: scope, frame: slot.frame)) }
        // The slot is of this very type: a Binding of it.
        return try unsafeDowncast(slot.object, to: Binding<T>.self).value(for: self)
    }

    /// A declared need that may be missing.
    @inlinable
    public func dependency<T: Sendable>(_ index: Int, _ type: T?.Type, named qualifier: Qualifier? = nil) throws -> T? {
        if let slot = slot(index, ObjectIdentifier(T.self)) {
            // The slot is of this very type: a Binding of it.
            return try unsafeDowncast(slot.object, to: Binding<T>.self).value(for: self)
        }
        // What was looked for at boot and not found is not there now.
        if let frame, !frame.isTracked, frame.slots.indices.contains(index) { return nil }
        return try resolve(type, named: qualifier)
    }

    /// A declared need of everything that is bound to a type.
    @inlinable
    public func dependency<T: Sendable>(_ index: Int, _ type: [T].Type, named qualifier: Qualifier? = nil) throws -> [T]
    {
        guard let slot = slot(index, ObjectIdentifier(type)) else { return try resolve(type, named: qualifier) }
        // The slot is of this very type: a Binding of it.
        return try unsafeDowncast(slot.object, to: Binding<[T]>.self).value(for: self)
    }

    /// A declared need that is resolved later.
    public func dependency<T: Sendable>(
        _ index: Int, _ type: Lazy<T>.Type, named qualifier: Qualifier? = nil
    ) throws -> Lazy<T> {
        try resolve(type, named: qualifier)
    }

    // MARK: - Finding

    /// The binding of a need by its place.
    @inlinable
    func slot(_ index: Int, _ id: ObjectIdentifier) -> Slot? {
        guard let frame, frame.slots.indices.contains(index), let slot = frame.slots[index], slot.id == id else {
            return nil
        }
        return slot
    }

    /// The binding of a type where it can be used as it is: everything is proven, and nobody has one of their own.
    @usableFromInline
    func slot(for id: ObjectIdentifier) -> Slot? {
        guard table.isLinked else { return nil }
        if let frame, frame.isTracked || frame.hasContextual { return nil }
        return table.slot(id)
    }

    /// Resolves a type in the long way.
    @usableFromInline
    func lookUp<T: Sendable>(_ type: T.Type, _ qualifier: Qualifier?) throws -> T {
        guard !isOutdated else { return try current().resolve(type, named: qualifier) }
        if let binding = binding(of: type, qualifier) { return try binding.value(for: self) }
        return try unbound(type, qualifier)
    }

    func binding<T: Sendable>(of type: T.Type, _ qualifier: Qualifier?) -> Binding<T>? {
        if let frame, frame.hasContextual, let consumer = frame.key?.id,
            let binding = table.contextual[consumer]?[BindingKey(type, named: qualifier)] as? Binding<T>
        {
            return binding
        }
        return table[type, named: qualifier]
    }

    /// A type that nothing is bound to: the scope may have it, or it makes itself.
    func unbound<T: Sendable>(_ type: T.Type, _ qualifier: Qualifier?) throws -> T {
        if qualifier == nil {
            if let value = scope?.existing(type) { return value }
            if let injectable = type as? any Injectable.Type, let value = try make(injectable) as? T { return value }
        }
        throw missing(BindingKey(type, named: qualifier))
    }

    private func make<T: Injectable>(_ type: T.Type) throws -> T {
        // Not seen at boot, so not proven: followed step by step.
        try type.init(resolver: current().entering(BindingKey(type), .transient))
    }

    func missing(_ key: BindingKey) -> ContainerError {
        if let provider = table.deferred[key.id] { return .deferred(key, provider: provider, chain: chain) }
        return .missing(key, chain: chain, table: table)
    }
}
