@testable import AshlarPostgres

/// A pool whose clock the test moves.
struct PoolHarness {
    var machine: PoolStateMachine
    var now = PoolInstant.now

    init(maximum: Int, _ configure: (inout PoolSettings) -> Void = { _ in }) {
        var settings = PoolSettings(maximumConnections: maximum)
        configure(&settings)
        machine = PoolStateMachine(settings: settings)
    }

    mutating func statement(_ id: UInt64) -> [PoolAction] {
        machine.submitStatement(RequestID(rawValue: id), now: now)
    }
    mutating func lease(_ id: UInt64) -> [PoolAction] { machine.submitLease(RequestID(rawValue: id), now: now) }
    mutating func cancel(_ id: UInt64) -> [PoolAction] { machine.cancel(RequestID(rawValue: id), now: now) }
    mutating func opened(_ id: UInt64) -> [PoolAction] { machine.opened(ConnectionID(rawValue: id), now: now) }
    mutating func openFailed(_ id: UInt64, isPassing: Bool = false) -> [PoolAction] {
        machine.openFailed(ConnectionID(rawValue: id), isPassing: isPassing, now: now)
    }
    mutating func finished(_ id: UInt64) -> [PoolAction] { machine.finished(ConnectionID(rawValue: id), now: now) }
    mutating func released(_ id: UInt64) -> [PoolAction] { machine.released(ConnectionID(rawValue: id), now: now) }
    mutating func lost(_ id: UInt64) -> [PoolAction] { machine.lost(ConnectionID(rawValue: id), now: now) }
    mutating func hold(_ id: UInt64, _ isHeld: Bool) -> [PoolAction] {
        machine.hold(ConnectionID(rawValue: id), isHeld, now: now)
    }
    mutating func tick(after duration: Duration) -> [PoolAction] {
        now += duration
        return machine.tick(now: now)
    }
    mutating func shutDown(grace: Duration) -> [PoolAction] { machine.shutDown(deadline: now + grace, now: now) }
}

extension PoolInstant {
    static func += (moment: inout PoolInstant, duration: Duration) { moment = moment + duration }
}
