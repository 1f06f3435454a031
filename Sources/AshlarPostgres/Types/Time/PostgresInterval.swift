/// A span of time as people say it: PostgreSQL's `interval`.
///
/// Months, days and time are apart, because a month is not always as many days, nor a day as many hours.
///
/// ```swift
/// let term = PostgresInterval(months: 1, days: 3)
/// try await db.query("select * from loans where returned_at - lent_at > \(term)")
/// ```
public struct PostgresInterval: Sendable, Hashable {
    /// The months; twelve are a year.
    public var months: Int32
    /// The days.
    public var days: Int32
    /// The rest.
    public var microseconds: Int64

    /// A span.
    public init(months: Int32 = 0, days: Int32 = 0, microseconds: Int64 = 0) {
        self.months = months
        self.days = days
        self.microseconds = microseconds
    }

    /// A span of time without months and days, rounded down to whole microseconds.
    ///
    /// - Returns: nil beyond PostgreSQL's range of about 292,000 years.
    public init?(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let (product, isTooLarge) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, isOver) = product.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        guard !isTooLarge, !isOver else { return nil }
        self.init(microseconds: sum)
    }

    /// The span as a duration; nil when it has months or days, which are of no fixed length.
    public var duration: Duration? {
        months == 0 && days == 0 ? .microseconds(microseconds) : nil
    }

    /// ISO 8601: `P1Y2M3DT4H5M6.5S`.
    public var description: String {
        var date = ""
        if months / 12 != 0 { date += "\(months / 12)Y" }
        if months % 12 != 0 { date += "\(months % 12)M" }
        if days != 0 { date += "\(days)D" }
        var time = ""
        let minutes = microseconds / 60_000_000
        if minutes / 60 != 0 { time += "\(minutes / 60)H" }
        if minutes % 60 != 0 { time += "\(minutes % 60)M" }
        let rest = Int(microseconds % 60_000_000)
        if rest != 0 {
            let fraction = abs(rest) % 1_000_000
            time += (rest < 0 ? "-" : "") + "\(abs(rest) / 1_000_000)"
            time += fraction == 0 ? "S" : "." + fraction.padded(6).droppingTrailingZeros + "S"
        }
        if date.isEmpty, time.isEmpty { return "PT0S" }
        return "P" + date + (time.isEmpty ? "" : "T" + time)
    }
}

extension PostgresInterval: PostgresEncodable, PostgresDecodable {
    /// `interval`
    public static var postgresType: PostgresType { .interval }

    /// Microseconds, days and months.
    public func encode(into buffer: inout [UInt8]) {
        buffer.appendInteger(microseconds)
        buffer.appendInteger(days)
        buffer.appendInteger(months)
    }

    /// Reads `interval`. PostgreSQL 17's infinite ones have the largest or smallest numbers in all fields.
    public init(from cell: PostgresCell) throws {
        guard cell.type == .interval else { throw cell.mismatch(PostgresInterval.self, readable: "interval") }
        self = try cell.readFields(PostgresInterval.self) { reader in
            guard let microseconds = reader.integer(Int64.self), let days = reader.integer(Int32.self),
                let months = reader.integer(Int32.self)
            else { return nil }
            return PostgresInterval(months: months, days: days, microseconds: microseconds)
        }
    }
}

/// A duration travels as an `interval` without months and days.
extension Duration: PostgresEncodable, PostgresDecodable {
    /// `interval`
    public static var postgresType: PostgresType { .interval }

    /// Whole microseconds; one beyond PostgreSQL's range is an error.
    public func encode(into buffer: inout [UInt8]) { PostgresInterval(self)?.encode(into: &buffer) }

    /// Why it cannot be sent.
    public var postgresEncodingFailure: String? {
        PostgresInterval(self) == nil ? "\(self) is longer than an interval can be" : nil
    }

    /// Reads `interval` that has neither months nor days.
    public init(from cell: PostgresCell) throws {
        guard let duration = try PostgresInterval(from: cell).duration else {
            throw cell.failure(
                Duration.self, "months and days have no fixed length",
                suggestion: "Decode PostgresInterval, or extract(epoch from \(cell.columnName)) in the query.")
        }
        self = duration
    }
}
