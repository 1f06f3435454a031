/// A `numeric` of any size, not a number, or infinite; `Decimal` is handier where 38 digits are enough.
///
/// ```swift
/// PostgresNumeric("123456789012345678901234567890123456789012345.25")
/// ```
public struct PostgresNumeric: Sendable, Hashable, LosslessStringConvertible {
    /// The number as PostgreSQL writes it: `-12.50`, `NaN`, `Infinity`.
    public let description: String

    /// Reads a plain decimal number, `NaN`, `Infinity` or `-Infinity`.
    public init?(_ description: String) {
        guard let format = Self.format(description) else { return nil }
        self.description = format.description
    }

    private init(format: NumericFormat) { description = format.description }

    private static func format(_ text: String) -> NumericFormat? {
        switch text {
        case "NaN": NumericFormat(special: .notANumber)
        case "Infinity": NumericFormat(special: .positiveInfinity)
        case "-Infinity": NumericFormat(special: .negativeInfinity)
        default: NumericFormat(plain: text)
        }
    }
}

extension PostgresNumeric: PostgresEncodable, PostgresDecodable {
    /// `numeric`
    public static var postgresType: PostgresType { .numeric }

    /// PostgreSQL's digits to the base 10,000.
    public func encode(into buffer: inout [UInt8]) { Self.format(description)?.encode(into: &buffer) }

    /// Reads `numeric` and the integers.
    public init(from cell: PostgresCell) throws {
        guard cell.type == .numeric else {
            self.description = "\(try Int64(from: cell))"
            return
        }
        self = try cell.read(PostgresNumeric.self) { bytes in
            guard let format = NumericFormat(bytes) else {
                throw cell.failure(PostgresNumeric.self, "it is no numeric")
            }
            return PostgresNumeric(format: format)
        }
    }
}
