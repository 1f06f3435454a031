/// An amount of the smallest unit of the server's currency: PostgreSQL's `money`.
///
/// How many units are in one of the currency's, and how it is written, depends on the server's `lc_monetary`. A `numeric`
/// column does without; `money` is here to read what there is.
public struct PostgresMoney: Sendable, Hashable, Comparable {
    /// The amount, usually in hundredths.
    public var units: Int64

    /// An amount.
    public init(units: Int64) { self.units = units }

    /// Whether an amount is less than another.
    public static func < (left: PostgresMoney, right: PostgresMoney) -> Bool { left.units < right.units }
}

extension PostgresMoney: PostgresEncodable, PostgresDecodable {
    /// `money`
    public static var postgresType: PostgresType { .money }

    /// Eight bytes.
    public func encode(into buffer: inout [UInt8]) { buffer.appendInteger(units) }

    /// Reads `money`.
    public init(from cell: PostgresCell) throws {
        guard cell.type == .money else { throw cell.mismatch(PostgresMoney.self, readable: "money") }
        units = try cell.integer(Int64.self, for: PostgresMoney.self)
    }
}
