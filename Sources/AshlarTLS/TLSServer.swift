public import AshlarHTTP
public import AshlarServer
public import Logging
public import ServiceLifecycle

/// Serves a ``Responder`` over TLS: HTTP/2 (RFC 9113) where the client speaks it, HTTP/1.1 otherwise.
///
/// Both are held to the same limits and timeouts of the configuration, and refuse with the same statuses.
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
        let http1 = HTTPServer.connection(
            responder, configuration: configuration, scheme: "https", shutdown: shutdown, logger: logger)
        connection = TLSConnection(
            context: try certificate.context(), patience: configuration.timeouts.head, http1: http1,
            http2: HTTP2Connection(settings: http1.settings, loops: http1.loops))
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
