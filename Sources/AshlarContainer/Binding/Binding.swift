import AshlarSupport
import Synchronization

/// A binding of one type.
///
/// What is used while serving is inlinable: generic code that is not specialised for its type spends its time on looking
/// up the type's metadata.
@usableFromInline
final class Binding<T: Sendable>: AnyBinding {
    let recipe: Recipe<T>
    /// Set where the value is known and nobody watches: reading it takes no lock.
    @usableFromInline let constant: T?
    /// The value where it is known.
    private let known: T?
    let frame: Frame?
    /// The place of a scoped value in its scope; -1 for others, before boot, and where somebody watches.
    @usableFromInline let slotIndex: Int
    private let scopeIndex: Int
    private let lifetimeOfValue: Lifetime
    private let isObserved: Bool
    private let make: @Sendable (Resolver) throws -> T
    private let made = Mutex<T?>(nil)

    var key: BindingKey { recipe.key }
    var lifetime: Lifetime { lifetimeOfValue }
    var location: SourceLocation? { recipe.location }
    var dependencies: [Dependency]? { recipe.dependencies }
    var isSlow: Bool { recipe.makeSlowly != nil }
    var isOfScope: Bool { recipe.lifetime == .scoped || recipe.isSeed }
    var claim: Claim? { recipe.claim }
    var tag: Qualifier? { recipe.tag }
    var isFake: Bool { recipe.isFake }
    var isPlain: Bool { recipe.isPlain }
    var isMade: Bool { known != nil || made.withLock { $0 != nil } }

    convenience init(_ recipe: Recipe<T>) {
        self.init(recipe, value: recipe.constant, frame: nil, scopeIndex: -1)
    }

    private init(_ recipe: Recipe<T>, value: T?, frame: Frame?, scopeIndex: Int) {
        self.recipe = recipe
        self.frame = frame
        self.scopeIndex = scopeIndex
        lifetimeOfValue = recipe.lifetime
        isObserved = !recipe.observers.isEmpty
        make = recipe.make
        known = value
        constant = isObserved ? nil : value
        slotIndex = isObserved ? -1 : scopeIndex
    }

    /// The value, for a resolver that was asked for it.
    @inlinable
    func value(for resolver: Resolver) throws -> T {
        if let constant { return constant }
        if slotIndex >= 0, let kept = resolver.scope?.slots(for: resolver.table)?[slotIndex] {
            // What lies there was put there by this binding.
            return unsafeDowncast(kept, to: ScopeValue<T>.self).value
        }
        return try made(for: resolver)
    }

    @usableFromInline
    func made(for resolver: Resolver) throws -> T {
        guard isObserved else { return try known ?? current(for: resolver) }
        let value = try known ?? current(for: resolver)
        for observer in recipe.observers { try observer(value, resolver) }
        return value
    }

    private func current(for resolver: Resolver) throws -> T {
        switch lifetimeOfValue {
        case .transient:
            return try make(resolver.entering(self))
        case .scoped:
            guard let scope = resolver.scope else { throw ContainerError.noScope(key, frame: resolver.frame) }
            if scopeIndex >= 0 {
                let slots = scope.slots(for: resolver.table)
                if let slots, let value = slots.value(at: scopeIndex, as: T.self) { return value }
                return try keep(make(resolver.entering(self)), in: scope, slots)
            }
            if let value = scope.value(for: key, as: T.self) { return value }
            return try keep(make(resolver.entering(self)), in: scope, nil)
        case .singleton:
            if let value = made.withLock({ $0 }) { return value }
            // Made outside of the lock: a factory may resolve anything, also what waits for this one. The first wins.
            return try keep(make(resolver.entering(self).withoutScope()), resolver.table.teardowns)
        }
    }

    private func keep(_ value: T, in scope: Scope, _ slots: ScopeSlots?) throws -> T {
        if let teardown = recipe.teardown {
            guard scope.teardowns.add(key, { try await teardown(value) }) else {
                throw ContainerError.scopeEnded(key)
            }
        }
        guard let slots, scopeIndex >= 0 else { return scope.keep(value, for: key) }
        return slots.keep(value, at: scopeIndex)
    }

    private func keep(_ value: T, _ teardowns: Teardowns) throws -> T {
        if let teardown = recipe.teardown, !teardowns.add(key, { try await teardown(value) }) {
            throw ContainerError.scopeEnded(key)
        }
        return made.withLock { current in
            if let current { return current }
            current = value
            return value
        }
    }

    func prove(with resolver: Resolver) throws {
        _ = try value(for: resolver)
    }

    func prepare(with resolver: Resolver) async throws {
        guard let makeSlowly = recipe.makeSlowly else { return }
        switch recipe.lifetime {
        case .transient:
            return
        case .scoped:
            guard let scope = resolver.scope else { throw ContainerError.noScope(key, frame: resolver.frame) }
            let slots = scopeIndex >= 0 ? scope.slots(for: resolver.table) : nil
            if let slots {
                guard slots.value(at: scopeIndex, as: T.self) == nil else { return }
            } else if scope.value(for: key, as: T.self) != nil {
                return
            }
            _ = try keep(await makeSlowly(resolver.entering(self)), in: scope, slots)
        case .singleton:
            guard !isMade else { return }
            _ = try keep(await makeSlowly(resolver.entering(self).withoutScope()), resolver.table.teardowns)
        }
    }

    func linked(frame: Frame, scopeIndex: Int) -> any AnyBinding {
        Binding(
            recipe, value: known ?? made.withLock { $0 }, frame: frame, scopeIndex: scopeIndex)
    }
}
