/// Counts attempts of whatever an app wants counted, outside of the middleware: logins, mails, codes.
///
/// ```swift
/// let limiter = RateLimiter(MemoryRateLimitStore())
/// let logins = RateLimitPolicy(limit: 5, per: .seconds(60))
/// guard try await limiter.attempt("login:\(mail)", logins).isAllowed else { throw HTTPError(.tooManyRequests) }
/// try await limiter.clear("login:\(mail)", logins)         // after a login that went well
/// ```
public struct RateLimiter: Sendable {
    private let store: any RateLimitStore

    /// - Parameter store: where attempts are counted.
    public init(_ store: any RateLimitStore) {
        self.store = store
    }

    /// Counts an attempt, if it may be made.
    public func attempt(_ key: String, _ policy: RateLimitPolicy, cost: Int = 1) async throws -> RateLimitDecision {
        try await store.hit(key, policy: policy, cost: cost)
    }

    /// How many more attempts may be made now; counts nothing.
    public func remaining(_ key: String, _ policy: RateLimitPolicy) async throws -> Int {
        try await store.hit(key, policy: policy, cost: 0).remaining
    }

    /// Whether no further attempt may be made now; counts nothing.
    public func tooManyAttempts(_ key: String, _ policy: RateLimitPolicy) async throws -> Bool {
        try await remaining(key, policy) == 0
    }

    /// Forgets all attempts.
    public func clear(_ key: String, _ policy: RateLimitPolicy) async throws {
        try await store.clear(key, policy: policy)
    }
}
