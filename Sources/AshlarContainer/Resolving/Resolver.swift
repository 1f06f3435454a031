/// Gives out what is bound: a container seen from one scope. It is passed to factories and initialisers.
///
/// ```swift
/// container.singleton((any Mailer).self) { resolver in
///     try SMTPMailer(configuration: resolver.resolve())
/// }
/// ```
public struct Resolver: Sendable {
    @usableFromInline let table: BindingTable
    @usableFromInline let scope: Scope?
    @usableFromInline let frame: Frame?

    @usableFromInline
    init(_ table: BindingTable, scope: Scope?, frame: Frame? = nil) {
        self.table = table
        self.scope = scope
        self.frame = frame
    }

    /// The names of what is being made, outermost first.
    var chain: [String] { frame?.names ?? [] }

    // MARK: - Resolving

    /// Resolves a type.
    ///
    /// - Parameters:
    ///   - type: the type; usually inferred.
    ///   - qualifier: which of several bindings of the type.
    /// - Throws: ``ContainerError`` if nothing is bound to it and it is not ``Injectable``, if it needs itself, or if it
    ///   belongs to a request and there is none; and whatever a factory throws.
    @inlinable
    public func resolve<T: Sendable>(_ type: T.Type = T.self, named qualifier: Qualifier? = nil) throws -> T {
        if qualifier == nil, let slot = slot(for: ObjectIdentifier(type)) {
            // A binding is found by the identifier of the type it is a Binding of.
            return try unsafeDowncast(slot.object, to: Binding<T>.self).value(for: self)
        }
        return try lookUp(type, qualifier)
    }

    /// Resolves a type that makes itself; a binding for it goes first.
    @inlinable
    public func resolve<T: Injectable>(_ type: T.Type = T.self, named qualifier: Qualifier? = nil) throws -> T {
        if qualifier == nil, let slot = slot(for: ObjectIdentifier(type)) {
            if slot.isPlain { return try T(resolver: Resolver(table, scope: scope, frame: slot.frame)) }
            // A binding is found by the identifier of the type it is a Binding of.
            return try unsafeDowncast(slot.object, to: Binding<T>.self).value(for: self)
        }
        return try lookUp(type, qualifier)
    }

    /// Resolves a type, or nil if nothing is bound to it.
    public func resolve<T: Sendable>(_ type: T?.Type = T?.self, named qualifier: Qualifier? = nil) throws -> T? {
        guard has(T.self, named: qualifier) else { return nil }
        return try resolve(T.self, named: qualifier)
    }

    /// Resolves an array: a binding of the array itself, otherwise everything that is bound to the element's type, or all
    /// that carries a tag, in the order of binding.
    ///
    /// - Throws: ``ContainerError`` if there is nothing at all; use ``all(_:tagged:)`` where that is no mistake.
    public func resolve<T: Sendable>(_ type: [T].Type = [T].self, named qualifier: Qualifier? = nil) throws -> [T] {
        guard !isOutdated else { return try current().resolve(type, named: qualifier) }
        if let binding = binding(of: type, qualifier) { return try binding.value(for: self) }
        if qualifier == nil, let value = scope?.existing(type) { return value }
        let members = try all(T.self, tagged: qualifier)
        guard !members.isEmpty else { throw missing(BindingKey(type, named: qualifier)) }
        return members
    }

    /// Gives what resolves a type when it is asked to.
    public func resolve<T: Sendable>(_ type: Lazy<T>.Type = Lazy<T>.self, named qualifier: Qualifier? = nil) throws
        -> Lazy<T>
    {
        Lazy(resolver: outliving(), qualifier: qualifier)
    }

    /// Everything that is bound to a type, under whichever name, in the order of binding.
    ///
    /// - Parameters:
    ///   - type: the type.
    ///   - tag: only what was bound with `tag` to this list.
    public func all<T: Sendable>(_ type: T.Type = T.self, tagged tag: Qualifier? = nil) throws -> [T] {
        let current = current()
        return try current.table.members(ObjectIdentifier(type), tag: tag).compactMap { binding in
            try (binding as? Binding<T>)?.value(for: current)
        }
    }

    /// Whether a type can be had: bound, in the scope already, or ``Injectable``.
    public func has<T: Sendable>(_ type: T.Type, named qualifier: Qualifier? = nil) -> Bool {
        guard !isOutdated else { return current().has(type, named: qualifier) }
        if binding(of: type, qualifier) != nil { return true }
        guard qualifier == nil else { return false }
        return scope?.existing(type) != nil || type is any Injectable.Type
            || table.deferred[ObjectIdentifier(type)] != nil
    }

    /// Makes what a type needs that takes time, then resolves it: outside of a request whose route has been planned for.
    ///
    /// ```swift
    /// let user = try await verified.resolver(in: scope).prepare(CurrentUser.self)
    /// ```
    public func prepare<T: Sendable>(_ type: T.Type = T.self, named qualifier: Qualifier? = nil) async throws -> T {
        var awaited: Set<BindingKey> = []
        while true {
            do {
                return try resolve(type, named: qualifier)
            } catch let error as ContainerError {
                guard let key = error.pending, awaited.insert(key).inserted, let binding = current().table[key] else {
                    throw error
                }
                try await prepare(binding, &awaited)
            }
        }
    }

    private func prepare(_ binding: any AnyBinding, _ awaited: inout Set<BindingKey>) async throws {
        while true {
            do {
                return try await binding.prepare(with: current())
            } catch let error as ContainerError {
                guard let key = error.pending, awaited.insert(key).inserted, let binding = current().table[key] else {
                    throw error
                }
                try await prepare(binding, &awaited)
            }
        }
    }

    // MARK: - Who asks

    /// The resolver that what a binding makes is made with.
    func entering<T>(_ binding: Binding<T>) throws -> Resolver {
        guard isTracked else { return Resolver(table, scope: scope, frame: binding.frame) }
        return try entering(binding.key, binding.lifetime)
    }

    func entering(_ key: BindingKey, _ lifetime: Lifetime) throws -> Resolver {
        if let frame, frame.contains(key) {
            let path = frame.chain.compactMap(\.key)
            let start = path.firstIndex(of: key) ?? 0
            throw ContainerError.cycle(Array(path[start...]), lead: path[..<start].map(\.description))
        }
        let frame = Frame(
            parent: frame, key: key, lifetime: lifetime, hasContextual: table.contextual[key.id] != nil, isTracked: true
        )
        return Resolver(table, scope: scope, frame: frame)
    }

    func withoutScope() -> Resolver { Resolver(table, scope: nil, frame: frame) }

    /// Before everything is proven, and below what was not, a cycle has to be looked for.
    private var isTracked: Bool { frame?.isTracked ?? !table.isLinked }

    /// Whether the app was booted since this resolver was made.
    var isOutdated: Bool { !table.isLinked && table.successor.table != nil }

    /// This resolver, or the one that took its place when the app was booted.
    func current() -> Resolver {
        guard !table.isLinked, let successor = table.successor.table else { return self }
        return Resolver(successor, scope: scope, frame: outliving(in: successor))
    }

    /// A resolver for what is asked later: what is being made now will be there by then.
    private func outliving() -> Resolver {
        guard let frame, frame.isTracked else { return self }
        return Resolver(table, scope: scope, frame: outliving(in: table))
    }

    /// Of the frames, only whose bindings are seen.
    private func outliving(in table: BindingTable) -> Frame? {
        guard let key = frame?.key, table.contextual[key.id] != nil else { return nil }
        return Frame(key: key, hasContextual: true, isTracked: !table.isLinked)
    }
}
