import CLibPQ

extension Connection {
    enum Received {
        /// The first flight is answered in full and taken out.
        case finished(Flight)
        /// Nothing more is there yet.
        case nothing
        /// The connection cannot be used any more.
        indirect case broken(PostgresError)
    }

    /// Reads from the socket what there is.
    func consumeInput() -> Bool {
        let isAlive = PQconsumeInput(pg) == 1
        takeNotifications()
        return isAlive
    }

    /// Takes the next answer out of what was read.
    func receive() -> Received {
        if let copy { return receive(copy) }
        var emptyAnswers = 0
        while !flights.isEmpty, PQisBusy(pg) == 0 {
            guard let result = PQgetResult(pg) else {
                if isBroken { return .broken(lastError) }
                if isRunningScript { return endScript() }
                // An empty answer ends each command; several in a row mean that we and libpq disagree about what comes.
                emptyAnswers += 1
                if emptyAnswers > 2 { return .broken(PostgresError(.connectionLost, "libpq had no answer")) }
                continue
            }
            emptyAnswers = 0
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC:
                PQclear(result)
                if let flight = flights.popFirst() { return .finished(flight) }
            case PGRES_PIPELINE_ABORTED: PQclear(result)
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: take(result)
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                guard beginCopy(result) else { return refuseCopy() }
                return .nothing
            default:
                let error = explained(PostgresError(serverResult: result))
                PQclear(result)
                if let flight = flights.first, flight.failureBox == nil { flight.failure = error }
            }
        }
        return isBroken ? .broken(lastError) : .nothing
    }

    private func take(_ result: OpaquePointer) {
        guard let flight = flights.first else { return PQclear(result) }
        if flight.isPreparing {
            flight.isPreparing = false
            PQclear(result)
        } else if let entry = flight.entry {
            if let shape = entry.shape, shape.fits(result) {
                flight.result = PostgresResult(owning: result, shape: shape)
            } else {
                let taken = PostgresResult(owning: result)
                entry.shape = taken.shape
                flight.result = taken
            }
        } else {
            flight.result = PostgresResult(owning: result)
        }
    }

    func endScript() -> Received {
        isRunningScript = false
        guard let flight = flights.popFirst() else { return .nothing }
        guard PQenterPipelineMode(pg) == 1 else {
            flight.statement?.fail(.lost(lastError))
            return .broken(lastError)
        }
        return .finished(flight)
    }

    /// libpq cannot do COPY in a pipeline, and there is no way back from its start but to close the connection.
    private func refuseCopy() -> Received {
        let error = PostgresError(
            .unsupported, "COPY from and to the client is no statement with an answer",
            suggestion:
                "Use `copyIn` or `copy(into:columns:)` for COPY ... FROM STDIN, `copyOut` for COPY ... TO STDOUT.")
        flights.first?.failure = error
        return .broken(PostgresError(.connectionLost, "it was closed because of a COPY statement"))
    }
}
