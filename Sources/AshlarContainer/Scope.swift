import Synchronization

/// Where values live that belong to one request: each scoped binding is made at most once in it.
public final class Scope: Sendable {
    private let seedKey: ObjectIdentifier?
    private let seed: (any Sendable)?
    private let values = Mutex<[ObjectIdentifier: any Sendable]>([:])

    /// An empty scope.
    public init() {
        seedKey = nil
        seed = nil
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
    }

    /// A value that is here already.
    func existing<T: Sendable>(_ type: T.Type) -> T? {
        let id = ObjectIdentifier(type)
        if id == seedKey { return seed as? T }
        return values.withLock { $0[id] } as? T
    }

    /// Whether a value is here from the start.
    func has(_ key: BindingKey) -> Bool { key.id == seedKey }

    /// The scope's value for a key, made if it is the first time.
    func value<T: Sendable>(for key: BindingKey, make: () throws -> T) rethrows -> T {
        if let value = values.withLock({ $0[key.id] }) as? T { return value }
        let value = try make()
        // Two tasks of one request may have made it at once: both get the first.
        let kept: any Sendable = values.withLock { values in
            if let current = values[key.id] { return current }
            values[key.id] = value
            return value
        }
        return kept as? T ?? value
    }
}
