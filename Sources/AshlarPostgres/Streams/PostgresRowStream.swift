/// The rows of a large result, a piece at a time: what ``Database/stream(_:batchSize:file:line:)`` returns.
///
/// Each iteration runs the statement anew. Leaving the loop early, by `break` or by an error, gives the connection back.
public struct PostgresRowStream: AsyncSequence, Sendable {
    /// One row.
    public typealias Element = PostgresRow

    let database: Database
    let text: String
    let bindings: [PostgresBinding]
    let batchSize: Int
    let site: CallSite

    /// Prepares to run the statement; it is sent by the first call of `next`.
    public func makeAsyncIterator() -> Iterator { Iterator(cursor: Cursor(self)) }

    /// Walks through the rows.
    public struct Iterator: AsyncIteratorProtocol {
        let cursor: Cursor
        private var rows: PostgresRows?
        private var index = 0

        init(cursor: Cursor) { self.cursor = cursor }

        /// The next row; nil at the end.
        ///
        /// - Throws: ``PostgresError``, or `CancellationError` when the task is cancelled.
        public mutating func next() async throws -> PostgresRow? { try await next(isolation: nil) }

        /// The next row; nil at the end.
        ///
        /// - Throws: ``PostgresError``, or `CancellationError` when the task is cancelled.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(any Error) -> PostgresRow? {
            if let rows, index < rows.count {
                defer { index += 1 }
                return rows[index]
            }
            // What was walked through is not kept while the next piece comes.
            rows = nil
            guard let fetched = try await cursor.fetch(), !fetched.isEmpty else { return nil }
            rows = fetched
            index = 1
            return fetched[0]
        }
    }
}

extension Database {
    /// Walks through the rows of a large result in constant memory.
    ///
    /// ```swift
    /// for try await row in db.stream("select id, email from readers") { try await send(row.decode("email")) }
    /// ```
    ///
    /// The rows come from a cursor on a connection of their own: all of one snapshot, `batchSize` at a time. Inside of
    /// ``transaction(isolation:isReadOnly:isDeferrable:attempts:file:line:_:)`` the cursor is the transaction's, and other
    /// statements may be sent between the rows. Inside of ``withSession(file:line:_:)`` alone the server keeps the whole
    /// result until the end of the loop.
    ///
    /// - Parameters:
    ///   - sql: a SELECT, or VALUES.
    ///   - batchSize: how many rows are fetched at a time, 1 or more.
    public func stream(
        _ sql: SQL, batchSize: Int = 500, file: String = #fileID, line: Int = #line
    ) -> PostgresRowStream {
        let (text, bindings) = sql.render()
        return stream(text: text, bindings: bindings, batchSize: batchSize, file: file, line: line)
    }

    /// The same for a statement whose text was made before, with `$1` for the first value.
    public func stream(
        text: String, bindings: [PostgresBinding] = [], batchSize: Int = 500, file: String = #fileID, line: Int = #line
    ) -> PostgresRowStream {
        PostgresRowStream(
            database: self, text: text, bindings: bindings, batchSize: Swift.max(1, batchSize),
            site: CallSite(file: file, line: line))
    }
}
