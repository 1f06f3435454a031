import CLibPQ
import Logging

extension PoolThread {
    func open(_ id: ConnectionID) {
        guard
            let connection = Connection(
                id: id, parameters: parameters, cacheCapacity: cacheCapacity, logger: logger, observer: observer,
                now: now)
        else {
            lastConnectError = PostgresError(.unavailable, "libpq could not allocate a connection")
            return perform(machine.openFailed(id, isPassing: false, now: now))
        }
        connections[id] = connection
        // libpq wants to hear that the socket is writable before its first step; a refused one fails here already.
        connection.isBroken
            ? openingFailed(connection, connection.lastError)
            : watch(connection, EPOLLOUT.rawValue, isNewSocket: true)
    }

    /// Something happened on a connection's socket.
    func handle(_ connection: Connection) {
        switch connection.phase {
        case .connecting, .settingUp: advanceOpening(connection)
        case .ready:
            connection.heardAt = now
            let isAlive = connection.consumeInput()
            receive(connection)
            if connection.phase == .ready {
                if isAlive { markDirty(connection) } else { lose(connection, connection.lastError) }
            }
        case .closed: break
        }
    }

    private func advanceOpening(_ connection: Connection) {
        // While connecting libpq may replace the socket by another one, even of the same number.
        unwatch(connection)
        switch connection.advanceOpening() {
        case .waiting(let events): watch(connection, events, isNewSocket: true)
        case .ready:
            if connection.isPooled { inbox.notePooler() }
            let way = connection.isPooled ? "through a pooler, " : ""
            logger.debug(
                "PostgreSQL connection opened (\(parameters)), \(way)\(connection.encryption ?? "not encrypted")")
            lastConnectError = nil
            watch(connection, EPOLLIN.rawValue, isNewSocket: true)
            connection.heardAt = now
            perform(machine.opened(connection.id, now: now))
        case .failed(let error): openingFailed(connection, error)
        }
    }

    private func openingFailed(_ connection: Connection, _ error: PostgresError) {
        if lastConnectError == nil { logger.warning("\(error.message)") }
        lastConnectError = error
        connections[connection.id] = nil
        unwatch(connection)
        connection.close()
        // A server that is starting up says so, and is worth waiting for.
        perform(machine.openFailed(connection.id, isPassing: error.sqlState == .cannotConnectNow, now: now))
    }

    /// Closes a connection that the pool has given up already.
    func close(_ id: ConnectionID) {
        guard let connection = connections.removeValue(forKey: id) else { return }
        if connection.phase != .ready {
            lastConnectError = PostgresError(
                .unavailable,
                "No connection to PostgreSQL (\(parameters)): it was not open within \(machine.settings.connectTimeout)",
                suggestion: "Check that the server runs and that its address is right, or raise connectTimeout.")
        }
        let reason = PostgresError(.shutDown, "it was closed")
        fail(all: connection, reason)
        unwatch(connection)
        connection.close()
        observer?.connectionClosed(reason)
    }

    /// A connection broke: all that was on its way fails, and the pool hears of it.
    func lose(_ connection: Connection, _ error: PostgresError) {
        guard connections.removeValue(forKey: connection.id) != nil else { return }
        logger.debug("PostgreSQL connection lost: \(error.message)")
        fail(all: connection, error)
        unwatch(connection)
        if let lease = connection.lease { endedLeases[lease] = connection.farewell }
        connection.close()
        observer?.connectionClosed(error)
        perform(machine.lost(connection.id, now: now))
    }

    private func fail(all connection: Connection, _ error: PostgresError) {
        // The first may have got an error of its own, such as the administrator's command that ended the connection.
        var reason = connection.explained(error)
        if let failure = connection.flights.first?.failure, failure.kind == .connectionLost { reason = failure }
        while let flight = connection.flights.popFirst() {
            guard !flight.isAbandoned, let statement = flight.statement else { continue }
            if let failure = flight.failure, failure.kind != .connectionLost {
                statement.fail(failure)
            } else {
                statement.fail(.lost(reason))
            }
        }
        connection.copy?.fail(PostgresError.lost(reason))
        for held in connection.held { held.statement.fail(.lost(reason)) }
        connection.held = []
    }

    // MARK: epoll

    func markDirty(_ connection: Connection) {
        connection.isDirty = true
        dirty.append(connection)
    }

    /// Writes what is left in libpq's buffers, and asks to hear when the rest can be written.
    func flush() {
        // A connection that breaks here can make others send.
        while let connection = dirty.popLast() {
            guard connection.isDirty, connection.phase == .ready else { continue }
            connection.isDirty = false
            switch PQflush(connection.pg) {
            case 0:
                if let copy = connection.copy, copy.unsent != nil {
                    if connection.sendCopyData(copy) { markDirty(connection) }
                }
                connection.copy?.bufferDrained()
                watch(connection, connection.wantsInput ? EPOLLIN.rawValue : 0)
            case 1: watch(connection, EPOLLIN.rawValue | EPOLLOUT.rawValue)
            // What the server said before it closed the connection is still to be read, and epoll reports the end.
            default: watch(connection, EPOLLIN.rawValue)
            }
        }
    }

    private func watch(_ connection: Connection, _ events: UInt32, isNewSocket: Bool = false) {
        let descriptor = PQsocket(connection.pg)
        if !isNewSocket, let watched = connection.watched, watched == (descriptor, events) { return }
        var event = epoll_event(events: events, data: epoll_data(u64: connection.id.rawValue))
        let operation = connection.watched == nil ? EPOLL_CTL_ADD : EPOLL_CTL_MOD
        if epoll_ctl(epoll, operation, descriptor, &event) == 0 {
            connection.watched = (descriptor, events)
        } else {
            logger.error("epoll cannot watch a PostgreSQL connection")
        }
    }

    private func unwatch(_ connection: Connection) {
        guard let watched = connection.watched else { return }
        var event = epoll_event()
        epoll_ctl(epoll, EPOLL_CTL_DEL, watched.descriptor, &event)
        connection.watched = nil
    }
}
