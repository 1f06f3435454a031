import AshlarSupport
import Synchronization

/// How long a value lives that the container makes.
enum Lifetime: Sendable {
    /// Made anew each time.
    case transient
    /// Made once for a scope: for a request.
    case scoped
    /// Made once.
    case singleton
}

/// What is known of a binding whatever its type.
protocol AnyBinding: AnyObject, Sendable {
    var key: BindingKey { get }
    var lifetime: Lifetime { get }
    var location: SourceLocation { get }
    /// The declared needs of the type it is made from; nil where a closure makes it, which only tells when it runs.
    var dependencies: [Dependency]? { get }
    /// Makes the value and forgets it, to see that it can be made.
    func prove(with resolver: Resolver) throws
    /// The binding with its value made, for the time when nothing changes any more.
    func settled(with resolver: Resolver) throws -> any AnyBinding
}

/// A binding of one type.
final class Binding<T: Sendable>: AnyBinding {
    let key: BindingKey
    let lifetime: Lifetime
    let location: SourceLocation
    let dependencies: [Dependency]?
    let make: @Sendable (Resolver) throws -> T
    /// Set where the value is known: reading it takes no lock.
    let constant: T?
    private let made = Mutex<T?>(nil)

    init(
        lifetime: Lifetime, location: SourceLocation, dependencies: [Dependency]? = nil, constant: T? = nil,
        make: @escaping @Sendable (Resolver) throws -> T
    ) {
        key = BindingKey(T.self)
        self.lifetime = lifetime
        self.location = location
        self.dependencies = dependencies
        self.constant = constant
        self.make = make
    }

    /// The value, for a resolver that has already entered this binding.
    func value(with resolver: Resolver) throws -> T {
        if let constant { return constant }
        switch lifetime {
        case .transient:
            return try make(resolver)
        case .scoped:
            guard let scope = resolver.scope else { throw ContainerError.noScope(key, chain: resolver.chain) }
            return try scope.value(for: key) { try make(resolver) }
        case .singleton:
            if let value = made.withLock({ $0 }) { return value }
            // Made outside of the lock: a factory may resolve anything, also what waits for this one. The first wins.
            let value = try make(resolver.withoutScope())
            return made.withLock { current in
                if let current { return current }
                current = value
                return value
            }
        }
    }

    func prove(with resolver: Resolver) throws {
        _ = try value(with: resolver)
    }

    func settled(with resolver: Resolver) throws -> any AnyBinding {
        guard lifetime == .singleton, constant == nil else { return self }
        let value = try value(with: resolver)
        return Binding(
            lifetime: .singleton, location: location, dependencies: dependencies, constant: value, make: make)
    }
}
