/// A time of day at a fixed distance from UTC: PostgreSQL's `time with time zone`.
public struct PostgresTimeWithZone: Sendable, Hashable {
    /// The time on the clock there.
    public let time: PostgresTime
    /// How many seconds that clock is ahead of UTC.
    public let secondsFromUTC: Int32

    /// A time.
    ///
    /// - Returns: nil for a distance of 16 hours or more.
    public init?(_ time: PostgresTime, secondsFromUTC: Int32) {
        guard abs(Int(secondsFromUTC)) < 16 * 3600 else { return nil }
        self.time = time
        self.secondsFromUTC = secondsFromUTC
    }

    /// As PostgreSQL writes it: `09:30:00+01`, `09:30:00-03:30`.
    public var description: String {
        let distance = abs(Int(secondsFromUTC))
        var zone = (secondsFromUTC < 0 ? "-" : "+") + (distance / 3600).padded(2)
        if distance % 3600 != 0 { zone += ":" + (distance / 60 % 60).padded(2) }
        if distance % 60 != 0 { zone += ":" + (distance % 60).padded(2) }
        return time.description + zone
    }
}

extension PostgresTimeWithZone: PostgresEncodable, PostgresDecodable {
    /// `time with time zone`
    public static var postgresType: PostgresType { .timetz }

    /// The time, and the seconds west of UTC.
    public func encode(into buffer: inout [UInt8]) {
        time.encode(into: &buffer)
        buffer.appendInteger(-secondsFromUTC)
    }

    /// Reads `time with time zone`.
    public init(from cell: PostgresCell) throws {
        guard cell.type == .timetz else {
            throw cell.mismatch(PostgresTimeWithZone.self, readable: "time with time zone")
        }
        self = try cell.readFields(PostgresTimeWithZone.self) { reader in
            guard let time = reader.integer(Int64.self).flatMap({ PostgresTime(microseconds: $0) }),
                let west = reader.integer(Int32.self), west != .min
            else { return nil }
            return PostgresTimeWithZone(time, secondsFromUTC: -west)
        }
    }
}
