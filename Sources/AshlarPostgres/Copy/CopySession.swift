/// The connection of a COPY, and its end whatever happens.
final class CopySession {
    private enum State {
        case new
        /// With the scope whose connection it is, or nil for a connection of its own.
        case open(LeaseToken, Scope?)
        case ended
    }

    private let database: Database
    private let site: CallSite
    private var state = State.new

    init(_ database: Database, _ site: CallSite) {
        self.database = database
        self.site = site
    }

    /// A stream that nobody reads to its end.
    deinit { abandon() }

    /// Starts the COPY.
    nonisolated(nonsending) func begin(_ sql: SQL, _ form: Statement.Form) async throws {
        let (text, bindings) = sql.render()
        guard bindings.isEmpty else {
            throw PostgresError(
                .encoding, "COPY takes no values",
                suggestion:
                    "Write a constant into the text, or COPY into a temporary table and INSERT ... SELECT from it."
            ).at(site.sourceLocation, sql: text, bindings: [])
        }
        var plan = StatementPlan(text: text, bindings: [], site: site)
        plan.form = form
        if let scope = Scope.current(for: database) {
            try await scope.enterAlone(in: database, site)
            state = .open(scope.token, scope)
            plan.lease = scope.token
        } else {
            if form == .copyIn { ReadingContext.current?.noteWrite() }
            let token = try await database.lease(site, for: .copy)
            state = .open(token, nil)
            plan.lease = token
        }
        do { _ = try await database.send(plan) } catch { throw fail(error) }
    }

    /// Runs the part that writes, then ends the COPY.
    nonisolated(nonsending) func run(
        _ body: nonisolated(nonsending) (CopySession) async throws -> Void
    ) async throws -> Int {
        let outcome = await Outcome {
            try await body(self)
            try Task.checkCancellation()
        }
        if case .failure(let error) = outcome {
            _ = try? await step(.giveUp("the client gave up"), isCleanup: true)
            // A server that failed first is the cause of what went wrong here.
            throw fail(error)
        }
        do {
            guard case .finished(let rows) = try await step(.finish) else { throw lost }
            close()
            return rows
        } catch let error as PostgresError where error.sqlState == .queryCanceled && Task.isCancelled {
            throw fail(CancellationError())
        } catch { throw fail(error) }
    }

    nonisolated(nonsending) func write(_ bytes: [UInt8]) async throws { _ = try await step(.write(bytes)) }

    /// The next piece of what the server sends; nil at the end.
    nonisolated(nonsending) func read() async throws -> [UInt8]? {
        guard case .open = state else { return nil }
        do {
            switch try await step(.read) {
            case .piece(let bytes): return bytes
            case .written, .finished:
                close()
                return nil
            }
        } catch { throw fail(error) }
    }

    private nonisolated(nonsending) func step(
        _ step: CopyRequest.Step, isCleanup: Bool = false
    ) async throws -> CopyRequest.Answer {
        guard case .open(let token, _) = state else { throw lost }
        let database = database
        @Sendable func post(_ continuation: CopyTransfer.Waiter) {
            let request = CopyRequest(token: token, step: step, continuation: continuation)
            if !database.inbox.post(.copy(request)) { continuation.resume(throwing: PostgresError.shutDown) }
        }
        guard !isCleanup else { return try await withUnsafeThrowingContinuation { post($0) } }
        return try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { continuation in
                guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
                post(continuation)
                // The handler may have run before there was a step to be ended.
                if Task.isCancelled { _ = database.inbox.post(.abandonCopy(token)) }
            }
        } onCancel: {
            _ = database.inbox.post(.abandonCopy(token))
        }
    }

    private var lost: PostgresError { PostgresError(.connectionLost, "The connection of the COPY was lost") }

    private func fail(_ error: any Error) -> any Error {
        if case .open(_, let scope?) = state, let error = error as? PostgresError { scope.note(error) }
        abandon()
        return (error as? PostgresError)?.at(site.sourceLocation, sql: nil, bindings: []) ?? error
    }

    /// Ends a COPY that may not be at its end.
    private func abandon() {
        if case .open(let token, _) = state { _ = database.inbox.post(.abandonCopy(token)) }
        close()
    }

    private func close() {
        guard case .open(let token, let scope) = state else { return }
        state = .ended
        if let scope { scope.leave() } else { database.release(token, isReusable: true) }
    }
}
