/// How many requests there may be in which time, and how that is counted.
///
/// ```swift
/// RateLimitPolicy(limit: 60, per: .seconds(60))
/// RateLimitPolicy(limit: 5, per: .seconds(1), counting: .tokenBucket)
/// ```
public struct RateLimitPolicy: Sendable, Hashable {
    /// How requests are counted.
    public enum Counting: Sendable, Hashable {
        /// In windows that follow each other: cheapest, but around a border twice the limit can pass.
        case fixedWindow
        /// In a window that moves on with the time; of the one before counts what still lies in it, as if its requests had come
        /// evenly from the first to the last. Nobody waits longer than a window.
        case slidingWindow
        /// By tokens that come back evenly: a burst of the whole limit, then one request for each token.
        case tokenBucket
    }

    /// How many requests may pass.
    public let limit: Int
    /// In which time.
    public let window: Duration
    /// How they are counted.
    public let counting: Counting

    /// Makes a policy.
    ///
    /// - Parameters:
    ///   - limit: how many requests may pass; 0 lets none pass.
    ///   - window: in which time.
    ///   - counting: how they are counted.
    public init(limit: Int, per window: Duration, counting: Counting = .slidingWindow) {
        self.limit = limit
        self.window = window
        self.counting = counting
    }

    /// The window in seconds, as the fields of a response want it: at least one.
    public var seconds: Int { max(1, Self.ceilSeconds(window)) }

    static func ceilSeconds(_ duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        return Int(clamping: seconds) + (attoseconds > 0 ? 1 : 0)
    }
}
