#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension ValidationRule {
    /// At least this.
    public static func min<Value: Comparable & Sendable>(_ least: Value) -> Self where Self == Rule<Value> {
        .test("min", "The {field} must be at least {min}.", ["min": "\(least)"], constraints: [.minimum("\(least)")]) {
            $0 >= least
        }
    }

    /// At most this.
    public static func max<Value: Comparable & Sendable>(_ most: Value) -> Self where Self == Rule<Value> {
        .test("max", "The {field} must be at most {max}.", ["max": "\(most)"], constraints: [.maximum("\(most)")]) {
            $0 <= most
        }
    }

    /// Within a range: `.between(1...10)`; also called ``inRange(_:)``.
    public static func between<Value: Comparable & Sendable>(_ range: ClosedRange<Value>) -> Self
    where Self == Rule<Value> {
        let (least, most) = (range.lowerBound, range.upperBound)
        return .test(
            "between", "The {field} must be between {min} and {max}.", ["min": "\(least)", "max": "\(most)"],
            constraints: [.minimum("\(least)"), .maximum("\(most)")]
        ) { $0 >= least && $0 <= most }
    }

    /// Within a range.
    public static func inRange<Value: Comparable & Sendable>(_ range: ClosedRange<Value>) -> Self
    where Self == Rule<Value> { .between(range) }

    /// More than this.
    public static func greaterThan<Value: Comparable & Sendable>(_ bound: Value) -> Self where Self == Rule<Value> {
        .test(
            "greaterThan", "The {field} must be greater than {bound}.", ["bound": "\(bound)"],
            constraints: [.above("\(bound)")]
        ) { $0 > bound }
    }

    /// Less than this.
    public static func lessThan<Value: Comparable & Sendable>(_ bound: Value) -> Self where Self == Rule<Value> {
        .test(
            "lessThan", "The {field} must be less than {bound}.", ["bound": "\(bound)"],
            constraints: [.below("\(bound)")]
        ) { $0 < bound }
    }

    /// A multiple of a whole number.
    public static func multipleOf<Value: BinaryInteger & Sendable>(_ step: Value) -> Self where Self == Rule<Value> {
        .test(
            "multipleOf", "The {field} must be a multiple of {step}.", ["step": "\(step)"],
            constraints: [.multipleOf("\(step)")]
        ) { step != 0 && $0.isMultiple(of: step) }
    }

    /// Exactly this value.
    public static func equals<Value: Equatable & Sendable>(_ value: Value) -> Self where Self == Rule<Value> {
        .test("equals", "The {field} must be {value}.", ["value": "\(value)"], constraints: [.choices(["\(value)"])]) {
            $0 == value
        }
    }

    /// One of these values.
    public static func isIn<Value: Equatable & Sendable>(_ values: Value...) -> Self where Self == Rule<Value> {
        let texts = values.map { "\($0)" }
        return .test(
            "isIn", "The {field} must be one of: {values}.", ["values": texts.joined(separator: ", ")],
            constraints: [.choices(texts)]
        ) { values.contains($0) }
    }

    /// None of these values.
    public static func notIn<Value: Equatable & Sendable>(_ values: Value...) -> Self where Self == Rule<Value> {
        .test(
            "notIn", "The {field} must not be one of: {values}.",
            ["values": values.map { "\($0)" }.joined(separator: ", ")]
        ) { !values.contains($0) }
    }

    /// A value that a closure approves of: the shortest rule of your own.
    public static func satisfies<Value: Sendable>(
        _ message: String, _ holds: @escaping @Sendable (Value) -> Bool
    ) -> Self where Self == Rule<Value> { .test("satisfies", message) { holds($0) } }
}

extension ValidationRule where Self == Rule<Decimal> {
    /// At most so many digits after the point.
    public static func places(_ most: Int) -> Self {
        .test(
            "places", "The {field} must have at most {max} decimal places.", ["max": String(most)],
            constraints: [.places(most)]
        ) { -$0.exponent <= most }
    }
}

extension ValidationRule where Self == Rule<Bool> {
    /// Ticked: terms that have to be agreed to.
    public static var accepted: Self {
        .test("accepted", "The {field} must be accepted.", constraints: [.accepted]) { $0 }
    }

    /// Not ticked.
    public static var declined: Self { .test("declined", "The {field} must be declined.") { !$0 } }
}

extension ValidationRule where Self == Rule<Date> {
    /// Before now.
    public static var past: Self {
        .contextual("past", "The {field} must be in the past.") { $0 < $1.now }
    }

    /// After now.
    public static var future: Self {
        .contextual("future", "The {field} must be in the future.") { $0 > $1.now }
    }

    /// On a day (UTC) before today.
    public static var beforeToday: Self {
        .contextual("beforeToday", "The {field} must be before today.") {
            CalendarDays.of($0) < CalendarDays.of($1.now)
        }
    }

    /// On a day (UTC) after today.
    public static var afterToday: Self {
        .contextual("afterToday", "The {field} must be after today.") { CalendarDays.of($0) > CalendarDays.of($1.now) }
    }

    /// Today (UTC) or later.
    public static var todayOrAfter: Self {
        .contextual("todayOrAfter", "The {field} must be today or later.") {
            CalendarDays.of($0) >= CalendarDays.of($1.now)
        }
    }

    /// After a moment.
    public static func after(_ date: Date) -> Self {
        .test("after", "The {field} must be after {date}.", ["date": CalendarDays.text(date)]) { $0 > date }
    }

    /// Before a moment.
    public static func before(_ date: Date) -> Self {
        .test("before", "The {field} must be before {date}.", ["date": CalendarDays.text(date)]) { $0 < date }
    }

    /// A moment, or after it.
    public static func afterOrEqual(_ date: Date) -> Self {
        .test("afterOrEqual", "The {field} must not be before {date}.", ["date": CalendarDays.text(date)]) {
            $0 >= date
        }
    }

    /// A moment, or before it.
    public static func beforeOrEqual(_ date: Date) -> Self {
        .test("beforeOrEqual", "The {field} must not be after {date}.", ["date": CalendarDays.text(date)]) {
            $0 <= date
        }
    }

    /// On the same day (UTC): Laravel's name of ``on(_:)``.
    public static func dateEquals(_ date: Date) -> Self { .on(date) }

    /// On the same day (UTC).
    public static func on(_ date: Date) -> Self {
        .test("dateEquals", "The {field} must be on {date}.", ["date": CalendarDays.text(date)]) {
            CalendarDays.of($0) == CalendarDays.of(date)
        }
    }
}

/// Days of UTC.
enum CalendarDays {
    static func of(_ date: Date) -> Double { (date.timeIntervalSince1970 / 86_400).rounded(.down) }

    static func text(_ date: Date) -> String { String(date.ISO8601Format().prefix(10)) }
}
