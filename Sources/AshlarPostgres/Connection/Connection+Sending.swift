import CLibPQ

extension Connection {
    /// Sends a statement, or keeps it until it can be sent.
    ///
    /// - Returns: false when the connection is broken.
    func enqueue(_ statement: Statement, isRetry: Bool = false, _ buffer: inout ParameterBuffer) -> Bool {
        guard held.isEmpty, canSend(statement) else {
            held.append(HeldStatement(statement: statement, isRetry: isRetry))
            return true
        }
        return send(statement, isRetry: isRetry, &buffer)
    }

    /// Sends what was kept, as far as it can be sent now.
    func sendHeld(_ buffer: inout ParameterBuffer) -> Bool {
        while let next = held.first, canSend(next.statement) {
            held.removeFirst()
            guard send(next.statement, isRetry: next.isRetry, &buffer) else { return false }
        }
        return true
    }

    private func canSend(_ statement: Statement) -> Bool {
        guard !isCancelling, !isRunningScript else { return false }
        // A script leaves pipeline mode, which is only possible when all is answered.
        return statement.form.isPipelined || flights.isEmpty
    }

    /// Sends a statement and a sync behind it, so that its failure is no other's.
    private func send(_ statement: Statement, isRetry: Bool, _ buffer: inout ParameterBuffer) -> Bool {
        isDirty = true
        guard statement.form.isPipelined else { return sendScript(statement) }
        let flight: Flight
        var isSent: Bool
        // A second attempt is not prepared: it must not depend on what others prepare or forget.
        if cache.capacity == 0 || isRetry || statement.form != .parameters {
            flight = Flight(statement: statement, entry: nil, isPreparing: false)
            isSent = sendUnprepared(statement, &buffer)
        } else if let entry = cache.entry(text: statement.text, bindings: statement.bindings) {
            flight = Flight(statement: statement, entry: entry, isPreparing: false)
            isSent = sendPrepared(entry, statement.bindings, &buffer)
        } else {
            let (entry, evicted) = cache.insert(text: statement.text, bindings: statement.bindings)
            if let evicted { deallocate(evicted) }
            flight = Flight(statement: statement, entry: entry, isPreparing: true)
            let types = entry.types.map(\.rawValue)
            isSent =
                PQsendPrepare(pg, entry.name, statement.text, Int32(truncatingIfNeeded: types.count), types) == 1
                && sendPrepared(entry, statement.bindings, &buffer)
        }
        flight.isRetry = isRetry
        isSent = isSent && PQpipelineSync(pg) == 1
        flights.append(flight)
        return isSent
    }

    private func sendPrepared(
        _ entry: StatementCache.Entry, _ bindings: [PostgresBinding], _ buffer: inout ParameterBuffer
    ) -> Bool {
        buffer.withParameters(bindings) { count, values, lengths, formats in
            PQsendQueryPrepared(pg, entry.name, count, values, lengths, formats, 1)
        } == 1
    }

    private func sendUnprepared(_ statement: Statement, _ buffer: inout ParameterBuffer) -> Bool {
        let types = statement.bindings.map(\.type.rawValue)
        return buffer.withParameters(statement.bindings) { count, values, lengths, formats in
            PQsendQueryParams(
                pg, statement.text, count, types, values, lengths, formats, statement.form == .text ? 0 : 1)
        } == 1
    }

    /// Frees a prepared statement on the server. In a failed transaction this fails too; then the name stays until the
    /// connection is closed, which costs a little memory of the server.
    private func deallocate(_ name: String) {
        guard PQsendQueryParams(pg, "DEALLOCATE \(name)", 0, nil, nil, nil, nil, 1) == 1, PQpipelineSync(pg) == 1 else {
            return
        }
        flights.append(Flight(statement: nil, entry: nil, isPreparing: false))
    }

    private func sendScript(_ statement: Statement) -> Bool {
        flights.append(Flight(statement: statement, entry: nil, isPreparing: false))
        isRunningScript = true
        return PQexitPipelineMode(pg) == 1 && PQsendQuery(pg, statement.text) == 1
    }
}
