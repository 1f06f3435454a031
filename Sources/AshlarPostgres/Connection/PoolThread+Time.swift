import CLibPQ

extension PoolThread {
    /// Does what is due.
    func handleTime() {
        for connection in connections.values {
            if let deadline = connection.cancelDeadline, deadline <= now {
                lose(connection, PostgresError(.connectionLost, "the server did not answer a cancel request"))
            } else if let deadline = silenceDeadline(of: connection), deadline <= now {
                lose(connection, PostgresError(.connectionLost, "the server was silent for too long"))
            } else if let again = connection.cancelAgainAt, again <= now {
                cancelNext(connection)
            } else if let instant = healthCheckDate(of: connection), instant <= now {
                checkHealth(of: connection)
            }
        }
        if let deadline = machine.nextDeadline, deadline <= now { perform(machine.tick(now: now)) }
    }

    /// When a connection has something to do that no event of its socket tells.
    func deadline(of connection: Connection) -> PoolInstant? {
        var earliest = silenceDeadline(of: connection) ?? healthCheckDate(of: connection)
        if let again = connection.cancelAgainAt { earliest = min(earliest ?? again, again) }
        if let deadline = connection.cancelDeadline { earliest = min(earliest ?? deadline, deadline) }
        return earliest
    }

    private func silenceDeadline(of connection: Connection) -> PoolInstant? {
        guard connection.phase == .ready, connection.owesAnswer, let first = connection.flights.first else {
            return nil
        }
        // A sign of life takes no time but the network's.
        if first.isHealthCheck { return connection.heardAt + machine.settings.connectTimeout }
        return silenceLimit.map { connection.heardAt + $0 }
    }

    private func healthCheckDate(of connection: Connection) -> PoolInstant? {
        guard let healthCheckInterval, connection.phase == .ready, connection.lease == nil, connection.isQuiet else {
            return nil
        }
        return connection.heardAt + healthCheckInterval
    }

    /// Asks the server for a sign of life. Statements may be sent behind it as behind any other.
    private func checkHealth(of connection: Connection) {
        connection.heardAt = now
        guard PQpipelineSync(connection.pg) == 1 else { return lose(connection, connection.lastError) }
        connection.flights.append(Flight(healthCheck: ()))
        markDirty(connection)
    }
}
