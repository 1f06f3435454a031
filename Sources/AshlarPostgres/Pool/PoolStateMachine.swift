/// Decides which connection takes which request, when to open and to close one, and when a request has waited for too long.
///
/// It does no I/O and knows no clock: each event comes with the present time and is answered with what to do.
///
/// The rules:
/// - While the pool may still grow, a statement never queues behind another one: it takes an idle connection or waits for the
///   next that is idle or open.
/// - At the maximum, statements share connections, the least loaded first, but none is sent behind one that has been running
///   for longer than the stall threshold.
/// - A lease takes an idle connection. Where there is none, one is opened, or the least loaded takes no more statements until
///   it is idle. Leases and statements are served in the order of their arrival.
/// - Connections are opened on demand, all that are wanted at once, and after failures with growing pauses.
struct PoolStateMachine {
    let settings: PoolSettings
    private(set) var slots: [PoolSlot] = []
    private var statements = PoolQueue()
    private var leases = PoolQueue()
    private var nextConnection: UInt64 = 1
    private var nextSequence: UInt64 = 0
    private var consecutiveFailures = 0
    private var retryAt: PoolInstant?
    private var shutdownDeadline: PoolInstant?
    private var isFinished = false

    init(settings: PoolSettings) { self.settings = settings }

    // MARK: Requests

    /// A statement wants to be sent.
    mutating func submitStatement(_ id: RequestID, now: PoolInstant) -> [PoolAction] {
        guard shutdownDeadline == nil else { return [.fail(id, .shutDown)] }
        if let connection = connectionAtOnce(now: now) { return [.send(id, on: connection)] }
        statements.append(entry(id, now))
        return dispatch(now)
    }

    /// The connection for a statement that need not wait, as most need not; it counts as sent there.
    mutating func connectionAtOnce(now: PoolInstant) -> ConnectionID? {
        guard shutdownDeadline == nil, statements.isEmpty, leases.isEmpty,
            let index = slotForStatement(now, sequence: .max)
        else { return nil }
        return take(index, now)
    }

    /// A transaction or session wants a connection for itself.
    mutating func submitLease(_ id: RequestID, now: PoolInstant) -> [PoolAction] {
        guard shutdownDeadline == nil else { return [.fail(id, .shutDown)] }
        leases.append(entry(id, now))
        return dispatch(now)
    }

    /// A task was cancelled. Nothing happens if its request does not wait (any more).
    mutating func cancel(_ id: RequestID, now: PoolInstant) -> [PoolAction] {
        guard statements.remove(id) || leases.remove(id) else { return [] }
        return [.fail(id, .cancelled)] + dispatch(now)
    }

    // MARK: Connections

    /// A connection is open and ready.
    mutating func opened(_ id: ConnectionID, now: PoolInstant) -> [PoolAction] {
        guard let index = index(of: id), slots[index].isConnecting else { return [] }
        slots[index].state = .shared
        slots[index].progressAt = now
        consecutiveFailures = 0
        retryAt = nil
        return dispatch(now)
    }

    /// A connection could not be opened.
    ///
    /// - Parameter isPassing: the server said that it will be ready soon; waiting requests go on waiting.
    mutating func openFailed(_ id: ConnectionID, isPassing: Bool, now: PoolInstant) -> [PoolAction] {
        guard let index = index(of: id) else { return [] }
        slots.remove(at: index)
        // Attempts that were started together fail together and count as one.
        if retryAt.map({ $0 <= now }) ?? true {
            let pause = settings.firstBackoff * (1 << min(consecutiveFailures, 16))
            retryAt = now + min(pause, settings.longestBackoff)
            consecutiveFailures += 1
        }
        var actions: [PoolAction] = []
        if slots.isEmpty, !isPassing {
            // Nobody is left who could serve them: better a failure now than one after the timeout.
            while let waiting = popFirstWaiting() { actions.append(.fail(waiting, .unavailable)) }
        }
        return actions + dispatch(now)
    }

    /// An open connection broke, or was closed for its state.
    mutating func lost(_ id: ConnectionID, now: PoolInstant) -> [PoolAction] {
        guard let index = index(of: id) else { return [] }
        slots.remove(at: index)
        return dispatch(now)
    }

    /// A statement that was sent on a shared connection has its answer.
    mutating func finished(_ id: ConnectionID, now: PoolInstant) -> [PoolAction] {
        guard let index = index(of: id), slots[index].inFlight > 0 else { return [] }
        let isQuick = now - slots[index].progressAt < settings.stallThreshold
        slots[index].depth = isQuick ? min(slots[index].depth * 2, settings.pipelineDepth) : 1
        slots[index].inFlight -= 1
        slots[index].progressAt = now
        if statements.isEmpty, leases.isEmpty, shutdownDeadline == nil { return [] }
        return dispatch(now)
    }

    /// A lease is over and its connection as good as new.
    mutating func released(_ id: ConnectionID, now: PoolInstant) -> [PoolAction] {
        guard let index = index(of: id), slots[index].state == .leased else { return [] }
        slots[index].state = .shared
        slots[index].progressAt = now
        return dispatch(now)
    }

    /// A cancel request is under way on a connection, or is done.
    mutating func hold(_ id: ConnectionID, _ isHeld: Bool, now: PoolInstant) -> [PoolAction] {
        guard let index = index(of: id) else { return [] }
        slots[index].isHeld = isHeld
        return isHeld ? [] : dispatch(now)
    }

    // MARK: Time

    /// The next moment at which ``tick(now:)`` has something to do.
    var nextDeadline: PoolInstant? {
        guard !isFinished else { return nil }
        var next = shutdownDeadline
        func consider(_ instant: PoolInstant) { next = next.map { min($0, instant) } ?? instant }
        if let first = statements.first { consider(first.deadline) }
        if let first = leases.first { consider(first.deadline) }
        if let retryAt, wantedConnections > 0 { consider(retryAt) }
        for slot in slots {
            if case .connecting(let since) = slot.state { consider(since + settings.connectTimeout) }
            if slots.count > settings.minimumConnections, slot.state == .shared, slot.isIdle {
                consider(slot.progressAt + settings.idleTimeout)
            }
        }
        return next
    }

    /// Time has passed.
    mutating func tick(now: PoolInstant) -> [PoolAction] {
        guard !isFinished else { return [] }
        var actions: [PoolAction] = []
        while let first = statements.first, first.deadline <= now, let late = statements.popFirst() {
            actions.append(.fail(late.id, .queueTimeout(load)))
        }
        while let first = leases.first, first.deadline <= now, let late = leases.popFirst() {
            actions.append(.fail(late.id, .queueTimeout(load)))
        }
        for slot in slots {
            if case .connecting(let since) = slot.state, since + settings.connectTimeout <= now {
                actions.append(.close(slot.id))
                actions += openFailed(slot.id, isPassing: false, now: now)
            } else if slots.count > settings.minimumConnections, slot.state == .shared, slot.isIdle,
                slot.progressAt + settings.idleTimeout <= now
            {
                actions.append(.close(slot.id))
                slots.removeAll { $0.id == slot.id }
            }
        }
        if let shutdownDeadline, shutdownDeadline <= now { return actions + finish() }
        return actions + dispatch(now)
    }

    /// Takes no new requests, lets those that are here come to their end, then closes all.
    mutating func shutDown(deadline: PoolInstant, now: PoolInstant) -> [PoolAction] {
        guard !isFinished else { return [] }
        shutdownDeadline = min(shutdownDeadline ?? deadline, deadline)
        return tick(now: now)
    }

    /// How busy the pool is.
    var load: PoolLoad {
        var load = PoolLoad(maximum: settings.maximumConnections, waiting: statements.count + leases.count)
        for slot in slots {
            if slot.isConnecting {
                load.connecting += 1
            } else if slot.state == .leased {
                load.leased += 1
            } else if !slot.isIdle {
                load.busy += 1
            }
        }
        return load
    }
}

// MARK: - Decisions

extension PoolStateMachine {
    private mutating func dispatch(_ now: PoolInstant) -> [PoolAction] {
        guard !isFinished else { return [] }
        var actions: [PoolAction] = []
        serve(&actions, now)
        if leases.isEmpty, slots.contains(where: { $0.state == .reserved }) {
            for index in slots.indices where slots[index].state == .reserved { slots[index].state = .shared }
            serve(&actions, now)
        }
        for _ in 0..<min(wantedConnections, growth(now)) {
            let id = ConnectionID(rawValue: nextConnection)
            nextConnection += 1
            slots.append(PoolSlot(id: id, state: .connecting(since: now), progressAt: now))
            actions.append(.open(id))
        }
        reserve(now)
        if shutdownDeadline != nil, isDrained { actions += finish() }
        return actions
    }

    private mutating func serve(_ actions: inout [PoolAction], _ now: PoolInstant) {
        var areStatementsBlocked = false
        var areLeasesBlocked = false
        while true {
            let statement = areStatementsBlocked ? nil : statements.first
            let lease = areLeasesBlocked ? nil : leases.first
            if let lease, lease.sequence < statement?.sequence ?? .max {
                guard let index = slotForLease() else {
                    areLeasesBlocked = true
                    // At once, so that no later statement takes what becomes free.
                    reserve(now)
                    continue
                }
                _ = leases.popFirst()
                slots[index].state = .leased
                actions.append(.lease(lease.id, slots[index].id))
            } else if let statement {
                guard let index = slotForStatement(now, sequence: statement.sequence) else {
                    areStatementsBlocked = true
                    continue
                }
                _ = statements.popFirst()
                actions.append(.send(statement.id, on: take(index, now)))
            } else {
                return
            }
        }
    }

    /// Counts a statement that is sent on a connection.
    private mutating func take(_ index: Int, _ now: PoolInstant) -> ConnectionID {
        if slots[index].inFlight == 0 { slots[index].progressAt = now }
        slots[index].inFlight += 1
        return slots[index].id
    }

    private func slotForLease() -> Int? {
        slots.firstIndex { $0.state == .reserved && $0.isIdle } ?? slots.firstIndex { $0.state == .shared && $0.isIdle }
    }

    private func slotForStatement(_ now: PoolInstant, sequence: UInt64) -> Int? {
        // What is reserved for a lease still takes the statements that came before it.
        let isOlderThanLeases = sequence < leases.first?.sequence ?? .max
        var best: Int?
        var isOpeningOne = false
        for (index, slot) in slots.enumerated() {
            switch slot.state {
            case .reserved where !isOlderThanLeases, .leased: continue
            case .shared, .reserved:
                if slot.isIdle { return index }
                guard !slot.isHeld, slot.inFlight < min(slot.depth, settings.pipelineDepth),
                    now - slot.progressAt < settings.stallThreshold
                else { continue }
                if slot.inFlight < best.map({ slots[$0].inFlight }) ?? .max { best = index }
            // One that takes long to open is not worth waiting for.
            case .connecting(let since): isOpeningOne = isOpeningOne || now - since < .milliseconds(50)
            }
        }
        return growth(now) > 0 || isOpeningOne ? nil : best
    }

    /// How many connections may be opened now.
    private func growth(_ now: PoolInstant) -> Int {
        retryAt.map { $0 <= now } ?? true ? settings.maximumConnections - slots.count : 0
    }

    /// How many connections should be open beyond those that are or soon will be, pauses after failures aside.
    private var wantedConnections: Int {
        let connecting = slots.count { $0.isConnecting }
        let demand = statements.count + leases.count - connecting
        let minimum = shutdownDeadline == nil ? settings.minimumConnections - slots.count : 0
        return max(0, min(max(demand, minimum), settings.maximumConnections - slots.count))
    }

    /// Keeps new statements off as many connections as leases wait for and will not get by opening.
    private mutating func reserve(_ now: PoolInstant) {
        var missing = leases.count - growth(now) - slots.count { $0.isConnecting || $0.state == .reserved }
        while missing > 0,
            let index = slots.indices.filter({ slots[$0].state == .shared })
                .min(by: { slots[$0].inFlight < slots[$1].inFlight })
        {
            slots[index].state = .reserved
            missing -= 1
        }
    }

    private var isDrained: Bool {
        statements.isEmpty && leases.isEmpty && slots.allSatisfy { $0.state != .leased && $0.inFlight == 0 }
    }

    private mutating func finish() -> [PoolAction] {
        var actions: [PoolAction] = []
        while let waiting = popFirstWaiting() { actions.append(.fail(waiting, .shutDown)) }
        actions += slots.map { .close($0.id) }
        slots = []
        isFinished = true
        return actions + [.finish]
    }

    private mutating func popFirstWaiting() -> RequestID? { statements.popFirst()?.id ?? leases.popFirst()?.id }

    private mutating func entry(_ id: RequestID, _ now: PoolInstant) -> PoolQueue.Entry {
        nextSequence += 1
        return PoolQueue.Entry(id: id, sequence: nextSequence, deadline: now + settings.queueTimeout)
    }

    private func index(of id: ConnectionID) -> Int? { slots.firstIndex { $0.id == id } }
}
