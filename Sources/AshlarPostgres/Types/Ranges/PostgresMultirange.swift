/// Several ranges: PostgreSQL's `int4multirange`, `datemultirange` and their like.
///
/// PostgreSQL puts them in order, joins those that touch, and drops the empty ones.
public struct PostgresMultirange<Bound: PostgresRangeBound>: Sendable, Hashable {
    /// The ranges.
    public var ranges: [PostgresRange<Bound>]

    /// Some ranges.
    public init(_ ranges: [PostgresRange<Bound>]) { self.ranges = ranges }
}

extension PostgresMultirange: PostgresEncodable, PostgresDecodable {
    /// The multirange type of the bounds.
    public static var postgresType: PostgresType { Bound.postgresMultirangeType }

    /// The count and the ranges.
    public func encode(into buffer: inout [UInt8]) {
        buffer.appendInteger(Int32(truncatingIfNeeded: ranges.count))
        for range in ranges { buffer.appendValue(range) }
    }

    /// Reads a multirange whose bounds `Bound` reads.
    public init(from cell: PostgresCell) throws {
        let range: PostgresType
        switch cell.type {
        case .tsmultirange where Self.postgresType == .tstzmultirange: range = .tsrange
        case Self.postgresType: range = Bound.postgresRangeType
        default: throw cell.mismatch(PostgresMultirange.self, readable: Self.postgresType.description)
        }
        self = try cell.readFields(PostgresMultirange.self) { reader in
            guard let count = reader.integer(Int32.self), count >= 0, Int(count) * 4 <= reader.remaining else {
                return nil
            }
            var ranges: [PostgresRange<Bound>] = []
            for _ in 0..<count {
                guard let value = reader.lengthAndBytes() else { return nil }
                ranges.append(try PostgresRange(from: cell.part(range, value.bytes)))
            }
            return PostgresMultirange(ranges)
        }
    }
}
