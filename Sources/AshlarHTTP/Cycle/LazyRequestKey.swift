public import AshlarSupport

/// Names a value that is worked out for a request when it is first asked for, and then is there for all who ask.
///
/// ```swift
/// enum Visitor: LazyRequestKey {
///     static func value(for request: Request) async throws -> User? { try await User.find(token: request.bearerToken) }
/// }
///
/// extension Request {
///     var visitor: User? { get async throws { try await self.lazy(Visitor.self) } }
/// }
/// ```
public protocol LazyRequestKey {
    /// What is worked out.
    associatedtype Value: Sendable

    /// Works the value out; once for a request, however many ask at the same time.
    ///
    /// - Throws: whatever it likes. It is not kept: who waits, or asks later, makes another try.
    static func value(for request: Request) async throws -> Value
}

extension Request {
    /// A value that is worked out once for this request and all of its copies; a sub-request has its own.
    ///
    /// - Throws: what working it out throws; ``LazyValueCycle`` for values that need each other.
    public func lazy<Key: LazyRequestKey>(_ key: Key.Type) async throws -> Key.Value {
        try await cycle.lazyValues.value(of: key, for: self)
    }
}

/// Values of a request that need each other to be worked out.
public struct LazyValueCycle: DetailedError, Equatable {
    /// The keys in a circle, the first again at the end.
    public let chain: [String]

    /// The circle in words.
    public var description: String { "The request's values need each other: \(chain.joined(separator: " → "))" }
    /// What to do.
    public var suggestion: String? { "Work one of them out without the other." }
}
