/// Tells apart several bindings of one type: the main database from its replica.
///
/// A literal will do; a constant cannot be misspelt:
///
/// ```swift
/// extension Qualifier {
///     static let replica: Qualifier = "replica"
/// }
///
/// container.singleton((any Store).self, named: .replica) { _ in ReplicaStore() }
/// let store = try resolver.resolve((any Store).self, named: .replica)
/// ```
public struct Qualifier: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name.
    public let name: String

    /// A qualifier of that name.
    public init(_ name: String) { self.name = name }
    /// A qualifier, written as a literal.
    public init(stringLiteral value: String) { name = value }

    /// The name in quotation marks.
    public var description: String { "\"\(name)\"" }
}
