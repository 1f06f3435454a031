public import Foundation

/// The value that a column gets when a statement gives it none.
///
/// ```swift
/// $0.string("status").default("draft")
/// $0.timestamp("seen_at").default(.now)
/// ```
public struct ColumnDefault: Sendable, Equatable {
    /// The expression, as it stands in the statement.
    let sql: String

    /// The time at which the transaction began.
    public static let now = ColumnDefault(sql: "now()")
    /// A random UUID.
    public static let randomUUID = ColumnDefault(sql: "gen_random_uuid()")
    /// NULL.
    public static let null = ColumnDefault(sql: "NULL")

    /// A text.
    public static func text(_ text: String) -> ColumnDefault { ColumnDefault(sql: SQLLiteral.text(text)) }
    /// A number without a fraction.
    public static func integer(_ number: Int) -> ColumnDefault { ColumnDefault(sql: String(number)) }
    /// A number.
    public static func double(_ number: Double) -> ColumnDefault {
        ColumnDefault(
            sql: number.isFinite
                ? "\(number)" : SQLLiteral.text(number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"))
    }
    /// A decimal number.
    public static func decimal(_ number: Decimal) -> ColumnDefault { ColumnDefault(sql: SQLLiteral.text("\(number)")) }
    /// True or false.
    public static func boolean(_ value: Bool) -> ColumnDefault { ColumnDefault(sql: value ? "true" : "false") }
    /// A UUID.
    public static func uuid(_ value: UUID) -> ColumnDefault { ColumnDefault(sql: SQLLiteral.text(value.keyText)) }
    /// A point in time.
    public static func date(_ date: Date) -> ColumnDefault {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return ColumnDefault(sql: SQLLiteral.text(date.formatted(style)))
    }
    /// Bytes.
    public static func bytes(_ bytes: [UInt8]) -> ColumnDefault {
        ColumnDefault(sql: "'\\x" + bytes.map { SQLLiteral.hex($0) }.joined() + "'")
    }
}

extension ColumnDefault: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A number without a fraction.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// True or false.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// NULL.
    public init(nilLiteral: ()) { self = .null }
}
