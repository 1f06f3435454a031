import Logging

/// Notifications of some channels: what ``Database/listen(to:file:line:)`` returns.
///
/// Each iteration has a connection of its own, apart from the pool's, which is closed when the loop is left.
public struct PostgresListener: AsyncSequence, Sendable {
    /// A notification, or that notifications come from now on.
    public typealias Element = PostgresListenerEvent

    let database: Database
    let channels: [String]
    let site: CallSite

    /// Prepares to listen; the connection is opened by the first call of `next`.
    public func makeAsyncIterator() -> Iterator { Iterator(Listening(self)) }

    /// Walks through the events.
    public struct Iterator: AsyncIteratorProtocol {
        private let listening: Listening
        private var events: ArraySlice<PostgresListenerEvent> = []

        init(_ listening: Listening) { self.listening = listening }

        /// The next event. There is no end: the loop is left by `break`, or by cancelling its task.
        ///
        /// - Throws: ``PostgresError`` when the first connection cannot be had, or `CancellationError`.
        public mutating func next() async throws -> PostgresListenerEvent? { try await next(isolation: nil) }

        /// The next event. There is no end: the loop is left by `break`, or by cancelling its task.
        ///
        /// - Throws: ``PostgresError`` when the first connection cannot be had, or `CancellationError`.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(any Error) -> PostgresListenerEvent? {
            while events.isEmpty { events = try await listening.events()[...] }
            return events.popFirst()
        }
    }
}

extension Database {
    /// Listens to what is said by `NOTIFY` on some channels.
    ///
    /// ```swift
    /// for try await event in db.listen(to: "jobs") {
    ///     switch event {
    ///     case .listening(let mayHaveMissedSome): if mayHaveMissedSome { try await lookForJobs() }
    ///     case .notification(let notification): try await run(notification.payload)
    ///     }
    /// }
    /// try await db.notify("jobs", "17")
    /// ```
    ///
    /// A connection that is lost is opened again, with growing pauses, for as long as the loop runs; a new
    /// ``PostgresListenerEvent/listening(mayHaveMissedSome:)`` says so. PgBouncer's transaction mode cannot do this: give
    /// ``Configuration/url`` the server's own address.
    ///
    /// - Parameter channels: the channels' names, as they are; `Jobs` and `jobs` are two.
    public func listen(to channels: String..., file: String = #fileID, line: Int = #line) -> PostgresListener {
        PostgresListener(database: self, channels: channels, site: CallSite(file: file, line: line))
    }

    /// Says something to all who listen on a channel; inside of a transaction when that commits.
    ///
    /// - Parameters:
    ///   - channel: the channel's name, as it is.
    ///   - payload: the text, less than 8000 bytes.
    /// - Throws: as ``query(_:format:file:line:)``.
    public nonisolated(nonsending) func notify(
        _ channel: String, _ payload: String = "", file: String = #fileID, line: Int = #line
    ) async throws {
        try await query("select pg_notify(\(channel), \(payload))", file: file, line: line)
    }
}
