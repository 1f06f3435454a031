/// A day of the calendar without a time or a time zone: PostgreSQL's `date`.
///
/// ```swift
/// let day = PostgresDate(year: 2026, month: 11, day: 22)
/// PostgresDate("2026-11-22")
/// ```
///
/// The Gregorian calendar is used for all times, as PostgreSQL does; the year before 1 is 0, written `0001-01-01 BC`.
public struct PostgresDate: Sendable, Hashable, Comparable, LosslessStringConvertible {
    /// Days from 2000-01-01.
    let days: Int32

    init(days: Int32) { self.days = days }

    /// A date.
    ///
    /// - Parameters:
    ///   - year: from -4712 (4713 BC) to 5874897, as PostgreSQL takes them.
    ///   - month: 1 to 12.
    ///   - day: of the month, from 1.
    /// - Returns: nil where there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (-4712...5_874_897).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        // Howard Hinnant's days_from_civil; years start in March, so that the leap day is their last.
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        days = Int32(era * 146_097 + dayOfEra - 730_425)
        guard self.month == month, self.day == day else { return nil }
    }

    /// Reads `2026-11-22` or `0044-03-15 BC`.
    public init?(_ description: String) {
        let isBeforeChrist = description.hasSuffix(" BC")
        let fields = (isBeforeChrist ? description.dropLast(3) : description[...])
            .split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count == 3, fields[0].count >= 4, fields[1].count == 2, fields[2].count == 2,
            fields.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }),
            let year = Int(fields[0]), let month = Int(fields[1]), let day = Int(fields[2]), year > 0
        else { return nil }
        self.init(year: isBeforeChrist ? 1 - year : year, month: month, day: day)
    }

    /// The year; 0 is 1 BC.
    public var year: Int { civil.year }
    /// The month, 1 to 12.
    public var month: Int { civil.month }
    /// The day of the month, from 1.
    public var day: Int { civil.day }

    private var civil: (year: Int, month: Int, day: Int) {
        let shifted = Int(days) + 730_425
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// ISO 8601, as PostgreSQL writes it: `2026-11-22`.
    public var description: String {
        let (year, month, day) = civil
        func padded(_ number: Int, _ width: Int) -> String {
            let text = "\(number)"
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        return "\(padded(year > 0 ? year : 1 - year, 4))-\(padded(month, 2))-\(padded(day, 2))\(year > 0 ? "" : " BC")"
    }

    /// Whether a day is before another.
    public static func < (left: PostgresDate, right: PostgresDate) -> Bool { left.days < right.days }
}

extension PostgresDate: Codable {
    /// Reads the form of ``description``.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = PostgresDate(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\"\(text)\" is no date like 2026-11-22")
        }
        self = date
    }

    /// Writes the form of ``description``.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension PostgresDate: PostgresEncodable, PostgresDecodable {
    /// `date`
    public static var postgresType: PostgresType { .date }

    /// Days from 2000-01-01, four bytes.
    public func encode(into buffer: inout [UInt8]) { buffer.appendInteger(days) }

    /// Reads `date`.
    public init(from cell: PostgresCell) throws {
        guard cell.type == .date else { throw cell.mismatch(PostgresDate.self, readable: "date") }
        let days = try cell.integer(Int32.self, for: PostgresDate.self)
        guard days != .max, days != .min else { throw cell.infinity(PostgresDate.self) }
        self.init(days: days)
    }
}
