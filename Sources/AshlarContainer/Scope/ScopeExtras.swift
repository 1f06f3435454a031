import Synchronization

/// What lies in a scope at no place that booting gave it.
final class ScopeExtras: Sendable {
    private let values = Mutex<[BindingKey: any Sendable]>([:])
    private let added = Mutex<[ObjectIdentifier: any Sendable]>([:])

    func added(_ id: ObjectIdentifier) -> (any Sendable)? { added.withLock { $0[id] } }
    func add(_ value: any Sendable, _ id: ObjectIdentifier) { added.withLock { $0[id] = value } }
    func value(_ key: BindingKey) -> (any Sendable)? { values.withLock { $0[key] } }

    /// Keeps a value unless there is one.
    ///
    /// - Returns: the one that is kept.
    func keep(_ value: any Sendable, for key: BindingKey) -> any Sendable {
        values.withLock { values in
            if let current = values[key] { return current }
            values[key] = value
            return value
        }
    }
}
