extension PoolThread {
    /// Does a step of a COPY.
    func perform(_ request: CopyRequest) {
        guard let connection = connections[request.token.connection], connection.lease == request.token.request,
            let copy = connection.copy ?? connection.endedCopy
        else {
            request.continuation?.resume(
                throwing: PostgresError(.connectionLost, "The connection of the COPY was lost"))
            return
        }
        if connection.copy != nil { connection.heardAt = now }
        if case .giveUp = request.step { connection.cancelDeadline = now + machine.settings.connectTimeout * 2 }
        guard connection.advance(copy, request) else { return lose(connection, connection.lastError) }
        // What has come already is not announced again by the socket.
        receive(connection)
        if connection.phase == .ready { markDirty(connection) }
    }

    /// Reads the rest of a COPY for nobody, and asks the server to make it short.
    func abandonCopy(_ token: LeaseToken) {
        guard let connection = connections[token.connection], connection.lease == token.request,
            let copy = connection.copy
        else { return }
        switch copy.phase {
        case .receiving:
            copy.fail(CancellationError())
            copy.isDiscarding = true
        // The caller goes on to tell the server why there will be no more data.
        case .sending: return copy.fail(CancellationError())
        // The server says in a moment whether it was in time.
        case .ending, .ended: break
        }
        connection.heardAt = now
        connection.flights.first?.isCancelled = true
        cancelNext(connection)
        receive(connection)
        if connection.phase == .ready { markDirty(connection) }
    }
}
