public import AshlarHTTP
import HTTPTypes
public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Serves a ``Responder`` over SCGI, the plainest of the gateways between a web server and an app: nginx (`scgi_pass`),
/// Apache (`mod_proxy_scgi`) and lighttpd (`mod_scgi`) speak it.
///
/// The web server in front has read the request and answers for its form; whoever can connect here is believed. So it
/// listens on a Unix socket or on the loopback address, and never on one that the world can reach.
///
/// ```swift
/// let server = SCGIServer(app, address: .unixSocket(path: "/run/blog/scgi.sock"), logger: logger)
/// try await server.run()
/// ```
public struct SCGIServer: Service {
    /// Where it listens.
    public enum Address: Sendable, Equatable {
        /// An IP address or host name, and a port; 0 lets the system choose one.
        case tcp(host: String, port: Int)
        /// A Unix domain socket. A file of that name that is left from an earlier run is replaced.
        case unixSocket(path: String)
    }

    private let connection: SCGIConnection
    private let address: Address
    private let logger: Logger
    private let onListening: @Sendable (Address) async -> Void
    private let onStopListening: @Sendable () -> Void

    /// Makes a server. It listens when it is run.
    ///
    /// - Parameters:
    ///   - responder: answers the requests.
    ///   - address: where it listens.
    ///   - timeout: how long a web server may take to send or to take the next bytes before its connection is closed.
    ///   - logger: for what goes wrong beneath the responder.
    ///   - onListening: called once connections are accepted, with the address: its port is known by then.
    ///   - onStopListening: called once nothing more is accepted there.
    public init(
        _ responder: any Responder, address: Address, timeout: Duration = .seconds(60), logger: Logger,
        onListening: @escaping @Sendable (Address) async -> Void = { _ in },
        onStopListening: @escaping @Sendable () -> Void = {}
    ) {
        connection = SCGIConnection(responder: responder, timeout: timeout, logger: logger)
        self.address = address
        self.logger = logger
        self.onListening = onListening
        self.onStopListening = onStopListening
    }

    /// Listens until a graceful shutdown: then it accepts nothing more, finishes what is in flight and returns.
    ///
    /// - Throws: what listening failed with.
    public func run() async throws {
        let server = try await bind()
        await onListening(listening(on: server.channel))
        let connection = connection
        try await withGracefulShutdownHandler {
            try await server.executeThenClose { clients in
                await withDiscardingTaskGroup { group in
                    do {
                        for try await client in clients {
                            group.addTask { await connection.serve(client) }
                        }
                    } catch {
                        logger.error("Accepting connections failed.", metadata: ["error": "\(error)"])
                    }
                    onStopListening()
                }
            }
        } onGracefulShutdown: {
            server.channel.close(promise: nil)
        }
        if case .unixSocket(let path) = address { unlink(path) }
    }

    private typealias Client = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    private func bind() async throws -> NIOAsyncChannel<Client, Never> {
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        let timeout = connection.timeout
        let prepare: @Sendable (any Channel) -> EventLoopFuture<Client> = { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(StalledConnectionHandler(timeout: timeout))
                return try Client(
                    wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
            }
        }
        switch address {
        case .tcp(let host, let port):
            return try await bootstrap.bind(host: host, port: port, childChannelInitializer: prepare)
        case .unixSocket(let path):
            return try await bootstrap.bind(
                unixDomainSocketPath: path, cleanupExistingSocketFile: true, childChannelInitializer: prepare)
        }
    }

    private func listening(on channel: any Channel) -> Address {
        guard case .tcp(let host, _) = address, let port = channel.localAddress?.port else { return address }
        return .tcp(host: host, port: port)
    }
}
