public import AshlarHTTP
import AshlarSupport
import HTTPTypes
import HummingbirdCore
public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle

/// Serves a ``Responder`` over HTTP/1.1 (RFC 9112).
///
/// ```swift
/// let server = HTTPServer(Hello(), configuration: .init(address: .tcp(host: "127.0.0.1", port: 8000)), logger: logger)
/// try await server.run()      // until its service group shuts down
/// ```
public struct HTTPServer: Service {
    /// Where a server listens.
    public enum Address: Sendable, Equatable {
        /// A host name or IP address, and a port; 0 lets the system choose one.
        case tcp(host: String, port: Int)
        /// A Unix domain socket.
        case unixSocket(path: String)
    }

    /// How a server listens and what it puts up with.
    public struct Configuration: Sendable {
        /// Where it listens.
        public var address: Address
        /// Connections that wait to be accepted.
        public var backlog: Int
        /// When a connection that sends nothing is closed.
        public var idleTimeout: Duration
        /// The largest header section that is read, in bytes.
        public var maximumHeaderBytes: Int

        /// Makes a configuration.
        public init(
            address: Address, backlog: Int = 1024, idleTimeout: Duration = .seconds(60),
            maximumHeaderBytes: Int = 64 * 1024
        ) {
            self.address = address
            self.backlog = backlog
            self.idleTimeout = idleTimeout
            self.maximumHeaderBytes = maximumHeaderBytes
        }
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
    ///   - onListening: called once connections are accepted, with the address: its port is known by then.
    public init(
        _ responder: any Responder, configuration: Configuration, logger: Logger,
        onListening: @escaping @Sendable (Address) async -> Void = { _ in }
    ) {
        self.responder = responder
        self.configuration = configuration
        self.logger = logger
        self.onListening = onListening
    }

    /// Listens until a graceful shutdown: then it accepts nothing more, finishes what is in flight and returns.
    ///
    /// - Throws: ``ServerError`` if the address cannot be listened on.
    public func run() async throws {
        let exchange = Exchange(responder: responder, logger: logger)
        let configuration = configuration
        let onListening = onListening
        let server = try HTTPServerBuilder.http1(configuration: http1).buildServer(
            configuration: ServerConfiguration(address: bindAddress, backlog: configuration.backlog),
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger
        ) { request, writer, channel in
            try await exchange.run(request, writer, channel)
        } onServerRunning: { channel in
            await onListening(configuration.address.listening(on: channel))
        }
        do {
            try await server.run()
        } catch let error as IOError {
            throw ServerError.cannotListen(on: configuration.address, because: error)
        }
    }

    private var http1: HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            idleTimeout: .nanoseconds(Int64(configuration.idleTimeout / .nanoseconds(1))),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: configuration.maximumHeaderBytes,
                maxHeaderListSize: configuration.maximumHeaderBytes,
                maxHeaderFieldCount: 200))
    }

    private var bindAddress: BindAddress {
        switch configuration.address {
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
