/// The name of a table: `"readers"`, or with its schema `["library", "readers"]`.
public struct QualifiedName: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    /// The parts as PostgreSQL stores them.
    public let parts: [String]

    /// A name by its parts.
    public init(_ parts: [String]) { self.parts = parts }

    /// A name of one part; a dot in it is a dot of the name.
    public init(_ name: String) { self.init([name]) }

    /// A name of one part; a dot in it is a dot of the name.
    public init(stringLiteral value: String) { self.init([value]) }

    /// A name by its parts.
    public init(arrayLiteral elements: String...) { self.init(elements) }

    /// The quoted name.
    public var sql: SQL { parts.map { SQL.identifier($0) }.joined(separator: ".") }
}
