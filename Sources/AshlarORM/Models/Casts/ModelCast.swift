public import AshlarPostgres

/// How a property is stored whose type PostgreSQL does not know.
///
/// ```swift
/// enum CentsCast: ModelCast {
///     static func store(_ money: Money) -> Int { money.cents }
///     static func load(_ cents: Int) -> Money { Money(cents: cents) }
/// }
///
/// @Cast(CentsCast.self) var price: Money
/// ```
public protocol ModelCast {
    /// The property's type.
    associatedtype Value: Sendable
    /// The type that is stored.
    associatedtype Stored: PostgresCodable

    /// What is stored for a value.
    static func store(_ value: Value) throws -> Stored

    /// The value of what was stored.
    static func load(_ stored: Stored) throws -> Value
}

/// A value on its way through a cast; what conditions compare with: `$0.price == .init(Money(cents: 100))`.
public struct Casted<Cast: ModelCast>: Sendable {
    /// The property's value.
    public let value: Cast.Value

    /// A value to be stored through the cast.
    public init(_ value: Cast.Value) { self.value = value }
}

extension Casted: PostgresEncodable, PostgresDecodable {
    /// The type that is stored.
    public static var postgresType: PostgresType { Cast.Stored.postgresType }

    /// The type of an array of what is stored.
    public static var postgresArrayType: PostgresType { Cast.Stored.postgresArrayType }

    /// What the cast makes of the value.
    public func encode(into buffer: inout [UInt8]) { try? Cast.store(value).encode(into: &buffer) }

    /// What the cast threw.
    public var postgresEncodingFailure: String? {
        do {
            return try Cast.store(value).postgresEncodingFailure
        } catch { return "\(Cast.self) could not store it: \(error)" }
    }

    /// What the cast makes of what was stored.
    public init(from cell: PostgresCell) throws {
        let stored = try Cast.Stored(from: cell)
        do { value = try Cast.load(stored) } catch {
            throw cell.failure(Cast.Value.self, "\(Cast.self) could not read it: \(error)")
        }
    }
}
