/// The requests of one window: how many, and from when to when. Times are counted in nanoseconds from any fixed point.
struct RateLimitSpan: Sendable {
    /// How many requests were counted.
    var count: Double
    /// When the first of them came.
    var first: Int64
    /// When the last of them came.
    var last: Int64

    /// No requests.
    static let none = RateLimitSpan(count: 0, first: 0, last: 0)

    /// Counts a request.
    mutating func add(_ cost: Double, at now: Int64) {
        guard cost > 0 else { return }
        if count <= 0 { first = now }
        count += cost
        last = now
    }

    /// How many came after a point in time, if they came evenly between the first and the last.
    func count(after time: Int64) -> Double {
        if time < first { return count }
        if time >= last { return 0 }
        return count * Double(last - time) / Double(last - first)
    }

    /// The earliest point in time after which no more than so many came.
    func time(leaving room: Double) -> Int64 {
        guard count > room else { return first - 1 }
        guard count > 0, last > first else { return last }
        return last - Int64((Double(last - first) * max(0, room) / count).rounded(.down))
    }
}
