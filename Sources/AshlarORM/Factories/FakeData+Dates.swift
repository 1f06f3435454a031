public import Foundation

/// Points in time.
extension FakeData {
    /// A moment of a span, to the second.
    public func date(from start: Date, to end: Date) -> Date {
        let span = max(0, end.timeIntervalSince(start))
        return Date(
            timeIntervalSinceReferenceDate: start.timeIntervalSinceReferenceDate.rounded()
                + double(in: 0...span).rounded(.down))
    }

    /// A moment of the last days.
    public func past(days: Int = 365) -> Date {
        let now = ModelClock.now()
        return date(from: now.addingTimeInterval(-86_400 * Double(max(0, days))), to: now)
    }

    /// A moment of the next days.
    public func future(days: Int = 365) -> Date {
        let now = ModelClock.now()
        return date(from: now, to: now.addingTimeInterval(86_400 * Double(max(0, days))))
    }
}
