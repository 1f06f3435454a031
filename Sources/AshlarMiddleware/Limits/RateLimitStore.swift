/// Where requests are counted. Looking and counting is one step: of two requests at once, one is the last to pass.
public protocol RateLimitStore: Sendable {
    /// Counts a request, if it may pass.
    ///
    /// - Parameters:
    ///   - key: what is counted by.
    ///   - policy: the limit.
    ///   - cost: how many requests it counts as; 0 only looks.
    func hit(_ key: String, policy: RateLimitPolicy, cost: Int) async throws -> RateLimitDecision

    /// Forgets a key.
    func clear(_ key: String, policy: RateLimitPolicy) async throws
}
