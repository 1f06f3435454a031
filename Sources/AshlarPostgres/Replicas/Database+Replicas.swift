import Logging
import Synchronization

extension Database {
    /// Runs `body` so that it reads what it has written: from its first write on, its reads go to the primary instead of to
    /// replicas, which may lag behind. Made for one request, job or command.
    ///
    /// ```swift
    /// try await Database.readingOwnWrites {
    ///     let order = try await db.query("insert into orders default values returning id")
    ///     try await show(order)          // reads from the primary
    /// }
    /// ```
    ///
    /// - Returns: what `body` returns.
    public static nonisolated(nonsending) func readingOwnWrites<R>(
        _ body: nonisolated(nonsending) () async throws -> R
    ) async rethrows -> R {
        // Inside of another one its writes count too.
        if ReadingContext.current != nil { return try await body() }
        let context = ReadingContext(mustReadPrimary: false, notesWrites: true)
        return try await ReadingContext.$current.withValue(context) { try await body() }
    }

    /// Runs `body` with all its reads on the primary.
    ///
    /// - Returns: what `body` returns.
    public static nonisolated(nonsending) func onPrimary<R>(
        _ body: nonisolated(nonsending) () async throws -> R
    ) async rethrows -> R {
        // What `body` writes is still to be noted by the context around it.
        let context = ReadingContext.current ?? ReadingContext(mustReadPrimary: true, notesWrites: false)
        if context.readsPrimary { return try await ReadingContext.$current.withValue(context) { try await body() } }
        let primary = ReadingContext(mustReadPrimary: true, notesWrites: false)
        do {
            let result = try await ReadingContext.$current.withValue(primary) { try await body() }
            context.noteWrite()
            return result
        } catch {
            context.noteWrite()
            throw error
        }
    }

    /// Sends a statement of no transaction to where it belongs.
    nonisolated(nonsending) func sendToReplicaOrPrimary(_ plan: StatementPlan) async throws -> PostgresRows {
        guard plan.looksReadOnly else {
            ReadingContext.current?.noteWrite()
            return try await send(plan)
        }
        guard ReadingContext.current?.readsPrimary != true, let replica = replicaInTurn else {
            return try await send(plan)
        }
        do {
            return try await replica.send(plan)
        } catch let error as PostgresError where error.sqlState == .readOnlyTransaction {
            // A function that writes. The replica has done nothing.
            ReadingContext.current?.noteWrite()
        } catch let error as PostgresError where error.isUnavailable || error.isReplicaConflict {
            // A read can be sent again. What was away comes back by itself.
            logger.debug("A replica could not answer, the primary does: \(error.message)")
        }
        return try await send(plan)
    }

    private var replicaInTurn: Database? {
        let turn = nextReplica.wrappingAdd(1, ordering: .relaxed).oldValue
        return replicas.isEmpty ? nil : replicas[Int(UInt(bitPattern: turn) % UInt(replicas.count))]
    }
}

extension PostgresError {
    /// The replica had to apply a change that the statement was in the way of ("Handling Query Conflicts" in the manual).
    fileprivate var isReplicaConflict: Bool {
        sqlState == .serializationFailure || sqlState == .queryCanceled && message.contains("conflict with recovery")
    }
}

extension StatementPlan {
    /// Whether it begins as a statement that reads, and has no sign of one that must go to the primary. A replica refuses
    /// what is missed here, and the primary gets it then.
    fileprivate var looksReadOnly: Bool {
        var start = text.utf8[...]
        while let byte = start.first, byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x28 {
            start.removeFirst()
        }
        let word = String(decoding: start.prefix(6), as: UTF8.self).lowercased()
        guard word == "select" || word.hasPrefix("with") else { return false }
        let lowercased = text.lowercased()
        return ![
            "pg_advisory", "pg_try_advisory", "for update", "for share", "for no key", "for key", "insert ",
            "update ", "delete ", "nextval", "pg_notify", "setval", "set_config",
        ].contains { lowercased.contains($0) }
    }
}
