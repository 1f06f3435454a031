/// What became of a request that was counted.
public struct RateLimitDecision: Sendable, Equatable {
    /// Whether it may pass.
    public var isAllowed: Bool
    /// How many may pass in all.
    public var limit: Int
    /// How many more may pass now.
    public var remaining: Int
    /// When more may pass: the count starts anew, or a first request gets free where none may pass now.
    public var resetAfter: Duration
    /// When a request that was refused may pass; zero for one that may.
    public var retryAfter: Duration

    /// When a request that was refused may pass, in whole seconds: at least one.
    var secondsToRetry: Int { max(1, RateLimitPolicy.ceilSeconds(retryAfter)) }

    /// Makes a decision, as a store does.
    public init(isAllowed: Bool, limit: Int, remaining: Int, resetAfter: Duration, retryAfter: Duration) {
        self.isAllowed = isAllowed
        self.limit = limit
        self.remaining = remaining
        self.resetAfter = resetAfter
        self.retryAfter = retryAfter
    }
}
