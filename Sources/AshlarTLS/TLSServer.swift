public import AshlarHTTP
public import AshlarServer
import HummingbirdCore
import HummingbirdHTTP2
import HummingbirdTLS
public import Logging
import NIOCore
import NIOSSL
public import ServiceLifecycle

/// Serves a ``Responder`` over TLS: HTTP/2 (RFC 9113) where the client speaks it, HTTP/1.1 otherwise.
///
/// ```swift
/// let server = try TLSServer(
///     app, configuration: .init(address: .tcp(host: "0.0.0.0", port: 443)),
///     certificate: .files(chain: "/etc/ssl/blog.pem", privateKey: "/etc/ssl/blog.key"), logger: logger)
/// try await server.run()
/// ```
public struct TLSServer: Service {
    private let connection: TLSConnection
    private let configuration: HTTPServer.Configuration
    private let shutdown = ShutdownNotice()
    private let logger: Logger
    private let onListening: @Sendable (HTTPServer.Address) async -> Void

    /// Makes a server. It listens when it is run.
    ///
    /// - Parameters:
    ///   - responder: answers the requests.
    ///   - configuration: where it listens, and what it puts up with.
    ///   - certificate: what it shows to its clients.
    ///   - logger: for what goes wrong beneath the responder.
    ///   - onListening: called for each address once connections are accepted there.
    /// - Throws: ``TLSError`` if the certificate cannot be used.
    public init(
        _ responder: any Responder, configuration: HTTPServer.Configuration, certificate: Certificate, logger: Logger,
        onListening: @escaping @Sendable (HTTPServer.Address) async -> Void = { _ in }
    ) throws {
        let exchange = HTTP2Exchange(responder: responder, logger: logger)
        let idle = configuration.timeouts.idle
        connection = TLSConnection(
            context: try certificate.context(),
            http1: HTTPServer.connection(
                responder, configuration: configuration, scheme: "https", shutdown: shutdown,
                logger: logger),
            http2: HTTP2Channel(
                responder: { request, writer, channel in try await exchange.run(request, writer, channel) },
                configuration: .init(
                    idleTimeout: idle, gracefulCloseTimeout: configuration.timeouts.grace)))
        self.configuration = configuration
        self.logger = logger
        self.onListening = onListening
    }

    /// Listens until a graceful shutdown.
    ///
    /// - Throws: `ServerError` if an address cannot be listened on.
    public func run() async throws {
        try await HTTPServer.run(
            connection, configuration: configuration, shutdown: shutdown, logger: logger, onListening: onListening)
    }
}
