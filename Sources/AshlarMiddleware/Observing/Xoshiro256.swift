/// Random numbers at a nanosecond each, for what has to be different but not secret: xoshiro256** by David Blackman and
/// Sebastiano Vigna (https://prng.di.unimi.it). It begins at a place that the system's generator chooses.
struct Xoshiro256: RandomNumberGenerator {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    init() {
        var system = SystemRandomNumberGenerator()
        // All zeros would stay zeros.
        state = (system.next() | 1, system.next(), system.next(), system.next())
    }

    /// Begins at a given place, for tests.
    init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

    mutating func next() -> UInt64 {
        let product = state.1 &* 5
        let result = (product << 7 | product >> 57) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = state.3 << 45 | state.3 >> 19
        return result
    }
}
