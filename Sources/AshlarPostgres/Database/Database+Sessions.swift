extension Database {
    /// Runs `body` with one connection for all its statements, which nobody else uses meanwhile: for session advisory locks,
    /// `SET`, temporary tables and work that takes long.
    ///
    /// What `body` changes about the session is put back at the end. Inside of a transaction, the session is the transaction's.
    ///
    /// - Returns: what `body` returns.
    /// - Throws: what `body` throws, or ``PostgresError`` when no connection could be had.
    @discardableResult
    public nonisolated(nonsending) func withSession<R>(
        file: String = #fileID, line: Int = #line, _ body: nonisolated(nonsending) () async throws -> R
    ) async throws -> R {
        if Scope.current(for: self) != nil { return try await body() }
        ReadingContext.current?.noteWrite()
        let site = CallSite(file: file, line: line)
        let token = try await lease(site, for: .session)
        let scope = Scope(session: token, of: self, site)
        let outcome = await Outcome { try await Scope.$current.withValue(scope) { try await body() } }
        scope.end()
        var reset = StatementPlan(text: Self.sessionReset + sessionSetup, bindings: [], site: site)
        reset.form = .script
        reset.lease = token
        reset.isCleanup = true
        let isReset = (try? await sendUnrecorded(reset)) != nil
        release(token, isReusable: isReset)
        return try outcome.get()
    }

    /// `DISCARD ALL` without forgetting the prepared statements.
    private static let sessionReset =
        "CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; UNLISTEN *; SELECT pg_advisory_unlock_all(); "
        + "DISCARD TEMP; DISCARD SEQUENCES; "
}
