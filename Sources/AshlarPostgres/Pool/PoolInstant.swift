import Glibc

/// A moment of the clock that also counts while the machine sleeps.
///
/// Not `ContinuousClock.Instant`: outside of the standard library nobody knows its layout, so each copy of it, and of whatever
/// contains it, is a call or several. The pool compares moments with every statement.
struct PoolInstant: Comparable, Sendable {
    private let time: Duration

    /// The present moment.
    static var now: PoolInstant {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return PoolInstant(time: .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
    }

    static func < (left: PoolInstant, right: PoolInstant) -> Bool { left.time < right.time }

    static func + (moment: PoolInstant, duration: Duration) -> PoolInstant {
        PoolInstant(time: moment.time + duration)
    }

    static func - (later: PoolInstant, earlier: PoolInstant) -> Duration { later.time - earlier.time }
}
