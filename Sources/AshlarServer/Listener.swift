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

    func run(
        _ connection: some ServerChildChannel, logger: Logger,
        onListening: @escaping @Sendable (HTTPServer.Address) async -> Void
    ) async throws {
        let address = address
        let server = connection.server(
            configuration: ServerConfiguration(
                address: bindAddress, backlog: configuration.backlog,
                availableConnectionsDelegate: configuration.maximumConnections.map { MaximumAvailableConnections($0) }),
            onServerRunning: { channel in await onListening(address.listening(on: channel)) },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
        do {
            try await server.run()
        } catch let error as IOError {
            throw ServerError.cannotListen(on: address, because: error)
        }
        // A socket whose server is gone would only refuse whoever tries it.
        if case .unixSocket(let path) = address { unlink(path) }
    }

    private var bindAddress: BindAddress {
        switch address {
        case .tcp(let host, let port): .hostname(host, port: port)
        case .unixSocket(let path): .unixDomainSocket(path: path)
        }
    }
}

extension HTTPServer.Address {
    /// The address with the port that the system has chosen.
    fileprivate func listening(on channel: any Channel) -> HTTPServer.Address {
        guard case .tcp(let host, _) = self, let port = channel.localAddress?.port else { return self }
        return .tcp(host: host, port: port)
    }
}
