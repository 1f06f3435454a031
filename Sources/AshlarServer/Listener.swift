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
        let server: NIOAsyncChannel<Connection.Value, Never>
        do {
            server = try await bind { channel in
                connection.setup(channel: channel, logger: logger).map { value in
                    open.add(channel)
                    return value
                }
            }
        } catch let error as IOError {
            throw ServerError.cannotListen(on: address, because: error)
        }
        await withGracefulShutdownHandler {
            await onListening(address.listening(on: server.channel))
            await withDiscardingTaskGroup { group in
                do {
                    try await server.executeThenClose { clients in
                        for try await client in clients {
                            group.addTask { await connection.handle(value: client, logger: logger) }
                        }
                    }
                } catch is CancellationError {
                    // Whoever runs the server has given it up.
                } catch {
                    logger.error("Accepting connections failed.", metadata: ["error": "\(error)"])
                }
            }
        } onGracefulShutdown: {
            server.channel.close(promise: nil)
            open.quiesce()
        }
        // A socket whose server is gone would only refuse whoever tries it.
        if case .unixSocket(let path) = address { unlink(path) }
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
            return try await bootstrap.bind(descriptor, childChannelInitializer: setup)
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
