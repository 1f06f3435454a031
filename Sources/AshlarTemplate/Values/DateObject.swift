import Foundation

/// A point in time: prints as ISO 8601 in UTC, and has the parts of its date as members.
final class DateObject: TemplateObject {
    let value: Date

    init(_ value: Date) { self.value = value }

    var text: String { value.formatted(Date.ISO8601FormatStyle()) }
    /// The point in time to the last digit, where ``text`` has whole seconds alone.
    var exactText: String { "\(value.timeIntervalSinceReferenceDate)" }
    var typeName: String { "Date" }
    var rawValue: any Sendable { value }
    var memberNames: [String] { Self.names }
    static let names = parts + ["timestamp", "isoformat", "strftime"]
    /// Those that are numbers.
    static let parts = ["year", "month", "day", "hour", "minute", "second"]

    func member(named name: String) throws -> TemplateValue? {
        let parts = DateParts(value)
        switch name {
        case "year": return .int(parts.year)
        case "month": return .int(parts.month)
        case "day": return .int(parts.day)
        case "hour": return .int(parts.hour)
        case "minute": return .int(parts.minute)
        case "second": return .int(parts.second)
        case "timestamp": return .function(TemplateFunction(name) { [value] _ in .double(value.timeIntervalSince1970) })
        case "isoformat": return .function(TemplateFunction(name) { [text] _ in .string(text) })
        case "strftime":
            return .function(
                TemplateFunction(name) { arguments in
                    .string(try parts.formatted(try DateFormatText.checked(try arguments.required(0, "format"))))
                })
        default: return nil
        }
    }
}

/// The calendar's parts of a date in UTC.
struct DateParts {
    private(set) var year = 1970
    private(set) var month = 1
    private(set) var day = 1
    let hour: Int
    let minute: Int
    let second: Int
    /// 0 is Sunday.
    let weekday: Int
    let dayOfYear: Int

    init(_ date: Date) {
        // Far beyond any calendar the parts mean nothing; the clamp keeps the arithmetic in range.
        let seconds = Int(min(max(date.timeIntervalSince1970, -1e14), 1e14).rounded(.down))
        let days = (seconds - ((seconds % 86_400) + 86_400) % 86_400) / 86_400
        let rest = seconds - days * 86_400
        hour = rest / 3600
        minute = rest % 3600 / 60
        second = rest % 60
        weekday = ((days + 4) % 7 + 7) % 7
        (year, month, day) = Self.civil(days)
        dayOfYear = days - Self.days(year) + 1
    }

    /// Days since 1970 to a date; after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    private static func civil(_ days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// Days from 1970 to the first of January of a year.
    private static func days(_ year: Int) -> Int {
        let before = year - 1
        let floored = { (number: Int, by: Int) in number >= 0 ? number / by : -((by - 1 - number) / by) }
        return before * 365 + floored(before, 4) - floored(before, 100) + floored(before, 400) - 719_162
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

    /// The date in a format of C's `strftime`, with English names; `%-d` writes without padding.
    func formatted(_ format: String) throws -> String {
        var result = ""
        var rest = Substring(format)
        while let character = rest.popFirst() {
            guard character == "%" else {
                result.append(character)
                continue
            }
            var isPlain = false
            if rest.first == "-" {
                isPlain = true
                rest.removeFirst()
            }
            guard let directive = rest.popFirst() else { throw Failure("the date format \"\(format)\" ends in %") }
            result += try text(of: directive, isPlain: isPlain, format: format)
        }
        return result
    }

    private func text(of directive: Character, isPlain: Bool, format: String) throws -> String {
        func padded(_ number: Int, _ width: Int = 2) -> String {
            let digits = String(number)
            return isPlain || digits.count >= width
                ? digits : String(repeating: "0", count: width - digits.count) + digits
        }
        let month = Self.months[self.month - 1]
        let weekday = Self.weekdays[self.weekday]
        switch directive {
        case "Y": return padded(year, 4)
        case "y": return padded((year % 100 + 100) % 100)
        case "m": return padded(self.month)
        case "d": return padded(day)
        case "e": return String(day)
        case "H": return padded(hour)
        case "I": return padded((hour + 11) % 12 + 1)
        case "M": return padded(minute)
        case "S": return padded(second)
        case "p": return hour < 12 ? "AM" : "PM"
        case "j": return padded(dayOfYear, 3)
        case "B": return month
        case "b", "h": return String(month.prefix(3))
        case "A": return weekday
        case "a": return String(weekday.prefix(3))
        case "w": return String(self.weekday)
        case "u": return String(self.weekday == 0 ? 7 : self.weekday)
        case "Z": return "UTC"
        case "z": return "+0000"
        case "F": return try formatted("%Y-%m-%d")
        case "T": return try formatted("%H:%M:%S")
        case "R": return try formatted("%H:%M")
        case "D": return try formatted("%m/%d/%y")
        case "%": return "%"
        default: throw Failure("the date format \"\(format)\" has an unknown directive %\(directive)")
        }
    }
}
