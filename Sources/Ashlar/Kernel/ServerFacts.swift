import AshlarServer

/// What an app can know of the server that it runs in: resolve it from the container, or ask ``Kernel/server``.
///
/// ```swift
/// if facts.isInMemory { ... }      // a test, or a command
/// ```
public struct ServerFacts: Sendable, Equatable {
    /// Whether no server listens: the app runs in a test or a command, and requests are handed to it.
    public let isInMemory: Bool
    /// How many event loops answer requests at the same time, each on a thread of its own: 1 in memory, where requests are
    /// answered by whoever sends them.
    public let workers: Int
    /// Whether other processes of this program answer requests on the same socket: `serve --workers`. What is kept in memory is
    /// not theirs.
    public let isPrefork: Bool

    /// Of an app without a server.
    static let memory = ServerFacts(isInMemory: true, workers: 1, isPrefork: false)
    /// Of an app in its server.
    static var serving: ServerFacts {
        ServerFacts(isInMemory: false, workers: HTTPServer.workerCount, isPrefork: WorkerIdentity.current != nil)
    }
}
