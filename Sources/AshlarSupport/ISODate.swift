#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// Dates as browsers and programs send them (ISO 8601; HTML's date and datetime-local).
package enum ISODate {
    /// Reads one; UTC where no zone is named. Nil for what is none.
    package static func parse(_ text: String) -> Date? {
        var bytes = text.utf8[...]
        guard let year = number(&bytes, 4), skip(&bytes, "-"), let month = number(&bytes, 2), skip(&bytes, "-"),
            let day = number(&bytes, 2)
        else { return nil }
        var (hour, minute, seconds, offset) = (0, 0, 0.0, 0)
        if skip(&bytes, "T") || skip(&bytes, "t") || skip(&bytes, " ") {
            guard let h = number(&bytes, 2), skip(&bytes, ":"), let m = number(&bytes, 2) else { return nil }
            (hour, minute) = (h, m)
            if skip(&bytes, ":") {
                guard let s = number(&bytes, 2) else { return nil }
                seconds = Double(s)
                if skip(&bytes, ".") {
                    let digits = bytes.prefix { (48...57).contains($0) }
                    guard !digits.isEmpty, let fraction = Double("0.\(Substring(digits))") else { return nil }
                    bytes = bytes.dropFirst(digits.count)
                    seconds += fraction
                }
            }
            guard let zone = zone(&bytes) else { return nil }
            offset = zone
        }
        guard bytes.isEmpty, (1...12).contains(month), day >= 1, day <= days(in: month, of: year), hour < 24,
            minute < 60, seconds < 61
        else { return nil }
        let civil = days(year: year, month: month, day: day)
        return Date(timeIntervalSince1970: Double(civil * 86_400 + hour * 3600 + minute * 60 - offset) + seconds)
    }

    /// Seconds east of UTC.
    private static func zone(_ bytes: inout Substring.UTF8View) -> Int? {
        if bytes.isEmpty || skip(&bytes, "Z") || skip(&bytes, "z") { return 0 }
        let sign = skip(&bytes, "-") ? -1 : skip(&bytes, "+") ? 1 : 0
        guard sign != 0, let hours = number(&bytes, 2), hours < 24 else { return nil }
        _ = skip(&bytes, ":")
        guard let minutes = number(&bytes, 2), minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// Days since 1970-01-01 of a day of the proleptic Gregorian calendar; by Howard Hinnant's `days_from_civil`.
    package static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
    }

    private static func number(_ bytes: inout Substring.UTF8View, _ count: Int) -> Int? {
        let digits = bytes.prefix(count)
        guard digits.count == count, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        bytes = bytes.dropFirst(count)
        return Int(Substring(digits))
    }

    private static func skip(_ bytes: inout Substring.UTF8View, _ character: Unicode.Scalar) -> Bool {
        guard let first = bytes.first, UInt32(first) == character.value else { return false }
        bytes = bytes.dropFirst()
        return true
    }
}
