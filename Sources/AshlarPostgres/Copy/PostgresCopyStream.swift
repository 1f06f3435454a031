/// The data of a `COPY ... TO STDOUT`, in pieces that end with a row.
public struct PostgresCopyStream: AsyncSequence, Sendable {
    /// Some bytes in the format that the COPY names.
    public typealias Element = [UInt8]

    let database: Database
    let sql: SQL
    let site: CallSite

    /// Prepares the COPY; it is sent by the first call of `next`.
    public func makeAsyncIterator() -> Iterator { Iterator(session: CopySession(database, site), sql: sql) }

    /// Walks through the data.
    public struct Iterator: AsyncIteratorProtocol {
        let session: CopySession
        private var sql: SQL?

        init(session: CopySession, sql: SQL) {
            self.session = session
            self.sql = sql
        }

        /// The next piece; nil at the end.
        ///
        /// - Throws: ``PostgresError``, or `CancellationError` when the task is cancelled.
        public mutating func next() async throws -> [UInt8]? { try await next(isolation: nil) }

        /// The next piece; nil at the end.
        ///
        /// - Throws: ``PostgresError``, or `CancellationError` when the task is cancelled.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(any Error) -> [UInt8]? {
            if let sql {
                self.sql = nil
                try await session.begin(sql, .copyOut)
            }
            return try await session.read()
        }
    }
}
