extension Database {
    /// Asks the server for a sign of life.
    ///
    /// ```swift
    /// let roundTrip = try await db.ping()
    /// ```
    ///
    /// - Returns: how long the answer took.
    /// - Throws: ``PostgresError`` when there is no connection to be had, or `CancellationError`.
    @discardableResult
    public nonisolated(nonsending) func ping(file: String = #fileID, line: Int = #line) async throws -> Duration {
        let start = ContinuousClock.now
        try await query(text: "select 1", file: file, line: line)
        return .now - start
    }
}
