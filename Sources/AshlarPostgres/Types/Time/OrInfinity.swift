/// A point in time, or PostgreSQL's `infinity` or `-infinity`, which lie after and before all others.
///
/// ```swift
/// let until = try row.decode("valid_until", as: OrInfinity<Date>.self)
/// if case .finite(let date) = until { ... }
/// ```
public enum OrInfinity<Value: PostgresInfinitable>: Sendable, Hashable {
    /// `-infinity`
    case negativeInfinity
    /// A point in time.
    case finite(Value)
    /// `infinity`
    case infinity
}

/// A type of Swift for a type of PostgreSQL that has infinite values.
public protocol PostgresInfinitable: PostgresCodable, Hashable {
    /// Whether a value is one of the infinities; nil for a value that is finite.
    static func postgresInfinity(in cell: PostgresCell) throws -> FloatingPointSign?

    /// Appends one of the infinities in the binary format.
    static func encodeInfinity(_ sign: FloatingPointSign, into buffer: inout [UInt8])
}

extension OrInfinity: PostgresEncodable, PostgresDecodable {
    /// The type of the finite values.
    public static var postgresType: PostgresType { Value.postgresType }

    /// The value, or the infinity.
    public func encode(into buffer: inout [UInt8]) {
        switch self {
        case .negativeInfinity: Value.encodeInfinity(.minus, into: &buffer)
        case .finite(let value): value.encode(into: &buffer)
        case .infinity: Value.encodeInfinity(.plus, into: &buffer)
        }
    }

    /// Reads what `Value` reads, and the infinities.
    public init(from cell: PostgresCell) throws {
        switch try Value.postgresInfinity(in: cell) {
        case .minus: self = .negativeInfinity
        case .plus: self = .infinity
        case nil: self = .finite(try Value(from: cell))
        }
    }
}

extension PostgresCell {
    /// Days and microseconds are infinite at the ends of their integers.
    fileprivate func infinity<T: FixedWidthInteger>(_ integer: T.Type, _ target: Any.Type) throws -> FloatingPointSign?
    {
        switch try self.integer(integer, for: target) {
        case .max: .plus
        case .min: .minus
        default: nil
        }
    }
}

extension PostgresDate: PostgresInfinitable {
    /// Whether it is `infinity` or `-infinity`.
    public static func postgresInfinity(in cell: PostgresCell) throws -> FloatingPointSign? {
        cell.type == .date ? try cell.infinity(Int32.self, self) : nil
    }

    /// The largest or the smallest number of days.
    public static func encodeInfinity(_ sign: FloatingPointSign, into buffer: inout [UInt8]) {
        buffer.appendInteger(sign == .plus ? Int32.max : .min)
    }
}
