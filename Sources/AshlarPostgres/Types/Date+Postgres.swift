public import FoundationEssentials

/// Instants count microseconds from 2000-01-01 00:00 UTC (`timestamptz_recv`), Foundation's seconds from 2001-01-01.
private let secondsFrom2000To2001 = 31_622_400.0

extension Date: PostgresEncodable, PostgresDecodable {
    /// `timestamp with time zone`
    public static var postgresType: PostgresType { .timestamptz }

    /// Microseconds; an infinite date is PostgreSQL's `infinity`, one beyond its range is refused by the server.
    public func encode(into buffer: inout [UInt8]) {
        let microseconds = ((timeIntervalSinceReferenceDate + secondsFrom2000To2001) * 1_000_000).rounded()
        if microseconds == .infinity {
            buffer.appendInteger(Int64.max)
        } else if microseconds == -.infinity {
            buffer.appendInteger(Int64.min)
        } else {
            // The largest number that is no infinity is out of range for the server, which says so.
            buffer.appendInteger(Int64(exactly: microseconds) ?? Int64.max - 1)
        }
    }

    /// Reads `timestamptz`, `timestamp` as UTC, and `date` as its midnight UTC.
    public init(from cell: PostgresCell) throws {
        switch cell.type {
        case .timestamptz, .timestamp:
            let microseconds = try cell.integer(Int64.self, for: Date.self)
            guard microseconds != .max, microseconds != .min else { throw cell.infinity(Date.self) }
            // Whole seconds first: the sum of both parts in one Double is then rounded once.
            let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
            self.init(
                timeIntervalSinceReferenceDate: Double(seconds) - secondsFrom2000To2001 + Double(rest) / 1_000_000)
        case .date:
            let days = try cell.integer(Int32.self, for: Date.self)
            guard days != .max, days != .min else { throw cell.infinity(Date.self) }
            self.init(timeIntervalSinceReferenceDate: Double(days) * 86_400 - secondsFrom2000To2001)
        default: throw cell.mismatch(Date.self, readable: "timestamp with time zone, timestamp and date")
        }
    }
}

extension PostgresCell {
    /// The error for PostgreSQL's `infinity` and `-infinity`.
    func infinity(_ target: Any.Type) -> PostgresDecodingError {
        failure(
            target, "infinity is no point in time",
            suggestion: "Turn it into NULL in the query: nullif(\(columnName), 'infinity').")
    }
}

extension PostgresDate {
    /// The day of a moment, in UTC. A moment that PostgreSQL's calendar does not have is its first or last day.
    ///
    /// - Parameter moment: the moment.
    public init(_ moment: Date) {
        let seconds = moment.timeIntervalSinceReferenceDate
        let days = seconds.isNaN ? 0 : ((seconds + secondsFrom2000To2001) / 86_400).rounded(.down)
        // 4713-11-24 BC and 5874897-12-31.
        self.init(days: Int32(max(-2_451_545, min(days, 2_145_031_948))))
    }
}
