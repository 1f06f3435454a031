public import AshlarHTTP
import AshlarSupport
package import HummingbirdCore
public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle

/// Serves a ``Responder`` over HTTP/1.1 (RFC 9112).
///
/// The responder runs on the event loop of the connection: what blocks a thread belongs on another one, as everywhere in
/// Swift's concurrency. When the client goes away, the responder's task is cancelled.
///
/// ```swift
/// let server = HTTPServer(Hello(), configuration: .init(address: .tcp(host: "127.0.0.1", port: 8000)), logger: logger)
/// try await server.run()      // until its service group shuts down
/// ```
public struct HTTPServer: Service {
    /// How many event loops there are, each on a thread of its own: all servers of a process share them.
    public static var workerCount: Int {
        MultiThreadedEventLoopGroup.singleton.makeIterator().reduce(0) { count, _ in count + 1 }
    }

    private let responder: any Responder
    private let configuration: Configuration
    private let logger: Logger
    private let onListening: @Sendable (Address) async -> Void

    /// Makes a server. It listens when it is run.
    ///
    /// - Parameters:
    ///   - responder: answers the requests.
    ///   - configuration: where it listens.
    ///   - logger: for what goes wrong beneath the responder.
    ///   - onListening: called for each address once connections are accepted there: its port is known by then.
    public init(
        _ responder: any Responder, configuration: Configuration, logger: Logger,
        onListening: @escaping @Sendable (Address) async -> Void = { _ in }
    ) {
        self.responder = responder
        self.configuration = configuration
        self.logger = logger
        self.onListening = onListening
    }

    /// Listens until a graceful shutdown: then it accepts nothing more, finishes what is in flight within the grace period
    /// and returns.
    ///
    /// - Throws: ``ServerError`` if an address cannot be listened on; then it listens nowhere.
    public func run() async throws {
        let shutdown = ShutdownNotice()
        let connection = Self.connection(
            responder, configuration: configuration, scheme: "http", shutdown: shutdown, logger: logger)
        try await Self.run(
            connection, configuration: configuration, shutdown: shutdown, logger: logger, onListening: onListening)
    }

    /// What speaks HTTP/1.1 on connections, for servers that put something in front of it.
    package static func connection(
        _ responder: any Responder, configuration: Configuration, scheme: String, shutdown: ShutdownNotice,
        logger: Logger
    ) -> HTTP1Connection {
        let limits = HeadLimits(
            targetBytes: configuration.maximumTargetBytes, headerBytes: configuration.maximumHeaderBytes,
            fields: configuration.maximumHeaderFields)
        let settings = HTTP1Settings(
            responder: responder, logger: logger, scheme: scheme, limits: limits, timeouts: configuration.timeouts,
            shutdown: shutdown)
        return HTTP1Connection(settings: settings, loops: LoopContexts(group: MultiThreadedEventLoopGroup.singleton))
    }

    /// Listens at all addresses with what is done on a connection.
    package static func run(
        _ connection: some ServerChildChannel, configuration: Configuration, shutdown: ShutdownNotice, logger: Logger,
        onListening: @escaping @Sendable (Address) async -> Void
    ) async throws {
        guard !configuration.addresses.isEmpty else {
            throw ServerError(
                message: "The server has no address to listen on.",
                suggestion: "Give its configuration at least one, such as .tcp(host: \"127.0.0.1\", port: 8000).")
        }
        // Before the listeners' own handlers, which tell each connection: the notice is given by then.
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for address in configuration.addresses {
                    group.addTask {
                        let listener = Listener(address: address, configuration: configuration)
                        try await listener.run(connection, logger: logger, onListening: onListening)
                    }
                }
                // The first that fails stops the others.
                for try await _ in group {}
            }
        } onGracefulShutdown: {
            shutdown.give()
        }
    }
}
