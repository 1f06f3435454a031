import Synchronization

/// Counts in this process's memory. Keys are spread over several locks, so that cores seldom wait for each other, and
/// forgotten when nothing is left to know of them.
public final class MemoryRateLimitStore: RateLimitStore {
    private struct Key: Hashable {
        let text: String
        let policy: RateLimitPolicy
    }

    private struct Shard {
        var states: [Key: RateLimitState] = [:]
        /// At how many keys idle ones are looked for.
        var sweepAt = 1024
    }

    /// A lock cannot stand in an array by itself.
    private final class Box: Sendable {
        let shard = Mutex(Shard())
    }

    private let shards: [Box]
    private let now: @Sendable () -> Int64

    /// An empty store on the system's monotonic clock.
    public convenience init() {
        let start = ContinuousClock.now
        self.init {
            let (seconds, attoseconds) = start.duration(to: .now).components
            return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        }
    }

    /// - Parameter now: the time in nanoseconds from any fixed point.
    init(now: @escaping @Sendable () -> Int64) {
        self.now = now
        shards = (0..<16).map { _ in Box() }
    }

    /// Counts a request, if it may pass.
    public func hit(_ key: String, policy: RateLimitPolicy, cost: Int = 1) -> RateLimitDecision {
        let key = Key(text: key, policy: policy)
        let now = now()
        return box(of: key).shard.withLock { shard in
            let decision = shard.states[key, default: RateLimitState(policy: policy, now: now)]
                .hit(policy, cost: cost, now: now)
            if shard.states.count >= shard.sweepAt {
                shard.states = shard.states.filter { !$0.value.isIdle(now) }
                shard.sweepAt = max(1024, 2 * shard.states.count)
            }
            return decision
        }
    }

    /// Forgets a key.
    public func clear(_ key: String, policy: RateLimitPolicy) {
        let key = Key(text: key, policy: policy)
        _ = box(of: key).shard.withLock { $0.states.removeValue(forKey: key) }
    }

    /// How many keys are remembered.
    var count: Int { shards.reduce(0) { sum, box in sum + box.shard.withLock { $0.states.count } } }

    private func box(of key: Key) -> Box { shards[Int(UInt(bitPattern: key.hashValue) % UInt(shards.count))] }
}
