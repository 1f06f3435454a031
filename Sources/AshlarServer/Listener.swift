import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Listens at one address.
struct Listener: Sendable {
    let address: HTTPServer.Address
    let configuration: HTTPServer.Configuration

    func run<Connection: ServerChildChannel>(
        _ connection: Connection, logger: Logger,
        onListening: @escaping @Sendable (HTTPServer.Address) async -> Void
    ) async throws {
        let open = OpenConnections()
        let prepare = { @Sendable (channel: any Channel) in
            Self.keepFromChildren(channel)
            Self.boundUnsentBytes(channel)
            return connection.setup(channel: channel, logger: logger).map { value in
                open.add(channel)
                return value
            }
        }
        let server: NIOAsyncChannel<Connection.Value, Never>
        let shared: SharedAcceptor?
        do {
            server = try await bind(prepare)
            shared =
                if case .inherited(let descriptor) = address {
                    try SharedAcceptor.start(at: descriptor, maximum: configuration.maximumConnections)
                } else {
                    nil
                }
        } catch let error as IOError {
            throw ServerError.cannotListen(on: address, because: error)
        }
        await withGracefulShutdownHandler {
            await onListening(address.listening(on: server.channel))
            await withDiscardingTaskGroup { group in
                do {
                    try await server.executeThenClose { clients in
                        if let shared {
                            for await socket in shared.connections {
                                group.addTask {
                                    await Self.take(socket, connection, logger, prepare)
                                    shared.ended()
                                }
                            }
                            shared.stop()
                        } else {
                            for try await client in clients {
                                group.addTask { await connection.handle(value: client, logger: logger) }
                            }
                        }
                        configuration.onStopListening()
                    }
                } catch is CancellationError {
                    // Whoever runs the server has given it up.
                } catch {
                    logger.error("Accepting connections failed.", metadata: ["error": "\(error)"])
                }
            }
        } onGracefulShutdown: {
            if let shared { shared.stop() } else { Self.stopAccepting(server.channel) }
            open.quiesce()
        }
        // A socket whose server is gone would only refuse whoever tries it.
        if case .unixSocket(let path) = address { unlink(path) }
    }

    /// Serves a connection that was accepted at a shared socket.
    private static func take<Connection: ServerChildChannel>(
        _ socket: CInt, _ connection: Connection, _ logger: Logger,
        _ prepare: @escaping @Sendable (any Channel) -> EventLoopFuture<Connection.Value>
    ) async {
        do {
            let client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelOption(.allowRemoteHalfClosure, value: true)
                .withConnectedSocket(socket, channelInitializer: prepare)
            await connection.handle(value: client, logger: logger)
        } catch {
            logger.debug("A connection could not be taken.", metadata: ["error": "\(error)"])
        }
    }

    /// Closes the listening socket once all that was accepted is being served: what is on its way from one event loop to
    /// another when the socket closes would be closed with it.
    private static func stopAccepting(_ channel: any Channel) {
        channel.setOption(.autoRead, value: false).whenComplete { _ in
            // An accepted connection goes to its loop and back, is set up there, registered there, and handed over.
            afterRounds(4, on: channel.eventLoop) { channel.close(promise: nil) }
        }
    }

    /// Does something when all event loops have done, several times in turn, what waited there.
    private static func afterRounds(_ count: Int, on loop: any EventLoop, _ body: @escaping @Sendable () -> Void) {
        guard count > 0 else { return loop.execute(body) }
        let round = MultiThreadedEventLoopGroup.singleton.makeIterator().map { $0.submit {} }
        EventLoopFuture.andAllComplete(round, on: loop).whenComplete { _ in afterRounds(count - 1, on: loop, body) }
    }

    /// Keeps a socket from the processes that this one starts: closed here, it would stay open there, and a client would wait
    /// for its end.
    private static func keepFromChildren(_ channel: any Channel) {
        try? channel.pipeline.syncOperations.withUnsafeTransportIfAvailable { (descriptor: NIOBSDSocket.Handle) in
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
    }

    /// Keeps few bytes in the system that wait to be sent. The system takes megabytes for a connection and then nothing until
    /// a third of them has gone, so that a client which is slow, and takes all the time, would look like one that takes nothing.
    /// What is on its way is not bounded by this.
    private static func boundUnsentBytes(_ channel: any Channel) {
        #if os(Linux)
            guard channel.localAddress?.port != nil else { return }
            try? channel.syncOptions?.setOption(
                ChannelOptions.Types.SocketOption(level: .tcp, name: .init(rawValue: TCP_NOTSENT_LOWAT)),
                value: 128 << 10)
        #endif
    }

    private func bind<Client: Sendable>(
        _ setup: @escaping @Sendable (any Channel) -> EventLoopFuture<Client>
    ) async throws -> NIOAsyncChannel<Client, Never> {
        let maximum = configuration.maximumConnections
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: Int32(clamping: configuration.backlog))
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    Self.keepFromChildren(channel)
                    guard let maximum else { return }
                    try channel.pipeline.syncOperations.addHandler(
                        AvailableConnectionsChannelHandler(maxConnections: maximum))
                }
            }
        switch address {
        case .tcp(let host, let port):
            return try await bootstrap.bind(host: host, port: port, childChannelInitializer: setup)
        case .unixSocket(let path):
            return try await bootstrap.bind(
                unixDomainSocketPath: path, cleanupExistingSocketFile: true, childChannelInitializer: setup)
        case .inherited(let descriptor):
            // Who accepts there is another: the channel only owns the socket.
            return try await bootstrap.serverChannelOption(.autoRead, value: false)
                .bind(descriptor, childChannelInitializer: setup)
        }
    }
}

extension HTTPServer.Address {
    /// The address with what the system has chosen.
    fileprivate func listening(on channel: any Channel) -> HTTPServer.Address {
        guard let local = channel.localAddress else { return self }
        switch self {
        case .tcp(let host, _): return .tcp(host: host, port: local.port ?? 0)
        case .unixSocket: return self
        case .inherited:
            if let path = local.pathname, !path.isEmpty { return .unixSocket(path: path) }
            return .tcp(host: local.ipAddress ?? "", port: local.port ?? 0)
        }
    }
}
