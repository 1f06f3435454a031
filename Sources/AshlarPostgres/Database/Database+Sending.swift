import AshlarSupport

extension Database {
    /// Sends a statement to the pool or to a lease's connection and waits for the answer.
    nonisolated(nonsending) func send(_ plan: StatementPlan) async throws -> PostgresRows {
        guard let recorder = StatementRecorder.current else { return try await sendUnrecorded(plan) }
        let start = ContinuousClock.now
        do {
            let rows = try await sendUnrecorded(plan)
            recorder.note(plan, duration: .now - start, rowCount: rows.count, isFailed: false)
            return rows
        } catch {
            recorder.note(plan, duration: .now - start, rowCount: 0, isFailed: true)
            throw error
        }
    }

    nonisolated(nonsending) func sendUnrecorded(_ plan: StatementPlan) async throws -> PostgresRows {
        if let refusal = plan.refusal { throw refusal }
        let id = inbox.newRequest()
        guard !plan.isCleanup else {
            return try await withUnsafeThrowingContinuation { submit(plan, id, $0) }
        }
        return try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { continuation in
                guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
                submit(plan, id, continuation)
                // The handler may have run before the statement was there to be cancelled.
                if Task.isCancelled { _ = inbox.post(.cancel(id)) }
            }
        } onCancel: {
            _ = inbox.post(.cancel(id))
        }
    }

    private func submit(
        _ plan: StatementPlan, _ id: RequestID, _ continuation: UnsafeContinuation<PostgresRows, any Error>
    ) {
        let statement = Statement(
            id: id, form: plan.form, text: plan.text, bindings: plan.bindings,
            mustEndOutsideTransaction: plan.mustEndOutsideTransaction || plan.lease == nil, lease: plan.lease,
            location: plan.site, continuation: continuation)
        do { try post(.statement(statement)) } catch { statement.fail(error) }
    }

    /// Waits for a connection that nobody else uses.
    nonisolated(nonsending) func lease(
        _ site: CallSite, for use: ConnectionHolder.Use
    ) async throws -> LeaseToken {
        let id = inbox.newRequest()
        return try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { continuation in
                guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
                do throws(PostgresError) {
                    try post(.lease(LeaseRequest(id: id, location: site, use: use, continuation: continuation)))
                } catch {
                    return continuation.resume(throwing: error.at(site.sourceLocation, sql: nil, bindings: []))
                }
                if Task.isCancelled { _ = inbox.post(.cancel(id)) }
            }
        } onCancel: {
            _ = inbox.post(.cancel(id))
        }
    }

    /// Gives a connection back.
    func release(_ token: LeaseToken, isReusable: Bool) {
        _ = inbox.post(.release(token, isReusable: isReusable))
    }
}
