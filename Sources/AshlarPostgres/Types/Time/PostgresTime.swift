/// A time of day without a time zone: PostgreSQL's `time`, from `00:00` to `24:00`.
///
/// ```swift
/// PostgresTime(hour: 9, minute: 30)
/// PostgresTime("09:30:00.25")
/// ```
public struct PostgresTime: Sendable, Hashable, Comparable, LosslessStringConvertible {
    /// Microseconds since midnight, at most 86,400,000,000.
    public let microseconds: Int64

    static let day: Int64 = 86_400_000_000

    /// A time by the microseconds since midnight.
    ///
    /// - Returns: nil outside of a day.
    public init?(microseconds: Int64) {
        guard (0...Self.day).contains(microseconds) else { return nil }
        self.microseconds = microseconds
    }

    /// A time.
    ///
    /// - Returns: nil where there is none; `24:00` is the end of the day.
    public init?(hour: Int, minute: Int = 0, second: Int = 0, microsecond: Int = 0) {
        guard (0...24).contains(hour), (0...59).contains(minute), (0...59).contains(second),
            (0...999_999).contains(microsecond)
        else { return nil }
        self.init(microseconds: Int64((hour * 60 + minute) * 60 + second) * 1_000_000 + Int64(microsecond))
    }

    /// Reads `09:30`, `09:30:15` or `09:30:15.25`.
    public init?(_ description: String) {
        let fields = description.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(fields.count), let hour = fields[0].twoDigits, let minute = fields[1].twoDigits else {
            return nil
        }
        let pieces = fields.count == 3 ? fields[2].split(separator: ".", omittingEmptySubsequences: false) : ["00"]
        guard pieces.count <= 2, let second = pieces[0].twoDigits else { return nil }
        var microsecond = 0
        if pieces.count == 2 {
            guard (1...6).contains(pieces[1].utf8.count), pieces[1].isDigits else { return nil }
            let padded = pieces[1] + String(repeating: "0", count: 6 - pieces[1].utf8.count)
            microsecond = Int(padded) ?? 0
        }
        self.init(hour: hour, minute: minute, second: second, microsecond: microsecond)
    }

    /// The hour, 0 to 24.
    public var hour: Int { Int(microseconds / 3_600_000_000) }
    /// The minute, 0 to 59.
    public var minute: Int { Int(microseconds / 60_000_000 % 60) }
    /// The second, 0 to 59.
    public var second: Int { Int(microseconds / 1_000_000 % 60) }
    /// The microsecond, 0 to 999,999.
    public var microsecond: Int { Int(microseconds % 1_000_000) }

    /// As PostgreSQL writes it: `09:30:15.25`.
    public var description: String {
        let time = [hour, minute, second].map { $0.padded(2) }.joined(separator: ":")
        return microsecond == 0 ? time : time + "." + microsecond.padded(6).droppingTrailingZeros
    }

    /// Whether a time is earlier than another.
    public static func < (left: PostgresTime, right: PostgresTime) -> Bool { left.microseconds < right.microseconds }
}

extension PostgresTime: PostgresEncodable, PostgresDecodable {
    /// `time`
    public static var postgresType: PostgresType { .time }

    /// Microseconds since midnight, eight bytes.
    public func encode(into buffer: inout [UInt8]) { buffer.appendInteger(microseconds) }

    /// Reads `time`.
    public init(from cell: PostgresCell) throws {
        guard cell.type == .time else { throw cell.mismatch(PostgresTime.self, readable: "time") }
        guard let time = PostgresTime(microseconds: try cell.integer(Int64.self, for: PostgresTime.self)) else {
            throw cell.failure(PostgresTime.self, "it is no time of a day")
        }
        self = time
    }
}

extension PostgresTime: Codable {
    /// Reads the form of ``description``.
    public init(from decoder: any Decoder) throws { self = try decoder.decodeText(PostgresTime.init, "09:30:00") }

    /// Writes the form of ``description``.
    public func encode(to encoder: any Encoder) throws { try encoder.encodeText(description) }
}
