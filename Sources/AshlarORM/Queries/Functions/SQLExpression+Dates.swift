public import AshlarPostgres
public import Foundation

/// A part of a point in time.
public enum DatePart: String, Sendable, CaseIterable {
    case year, quarter, month, week, day, hour, minute, second
    /// The day of the week, Sunday 0 to Saturday 6.
    case dayOfWeek = "dow"
    /// The day of the week as ISO 8601 counts, Monday 1 to Sunday 7.
    case isoDayOfWeek = "isodow"
    /// The day of the year, from 1.
    case dayOfYear = "doy"
}

extension SQLExpression where Value == Date {
    /// A part of the point in time, as a calendar there shows it.
    ///
    /// ```swift
    /// Post.where { $0.publishedAt.part(.year) == 2026 }
    /// ```
    ///
    /// - Parameters:
    ///   - part: which one.
    ///   - zone: the name of the time zone.
    public func part(_ part: DatePart, in zone: String = "UTC") -> Computed<Int32> {
        let raw = "extract(\(unsafe: part.rawValue) FROM \(sql) AT TIME ZONE \(zone))::integer" as SQL
        return Computed(raw, isNullable: isNullable)
    }

    /// The year.
    public func year(in zone: String = "UTC") -> Computed<Int32> { part(.year, in: zone) }
    /// The month, from 1.
    public func month(in zone: String = "UTC") -> Computed<Int32> { part(.month, in: zone) }
    /// The day of the month, from 1.
    public func day(in zone: String = "UTC") -> Computed<Int32> { part(.day, in: zone) }
    /// The hour, from 0.
    public func hour(in zone: String = "UTC") -> Computed<Int32> { part(.hour, in: zone) }

    /// The day on which it lies.
    public func date(in zone: String = "UTC") -> Computed<PostgresDate> {
        Computed("(\(sql) AT TIME ZONE \(zone))::date", isNullable: isNullable)
    }

    /// The beginning of the hour, day, month or year that it lies in.
    public func truncated(to part: DatePart, in zone: String = "UTC") -> Computed<Date> {
        Computed("date_trunc('\(unsafe: part.rawValue)', \(sql), \(zone))", isNullable: isNullable)
    }

    /// The point in time so much later.
    public static func + (left: Self, interval: PostgresInterval) -> Computed<Date> {
        left.combined("+", .value(interval))
    }

    /// The point in time so much earlier.
    public static func - (left: Self, interval: PostgresInterval) -> Computed<Date> {
        left.combined("-", .value(interval))
    }

    /// The time that has passed since another point.
    public func since<Other: SQLExpression>(_ other: Other) -> Computed<PostgresInterval> where Other.Value == Date {
        combined("-", other.sql, other.isNullable)
    }
}

extension Computed where Value == Date {
    /// The beginning of the transaction, by the server's clock.
    public static var now: Computed<Date> { Computed("now()", isNullable: false) }
}
