import Testing

@testable import AshlarPostgres

private func open(_ id: UInt64) -> PoolAction { .open(ConnectionID(rawValue: id)) }
private func close(_ id: UInt64) -> PoolAction { .close(ConnectionID(rawValue: id)) }
private func send(_ id: UInt64, on connection: UInt64) -> PoolAction {
    .send(RequestID(rawValue: id), on: ConnectionID(rawValue: connection))
}
private func lease(_ id: UInt64, _ connection: UInt64) -> PoolAction {
    .lease(RequestID(rawValue: id), ConnectionID(rawValue: connection))
}
private func fail(_ id: UInt64, _ reason: PoolFailure) -> PoolAction { .fail(RequestID(rawValue: id), reason) }

@Suite struct PoolStateMachineTests {
    @Test("a first statement opens a connection and is sent when it is open")
    func firstStatement() {
        var pool = PoolHarness(maximum: 2)
        #expect(pool.statement(1) == [open(1)])
        #expect(pool.opened(1) == [send(1, on: 1)])
        #expect(pool.finished(1) == [])
        #expect(pool.statement(2) == [send(2, on: 1)])
    }

    @Test("as many connections are opened at once as requests wait, up to the maximum")
    func opensOnDemand() {
        var pool = PoolHarness(maximum: 2)
        #expect(pool.statement(1) == [open(1)])
        #expect(pool.statement(2) == [open(2)])
        #expect(pool.statement(3) == [])
    }

    @Test("while the pool can grow, no statement is sent behind another")
    func doesNotQueueBehindBusyConnection() {
        var pool = PoolHarness(maximum: 2)
        _ = pool.statement(1)
        _ = pool.opened(1)
        #expect(pool.statement(2) == [open(2)])
        #expect(pool.opened(2) == [send(2, on: 2)])
    }

    @Test("at the maximum, statements share the least loaded connections")
    func sharesAtMaximum() {
        var pool = PoolHarness(maximum: 2)
        for id in 1...2 { _ = pool.statement(UInt64(id)) }
        _ = pool.opened(1)
        _ = pool.opened(2)
        #expect(pool.statement(3) == [send(3, on: 1)])
        #expect(pool.statement(4) == [send(4, on: 2)])
        #expect(pool.finished(2) == [])
        #expect(pool.statement(5) == [send(5, on: 2)])
    }

    @Test("nothing is sent behind a statement that takes long")
    func avoidsStalledConnection() {
        var pool = PoolHarness(maximum: 2)
        for id in 1...2 { _ = pool.statement(UInt64(id)) }
        _ = pool.opened(1)
        _ = pool.opened(2)
        _ = pool.tick(after: .milliseconds(20))
        _ = pool.finished(2)
        for id in 3...6 { #expect(pool.statement(UInt64(id)).first != send(UInt64(id), on: 1)) }
    }

    @Test("when all connections are stalled, statements wait for the first that answers")
    func waitsForStalledConnections() {
        var pool = PoolHarness(maximum: 1)
        _ = pool.statement(1)
        _ = pool.opened(1)
        _ = pool.tick(after: .milliseconds(20))
        #expect(pool.statement(2) == [])
        #expect(pool.finished(1) == [send(2, on: 1)])
    }

    @Test("the number in flight is limited, and grows with quick answers")
    func limitsDepth() {
        var pool = PoolHarness(maximum: 1) { $0.pipelineDepth = 6 }
        _ = pool.statement(1)
        _ = pool.opened(1)
        for id in 2...4 { #expect(pool.statement(UInt64(id)) == [send(UInt64(id), on: 1)]) }
        #expect(pool.statement(5) == [])
        #expect(pool.statement(6) == [])
        #expect(pool.finished(1) == [send(5, on: 1), send(6, on: 1)])
        #expect(pool.statement(7) == [send(7, on: 1)])
        #expect(pool.statement(8) == [])
    }

    @Test("after a slow answer a connection takes one statement at a time")
    func slowAnswerNarrows() {
        var pool = PoolHarness(maximum: 1)
        _ = pool.statement(1)
        _ = pool.opened(1)
        pool.now += .milliseconds(50)
        #expect(pool.statement(2) == [])
        #expect(pool.statement(3) == [])
        #expect(pool.finished(1) == [send(2, on: 1)])
        #expect(pool.finished(1) == [send(3, on: 1)])
    }

    @Test("a lease takes an idle connection, and nothing else is sent on it")
    func leaseIsExclusive() {
        var pool = PoolHarness(maximum: 1)
        #expect(pool.lease(1) == [open(1)])
        #expect(pool.opened(1) == [lease(1, 1)])
        #expect(pool.statement(2) == [])
        #expect(pool.released(1) == [send(2, on: 1)])
    }

    @Test("a lease that finds no idle connection at the maximum keeps one free of new statements")
    func leaseReserves() {
        var pool = PoolHarness(maximum: 1)
        _ = pool.statement(1)
        _ = pool.opened(1)
        #expect(pool.lease(2) == [])
        #expect(pool.statement(3) == [])
        #expect(pool.finished(1) == [lease(2, 1)])
        #expect(pool.released(1) == [send(3, on: 1)])
    }

    @Test("a reservation ends with the lease that it was made for")
    func reservationEnds() {
        var pool = PoolHarness(maximum: 1)
        _ = pool.statement(1)
        _ = pool.opened(1)
        _ = pool.lease(2)
        #expect(pool.statement(3) == [])
        #expect(pool.cancel(2) == [fail(2, .cancelled), send(3, on: 1)])
    }

    @Test("leases and statements are served in the order of their arrival")
    func isFair() {
        var pool = PoolHarness(maximum: 1)
        _ = pool.lease(1)
        _ = pool.opened(1)
        _ = pool.statement(2)
        _ = pool.lease(3)
        _ = pool.statement(4)
        #expect(pool.released(1) == [send(2, on: 1)])
        #expect(pool.finished(1) == [lease(3, 1)])
        #expect(pool.released(1) == [send(4, on: 1)])
    }

    @Test("a request that waits for too long fails and says how busy the pool is")
    func queueTimeout() {
        var pool = PoolHarness(maximum: 1) { $0.queueTimeout = .seconds(3) }
        _ = pool.lease(1)
        _ = pool.opened(1)
        _ = pool.statement(2)
        _ = pool.lease(3)
        #expect(pool.machine.nextDeadline == pool.now + .seconds(3))
        #expect(pool.tick(after: .seconds(2)) == [])
        let load = PoolLoad(leased: 1, busy: 0, connecting: 0, maximum: 1, waiting: 1)
        var later = load
        later.waiting = 0
        #expect(pool.tick(after: .seconds(1)) == [fail(2, .queueTimeout(load)), fail(3, .queueTimeout(later))])
        #expect(pool.released(1) == [])
    }

    @Test("a cancelled request leaves the queue, one that does not wait is no concern of the pool")
    func cancelling() {
        var pool = PoolHarness(maximum: 1)
        _ = pool.statement(1)
        _ = pool.statement(2)
        #expect(pool.cancel(1) == [fail(1, .cancelled)])
        #expect(pool.opened(1) == [send(2, on: 1)])
        #expect(pool.cancel(2) == [])
    }

    @Test("when no connection can be opened and none is there, all that wait fail at once")
    func failsFast() {
        var pool = PoolHarness(maximum: 4)
        _ = pool.statement(1)
        _ = pool.statement(2)
        #expect(pool.openFailed(1) == [])
        #expect(pool.openFailed(2) == [fail(1, .unavailable), fail(2, .unavailable)])
    }

    @Test("after failures connecting pauses, for longer each time up to a limit")
    func backoff() {
        var pool = PoolHarness(maximum: 1) {
            $0.firstBackoff = .milliseconds(50)
            $0.longestBackoff = .milliseconds(200)
        }
        var connection: UInt64 = 1
        for pause in [50, 100, 200, 200] {
            let request = connection
            if connection == 1 { #expect(pool.statement(request) == [open(connection)]) }
            #expect(pool.openFailed(connection) == [fail(request, .unavailable)])
            connection += 1
            #expect(pool.statement(connection) == [])
            #expect(pool.machine.nextDeadline == pool.now + .milliseconds(pause))
            #expect(pool.tick(after: .milliseconds(pause)) == [open(connection)])
        }
        #expect(pool.opened(connection) == [send(connection, on: connection)])
        #expect(pool.lost(connection) == [])
        #expect(pool.statement(100) == [open(connection + 1)])
    }

    @Test("while the server starts up, requests wait instead of failing")
    func passingFailure() {
        var pool = PoolHarness(maximum: 1)
        _ = pool.statement(1)
        #expect(pool.openFailed(1, isPassing: true) == [])
        #expect(pool.tick(after: .seconds(1)) == [open(2)])
        #expect(pool.opened(2) == [send(1, on: 2)])
    }

    @Test("a connection that does not open in time counts as failed")
    func connectTimeout() {
        var pool = PoolHarness(maximum: 1) { $0.connectTimeout = .seconds(2) }
        _ = pool.statement(1)
        #expect(pool.machine.nextDeadline == pool.now + .seconds(2))
        #expect(pool.tick(after: .seconds(2)) == [close(1), fail(1, .unavailable)])
    }

    @Test("when connecting fails but others are open, statements use those")
    func failureWithOthersOpen() {
        var pool = PoolHarness(maximum: 2)
        _ = pool.statement(1)
        _ = pool.opened(1)
        #expect(pool.statement(2) == [open(2)])
        #expect(pool.openFailed(2) == [send(2, on: 1)])
    }

    @Test("a lost connection is replaced when somebody needs it")
    func replacesLost() {
        var pool = PoolHarness(maximum: 1)
        _ = pool.lease(1)
        _ = pool.opened(1)
        _ = pool.statement(2)
        #expect(pool.lost(1) == [open(2)])
        #expect(pool.opened(2) == [send(2, on: 2)])
    }

    @Test("while a cancel request is under way, its connection gets nothing new")
    func holdsDuringCancel() {
        var pool = PoolHarness(maximum: 1)
        _ = pool.statement(1)
        _ = pool.opened(1)
        #expect(pool.hold(1, true) == [])
        #expect(pool.statement(2) == [])
        #expect(pool.finished(1) == [])
        #expect(pool.lease(3) == [])
        #expect(pool.hold(1, false) == [send(2, on: 1)])
    }

    @Test("idle connections are closed down to the minimum")
    func closesIdle() {
        var pool = PoolHarness(maximum: 3) {
            $0.idleTimeout = .seconds(60)
            $0.minimumConnections = 1
        }
        #expect(pool.tick(after: .zero) == [open(1)])
        _ = pool.opened(1)
        _ = pool.statement(1)
        #expect(pool.statement(2) == [open(2)])
        _ = pool.opened(2)
        _ = pool.finished(1)
        _ = pool.finished(2)
        #expect(pool.tick(after: .seconds(59)) == [])
        #expect(pool.tick(after: .seconds(1)) == [close(1)])
        #expect(pool.tick(after: .seconds(600)) == [])
        #expect(pool.machine.nextDeadline == nil)
    }

    @Test("shutting down refuses new requests, lets old ones end, and closes all")
    func shutsDown() {
        var pool = PoolHarness(maximum: 2)
        _ = pool.lease(1)
        _ = pool.opened(1)
        _ = pool.statement(2)
        _ = pool.opened(2)
        #expect(pool.shutDown(grace: .seconds(5)) == [])
        #expect(pool.statement(3) == [fail(3, .shutDown)])
        #expect(pool.lease(4) == [fail(4, .shutDown)])
        #expect(pool.finished(2) == [])
        #expect(pool.released(1) == [close(1), close(2), .finish])
        #expect(pool.machine.nextDeadline == nil)
    }

    @Test("shutting down gives up after the grace")
    func shutdownGrace() {
        var pool = PoolHarness(maximum: 1)
        _ = pool.lease(1)
        _ = pool.opened(1)
        _ = pool.statement(2)
        #expect(pool.shutDown(grace: .seconds(5)) == [])
        #expect(pool.machine.nextDeadline == pool.now + .seconds(5))
        #expect(pool.tick(after: .seconds(5)) == [fail(2, .shutDown), close(1), .finish])
    }

    @Test("an idle pool shuts down at once")
    func shutsDownIdle() {
        var pool = PoolHarness(maximum: 1)
        _ = pool.statement(1)
        _ = pool.opened(1)
        _ = pool.finished(1)
        #expect(pool.shutDown(grace: .seconds(5)) == [close(1), .finish])
    }
}
