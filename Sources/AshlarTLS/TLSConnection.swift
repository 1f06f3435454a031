import AshlarServer
import HummingbirdCore
import Logging
import NIOCore
import NIOSSL
import NIOTLS

/// A connection over TLS that becomes one of HTTP/2 or HTTP/1.1, as the two ends agree on (ALPN, RFC 7301).
struct TLSConnection: ServerChildChannel {
    let context: NIOSSLContext
    /// How long a handshake may take.
    let patience: Duration
    let http1: HTTP1Connection
    let http2: HTTP2Connection

    /// What it has become.
    enum Agreed: Sendable {
        case http1(HTTP1Connection.Value)
        case http2(HTTP2Connection.Value)
    }

    struct Value: ServerChildChannelValue {
        let channel: any Channel
        let agreed: EventLoopFuture<Agreed>
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(NIOSSLServerHandler(context: context))
            let negotiation = NIOTypedApplicationProtocolNegotiationHandler<Agreed> { result in
                switch result {
                case .negotiated("h2"): http2.setup(channel: channel, logger: logger).map { .http2($0) }
                case .negotiated, .fallback: http1.setup(channel: channel, logger: logger).map { .http1($0) }
                }
            }
            try pipeline.addHandler(negotiation)
            return Value(channel: channel, agreed: negotiation.protocolNegotiationResult)
        }
    }

    func handle(value: Value, logger: Logger) async {
        // A client that never gets through the handshake is not waited for.
        let patience = value.channel.eventLoop.scheduleTask(in: patience.amount) { value.channel.close(promise: nil) }
        do {
            let agreed = try await value.agreed.get()
            patience.cancel()
            switch agreed {
            case .http1(let connection): await http1.handle(value: connection, logger: logger)
            case .http2(let connection): await http2.handle(value: connection, logger: logger)
            }
        } catch {
            patience.cancel()
            logger.debug("A TLS handshake failed.", metadata: ["error": "\(error)"])
            value.channel.close(promise: nil)
        }
    }
}
