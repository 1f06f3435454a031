import Logging

extension PoolThread {
    func perform(_ command: Inbox.Command) {
        switch command {
        case .statement(let statement): submit(statement)
        case .lease(let request):
            waitingLeases[request.id] = request
            perform(machine.submitLease(request.id, now: now))
        case .release(let token, let isReusable): release(token, isReusable)
        case .cancel(let id): cancel(id)
        case .cancelDelivered(let id): cancelDelivered(id)
        case .copy(let request): perform(request)
        case .abandonCopy(let token): abandonCopy(token)
        case .start: perform(machine.tick(now: now))
        case .shutDown(let grace, let continuation):
            if let continuation { shutdownWaiters.append(continuation) }
            perform(machine.shutDown(deadline: now + grace, now: now))
        }
    }

    private func submit(_ statement: Statement) {
        guard let token = statement.lease else {
            if let id = machine.connectionAtOnce(now: now), let connection = connections[id] {
                return send(statement, on: connection)
            }
            current = statement
            perform(machine.submitStatement(statement.id, now: now))
            if let waiting = current { waitingStatements[waiting.id] = waiting }
            current = nil
            return
        }
        guard let connection = connections[token.connection], connection.lease == token.request, !connection.isReleasing
        else {
            let reason = endedLeases[token.request]
            statement.fail(
                PostgresError(
                    .connectionLost, "The connection of the transaction or session was lost", because: reason,
                    suggestion: "All of the transaction was rolled back; start it again."))
            return
        }
        send(statement, on: connection)
    }

    func perform(_ actions: [PoolAction]) {
        for action in actions {
            switch action {
            case .open(let id): open(id)
            case .close(let id): close(id)
            case .send(let id, let connection): send(id, on: connection)
            case .lease(let id, let connection): lease(id, connection)
            case .fail(let id, let reason): fail(id, reason)
            case .finish: isFinished = true
            }
        }
    }

    private func send(_ id: RequestID, on connectionID: ConnectionID) {
        let statement: Statement?
        if current?.id == id {
            statement = current
            current = nil
        } else {
            statement = waitingStatements.removeValue(forKey: id)
        }
        guard let statement else { return }
        guard let connection = connections[connectionID] else {
            return statement.fail(.lost(lastConnectError ?? .shutDown))
        }
        send(statement, on: connection)
    }

    func send(_ statement: Statement, on connection: Connection) {
        // From now on the server owes an answer.
        if connection.flights.isEmpty { connection.heardAt = now }
        if !connection.enqueue(statement, &buffer) { return lose(connection, connection.lastError) }
        markDirty(connection)
    }

    private func lease(_ id: RequestID, _ connectionID: ConnectionID) {
        guard let request = waitingLeases.removeValue(forKey: id) else { return }
        if let connection = connections[connectionID] {
            connection.lease = id
            connection.holder = Holder(use: request.use, site: request.location, since: now)
        }
        request.continuation.resume(returning: LeaseToken(connection: connectionID, request: id))
    }

    private func release(_ token: LeaseToken, _ isReusable: Bool) {
        endedLeases[token.request] = nil
        guard let connection = connections[token.connection], connection.lease == token.request else { return }
        guard isReusable else {
            return lose(connection, PostgresError(.connectionLost, "it was closed because its state is not known"))
        }
        connection.isReleasing = true
        endLeaseIfQuiet(connection)
    }

    /// Gives a connection back to the pool once everything on it is answered; one that is inside of a transaction is closed.
    func endLeaseIfQuiet(_ connection: Connection) {
        guard connection.isReleasing, connection.isQuiet else { return }
        connection.isReleasing = false
        connection.lease = nil
        connection.holder = nil
        connection.endedCopy = nil
        if connection.isOutsideTransaction {
            perform(machine.released(connection.id, now: now))
        } else {
            logger.debug("PostgreSQL connection closed: it was given back inside of a transaction")
            lose(connection, PostgresError(.connectionLost, "it was closed inside of a transaction"))
        }
    }

    private func fail(_ id: RequestID, _ reason: PoolFailure) {
        let error: any Error =
            switch reason {
            case .cancelled: CancellationError()
            case .shutDown: PostgresError.shutDown
            case .unavailable:
                lastConnectError ?? PostgresError(.unavailable, "No connection to PostgreSQL (\(parameters))")
            case .queueTimeout(let load):
                PostgresError(queueTimeout: machine.settings.queueTimeout, load, holders: holders)
            }
        if let statement = current?.id == id ? current : waitingStatements.removeValue(forKey: id) {
            if current?.id == id { current = nil }
            if let error = error as? PostgresError { statement.fail(error) } else { statement.cancel() }
        } else if let lease = waitingLeases.removeValue(forKey: id) {
            let located = (error as? PostgresError)?.at(lease.location.sourceLocation, sql: nil, bindings: [])
            lease.continuation.resume(throwing: located ?? error)
        }
    }
}

extension PoolThread {
    /// Who has the connections now, those first who have had one for longest.
    private var holders: [ConnectionHolder] {
        connections.values
            .compactMap { connection in
                connection.holder
                    ?? connection.flights.first?.statement.map {
                        Holder(use: .statement, site: $0.location, since: connection.heardAt)
                    }
            }
            .sorted { $0.since < $1.since }
            .map { ConnectionHolder(use: $0.use, location: $0.site.sourceLocation, duration: now - $0.since) }
    }
}

extension PostgresError {
    init(queueTimeout: Duration, _ load: PoolLoad, holders: [ConnectionHolder]) {
        self.init(
            .queueTimeout,
            "No connection to PostgreSQL became free within \(queueTimeout): of at most \(load.maximum) connections "
                + "\(load.leased) belong to transactions and sessions, \(load.busy) are busy with statements, "
                + "\(load.connecting) are being opened; \(load.waiting) more requests wait",
            suggestion: "Look for transactions that wait for something else than the database and for slow statements, "
                + "or raise maximumConnections or queueTimeout.")
        self.holders = holders
    }
}
