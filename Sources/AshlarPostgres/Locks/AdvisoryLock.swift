/// What an advisory lock of PostgreSQL is known by: a number, two numbers, or a name.
///
/// Everybody who uses the same database and the same key means the same lock; keys of one number, of two, and names do not
/// meet, except that a name is a hash of 64 bits among the keys of one number.
///
/// Source: "Advisory Locks" in PostgreSQL's manual.
public struct AdvisoryLock: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    let key: Key

    enum Key: Sendable, Hashable {
        case number(Int64)
        case pair(Int32, Int32)
        case name(String)
    }

    /// A lock by a number.
    public init(_ number: Int64) { key = .number(number) }

    /// A lock by two numbers, such as one for the kind and one for the row.
    public init(_ first: Int32, _ second: Int32) { key = .pair(first, second) }

    /// A lock by a name.
    public init(_ name: String) { key = .name(name) }

    /// A lock by a name.
    public init(stringLiteral value: String) { self.init(value) }

    /// A lock by a number.
    public init(integerLiteral value: Int64) { self.init(value) }

    /// The arguments of PostgreSQL's functions.
    var arguments: SQL {
        switch key {
        case .number(let number): "\(number)"
        case .pair(let first, let second): "\(first), \(second)"
        case .name(let name): "hashtextextended(\(name), 0)"
        }
    }
}
