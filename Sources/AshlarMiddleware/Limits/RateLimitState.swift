/// What is known of one key: a pure state machine, told the time from outside.
///
/// Times are counted in nanoseconds from any fixed point.
struct RateLimitState: Sendable {
    /// Requests in the current window; with the token bucket, the tokens that were taken and did not come back yet.
    private(set) var current: RateLimitSpan
    /// Requests in the window before.
    private(set) var previous: RateLimitSpan
    /// When the current window began; with the token bucket, when tokens were last counted.
    private(set) var start: Int64
    let window: Int64

    init(policy: RateLimitPolicy, now: Int64) {
        self.init(policy: policy, start: now, current: .none, previous: .none)
    }

    /// The state as a store kept it.
    init(policy: RateLimitPolicy, start: Int64, current: RateLimitSpan, previous: RateLimitSpan) {
        self.start = start
        self.current = current
        self.previous = previous
        let (seconds, attoseconds) = policy.window.components
        let nanoseconds = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        window = max(1, nanoseconds.overflow ? .max / 4 : nanoseconds.partialValue + attoseconds / 1_000_000_000)
    }

    /// Counts a request, if it may pass.
    ///
    /// - Parameters:
    ///   - policy: the limit.
    ///   - cost: how many requests it counts as; 0 only looks.
    ///   - now: the time.
    mutating func hit(_ policy: RateLimitPolicy, cost: Int, now: Int64) -> RateLimitDecision {
        advance(policy, to: now)
        let limit = Double(policy.limit)
        let used = used(policy, at: now)
        let isAllowed = used + Double(cost) <= limit
        if isAllowed { current.add(Double(cost), at: now) }
        let remaining = Int(max(0, limit - used - (isAllowed ? Double(cost) : 0)))
        let untilFree = isAllowed && remaining > 0 ? 0 : untilFree(policy, cost: max(1, cost), at: now)
        return RateLimitDecision(
            isAllowed: isAllowed, limit: policy.limit, remaining: remaining,
            resetAfter: .nanoseconds(remaining > 0 ? untilReset(policy, at: now) : untilFree),
            retryAfter: .nanoseconds(isAllowed ? 0 : untilFree))
    }

    /// Whether nothing is left to remember.
    func isIdle(_ now: Int64) -> Bool { now - start >= 2 * window }

    private mutating func advance(_ policy: RateLimitPolicy, to now: Int64) {
        let elapsed = max(0, now - start)
        switch policy.counting {
        case .tokenBucket:
            current.count = max(0, current.count - Double(elapsed) / Double(window) * Double(policy.limit))
            start = max(start, now)
        case .fixedWindow, .slidingWindow:
            guard elapsed >= window else { return }
            let windows = elapsed / window
            previous = windows == 1 ? current : .none
            current = .none
            start += windows * window
        }
    }

    private func used(_ policy: RateLimitPolicy, at now: Int64) -> Double {
        guard policy.counting == .slidingWindow else { return current.count }
        // Nobody came earlier in this window than a window ago.
        return current.count + previous.count(after: now - window)
    }

    private func untilReset(_ policy: RateLimitPolicy, at now: Int64) -> Int64 {
        switch policy.counting {
        case .tokenBucket: policy.limit > 0 ? Int64(current.count / Double(policy.limit) * Double(window)) : window
        case .fixedWindow, .slidingWindow: max(0, start + window - now)
        }
    }

    /// How long until a request of a cost may pass.
    private func untilFree(_ policy: RateLimitPolicy, cost: Int, at now: Int64) -> Int64 {
        let limit = Double(policy.limit)
        guard Double(cost) <= limit else { return window }
        switch policy.counting {
        case .tokenBucket:
            return Int64(((current.count + Double(cost) - limit) / limit * Double(window)).rounded(.up))
        case .fixedWindow:
            return start + window - now
        case .slidingWindow:
            // In this window it gets free while the one before slides out; where that does not do, in the next one, while
            // this one slides out. Either is at most a window after the last request.
            let room = limit - Double(cost)
            let isFreedByPrevious = room >= current.count && previous.count > 0
            let time =
                isFreedByPrevious ? previous.time(leaving: room - current.count) : current.time(leaving: room)
            return max(1, time + window - now)
        }
    }
}
