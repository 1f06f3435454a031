public import FoundationEssentials

extension Date: PostgresInfinitable {
    /// Whether it is `infinity` or `-infinity`.
    public static func postgresInfinity(in cell: PostgresCell) throws -> FloatingPointSign? {
        switch cell.type {
        case .timestamptz, .timestamp:
            let microseconds = try cell.integer(Int64.self, for: Date.self)
            return microseconds == .max ? .plus : microseconds == .min ? .minus : nil
        case .date: return try PostgresDate.postgresInfinity(in: cell)
        default: return nil
        }
    }

    /// The largest or the smallest number of microseconds.
    public static func encodeInfinity(_ sign: FloatingPointSign, into buffer: inout [UInt8]) {
        buffer.appendInteger(sign == .plus ? Int64.max : .min)
    }
}
