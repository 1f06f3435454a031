public import Foundation
import Synchronization

extension UUID {
    /// A UUID of version 7: milliseconds since 1970, then random bits (RFC 9562 section 5.7).
    ///
    /// Those that one process makes sort in the order in which they were made: within a millisecond the 12 bits behind the
    /// time count on from a random start (section 6.2, method 1), and a clock that is set back is not followed.
    public static func version7() -> UUID { Version7.shared.next(at: ModelClock.now()) }
}

extension RawRepresentable where RawValue == UUID {
    /// A typed key around a UUID of version 7; nil where the type refuses it.
    public static func version7() -> Self? { Self(rawValue: .version7()) }
}

/// What the versions of one process share: the last time and count.
final class Version7: Sendable {
    static let shared = Version7()

    private struct State {
        var milliseconds: UInt64 = 0
        var count: UInt16 = 0
    }

    private let state = Mutex(State())

    func next(at date: Date) -> UUID {
        let now = UInt64(max(0, min(date.timeIntervalSince1970 * 1000, Double(UInt64(1) << 47))))
        let (milliseconds, count) = state.withLock { state in
            if now > state.milliseconds {
                state.milliseconds = now
                // Half of the range is left to count on in.
                state.count = .random(in: 0..<0x800)
            } else if state.count < 0xfff {
                state.count += 1
            } else {
                state.milliseconds += 1
                state.count = .random(in: 0..<0x800)
            }
            return (state.milliseconds, state.count)
        }
        let random = UInt64.random(in: 0...UInt64.max)
        let high = (milliseconds << 16) | 0x7000 | UInt64(count)
        let low = (random & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000
        let bytes = [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
        return bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
