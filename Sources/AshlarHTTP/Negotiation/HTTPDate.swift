import AshlarSupport

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Dates of header fields (RFC 9110 section 5.6.7), in whole seconds.
public enum HTTPDate {
    /// IMF-fixdate: `Sun, 06 Nov 1994 08:49:37 GMT`.
    public static func format(_ date: Date) -> String {
        format(second: Int(clamping: date.timeIntervalSince1970.rounded(.down)))
    }

    /// IMF-fixdate of a second since 1970.
    public static func format(second: Int) -> String {
        let day = second >= 0 ? second / 86_400 : (second - 86_399) / 86_400
        let time = second - day * 86_400
        let (year, month, dayOfMonth) = civil(from: day)
        var text = ""
        text.reserveCapacity(29)
        text += days[((day % 7) + 11) % 7]
        text += ", "
        append(dayOfMonth, to: &text)
        text += " "
        text += months[month - 1]
        text += " "
        text += year < 1000 ? String(repeating: "0", count: 4 - String(max(0, year)).count) : ""
        text += String(max(0, year))
        text += " "
        append(time / 3600, to: &text)
        text += ":"
        append(time / 60 % 60, to: &text)
        text += ":"
        append(time % 60, to: &text)
        return text + " GMT"
    }

    /// Parses any of the three formats that a recipient has to accept; nil for what is none.
    public static func parse(_ text: String) -> Date? {
        second(text).map { Date(timeIntervalSince1970: Double($0)) }
    }

    /// The second since 1970 of a date in any of the three formats.
    static func second(_ text: String) -> Int? {
        let words = text.split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
        switch words.count {
        // Sun, 06 Nov 1994 08:49:37 GMT, and Sunday, 06-Nov-94 08:49:37 GMT
        case 6 where words[5] == "GMT": return second(year: words[3], month: words[2], day: words[1], time: words[4])
        // Sun Nov  6 08:49:37 1994
        case 5: return second(year: words[4], month: words[1], day: words[2], time: words[3])
        default: return nil
        }
    }

    private static func second(year: String, month: String, day: String, time: String) -> Int? {
        let parts = time.split(separator: ":", omittingEmptySubsequences: false).map(number)
        guard let month = months.firstIndex(of: month), let day = number(day[...]), (1...31).contains(day),
            var year = number(year[...]), parts.count == 3,
            let hour = parts[0], let minute = parts[1], let second = parts[2],
            hour < 24, minute < 60, second <= 60
        else { return nil }
        // Two digits: more than 50 years ahead is the past (RFC 9110); fixed here, so that a date means one moment.
        if year < 100 { year += year < 70 ? 2000 : 1900 }
        return days(year: year, month: month + 1, day: day) * 86_400 + hour * 3600 + minute * 60 + second
    }

    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 4, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func append(_ number: Int, to text: inout String) {
        if number < 10 { text += "0" }
        text += String(number)
    }

    /// The proleptic Gregorian calendar, in years that begin in March so that the leap day is the last.
    private static func civil(from day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    static func days(year: Int, month: Int, day: Int) -> Int { ISODate.days(year: year, month: month, day: day) }
}

extension Int {
    /// The nearest number that fits, 0 for what is none.
    fileprivate init(clamping value: Double) {
        self = value.isNaN ? 0 : value >= 253_402_300_799 ? 253_402_300_799 : value <= 0 ? 0 : Int(value)
    }
}
