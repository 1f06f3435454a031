import CLibPQ

extension Connection {
    /// Whether the server has to say something before anything else can happen.
    var owesAnswer: Bool { copy?.isServersTurn ?? !flights.isEmpty }

    /// Whether what the server sends is wanted now.
    var wantsInput: Bool { copy?.wantsInput ?? true }

    /// The server is ready for a COPY.
    ///
    /// - Returns: false when nobody asked for one in this direction.
    func beginCopy(_ result: OpaquePointer) -> Bool {
        guard let statement = flights.first?.statement else {
            PQclear(result)
            return false
        }
        switch (statement.form, PQresultStatus(result)) {
        case (.copyIn, PGRES_COPY_IN): copy = CopyTransfer(phase: .sending)
        case (.copyOut, PGRES_COPY_OUT): copy = CopyTransfer(phase: .receiving)
        default:
            PQclear(result)
            return false
        }
        flights.first?.isAbandoned = true
        statement.succeed(PostgresRows(PostgresResult(owning: result)))
        return true
    }

    /// Goes on with a COPY as far as it goes without waiting.
    func receive(_ copy: CopyTransfer) -> Received {
        if case .receiving = copy.phase, copy.wantsInput, !receiveData(copy) { return .broken(lastError) }
        guard case .ending = copy.phase else { return isBroken ? .broken(lastError) : .nothing }
        while PQisBusy(pg) == 0 {
            guard let result = PQgetResult(pg) else {
                if isBroken { return .broken(lastError) }
                let failure = flights.first?.failure
                let rows = flights.first?.result?.affectedRows ?? 0
                let statement = flights.first?.statement
                let ended = endScript()
                if case .broken = ended { return ended }
                self.copy = nil
                endedCopy = copy
                ended.noteEnd(of: copy, rows: rows, failure: failure, statement)
                return ended
            }
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
                flights.first?.result = PostgresResult(owning: result)
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                PQclear(result)
                return .broken(PostgresError(.connectionLost, "it was closed because of a second COPY in one call"))
            default:
                let error = PostgresError(serverResult: result)
                PQclear(result)
                if let flight = flights.first, flight.failureBox == nil { flight.failure = error }
            }
        }
        return isBroken ? .broken(lastError) : .nothing
    }

    /// Gives what the server has sent to whoever waits for it, in pieces that are worth a journey.
    ///
    /// - Returns: false when the connection is broken.
    private func receiveData(_ copy: CopyTransfer) -> Bool {
        var piece: [UInt8] = []
        while true {
            var row: UnsafeMutablePointer<CChar>?
            let count = PQgetCopyData(pg, &row, 1)
            if count > 0, let row {
                if !copy.isDiscarding {
                    piece.append(contentsOf: UnsafeRawBufferPointer(start: row, count: Int(count)))
                }
                PQfreemem(row)
                if piece.count < 1 << 16 { continue }
            } else if count == -1 {
                copy.phase = .ending
            } else if count < -1 {
                return false
            }
            if !piece.isEmpty { copy.answer(.piece(piece)) }
            return true
        }
    }

    /// Does what a task asks of the COPY.
    ///
    /// - Returns: false when the connection is broken.
    func advance(_ copy: CopyTransfer, _ request: CopyRequest) -> Bool {
        if case .ended(let outcome) = copy.phase {
            if let waiter = request.continuation { copy.deliver(outcome, to: waiter) }
            return true
        }
        switch request.step {
        case .write(let bytes):
            copy.unsent = bytes
            copy.wait(request.continuation, forBuffer: true)
            return sendCopyData(copy)
        case .finish, .giveUp:
            copy.wait(request.continuation)
            copy.phase = .ending
            guard case .giveUp(let reason) = request.step else { return PQputCopyEnd(pg, nil) >= 0 }
            return PQputCopyEnd(pg, reason) >= 0
        case .read:
            copy.wait(request.continuation)
            return true
        }
    }

    /// Hands libpq what it had no room for before.
    func sendCopyData(_ copy: CopyTransfer) -> Bool {
        guard let bytes = copy.unsent else { return true }
        let count = Int32(truncatingIfNeeded: bytes.count)
        let code = bytes.withUnsafeBytes {
            PQputCopyData(pg, $0.baseAddress?.assumingMemoryBound(to: CChar.self), count)
        }
        if code == 1 { copy.unsent = nil }
        return code >= 0
    }
}

extension Connection.Received {
    /// Tells the outcome of a COPY whose connection is in order again.
    fileprivate func noteEnd(of copy: CopyTransfer, rows: Int, failure: PostgresError?, _ statement: Statement?) {
        guard let failure else { return copy.end(.success(rows)) }
        let located = statement.map { failure.at($0.location.sourceLocation, sql: $0.text, bindings: []) }
        copy.end(.failure(located ?? failure))
    }
}
