import CLibPQ
import Logging

extension PoolThread {
    /// Hands out all answers that are there.
    func receive(_ connection: Connection) {
        while connection.phase == .ready {
            switch connection.receive() {
            case .finished(let flight):
                finish(flight, on: connection)
            case .nothing: return
            case .broken(let error): return lose(connection, error)
            }
        }
    }

    private func finish(_ flight: Flight, on connection: Connection) {
        noteCacheChanges(flight, connection)
        let isInside = connection.leavesTransactionOpen(flight)
        if let statement = flight.statement {
            if connection.lease == nil || connection.isOutsideTransaction, shouldRetry(flight) {
                guard connection.enqueue(statement, isRetry: true, &buffer) else {
                    return lose(connection, connection.lastError)
                }
                cancelNext(connection)
                return markDirty(connection)
            }
            if !flight.isAbandoned { answer(statement, flight, isInside: isInside) }
        }
        cancelNext(connection)
        if !connection.sendHeld(&buffer) { return lose(connection, connection.lastError) }
        if connection.lease != nil { return endLeaseIfQuiet(connection) }
        // From here on the neighbours' statements would be part of a transaction that nobody will end.
        if isInside { return lose(connection, PostgresError(.connectionLost, "it was closed inside of a transaction")) }
        if flight.statement != nil { perform(machine.finished(connection.id, now: now)) }
    }

    private func answer(_ statement: Statement, _ flight: Flight, isInside: Bool) {
        if let failure = flight.failureBox?.error {
            if flight.isCancelled, failure.sqlState == .queryCanceled {
                statement.cancel()
            } else {
                statement.fail(failure)
            }
        } else if isInside, statement.mustEndOutsideTransaction {
            statement.fail(
                PostgresError(
                    .transaction,
                    "The statement began a transaction on a connection that everybody uses; it was rolled back",
                    suggestion: "Use `transaction { }`, or `withSession { }` to send BEGIN and COMMIT yourself."))
        } else if statement.form == .copyIn || statement.form == .copyOut {
            let form = statement.form == .copyIn ? "COPY ... FROM STDIN" : "COPY ... TO STDOUT"
            statement.fail(PostgresError(.unsupported, "The statement is no \(form)"))
        } else if let result = flight.result {
            statement.succeed(PostgresRows(result))
        } else {
            statement.fail(PostgresError(.connectionLost, "The server had no answer to the statement"))
        }
    }

    private func noteCacheChanges(_ flight: Flight, _ connection: Connection) {
        if let failure = flight.failureBox?.error, let entry = flight.entry, let statement = flight.statement {
            let isStale = failure.sqlState == .invalidSQLStatementName || failure.sqlState == .featureNotSupported
            if flight.isPreparing || isStale { connection.cache.forget(entry, text: statement.text) }
        } else if let result = flight.result, result.shape.count == 0, connection.cache.count > 0 {
            let tag = result.commandTag
            if tag == "DISCARD ALL" || tag == "DEALLOCATE ALL" { connection.cache.removeAll() }
        }
    }

    /// A statement that failed for no fault of its own, and had no effect, is sent once more.
    private func shouldRetry(_ flight: Flight) -> Bool {
        guard !flight.isRetry, !flight.isCancelled, !flight.isAbandoned, let failure = flight.failure,
            flight.statement?.form == .parameters
        else { return false }
        switch failure.sqlState {
        // Forgotten by the server, or failed to be prepared by the neighbour ahead.
        case SQLState.invalidSQLStatementName: return flight.entry != nil
        // "cached plan must not change result type": the table was altered since.
        case SQLState.featureNotSupported: return flight.entry != nil && !flight.isPreparing
        // The signal for another statement hit this one.
        case SQLState.queryCanceled: return flight.isExposedToCancel
        default: return false
        }
    }
}
