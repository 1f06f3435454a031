import AshlarServer
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP2

/// HTTP/2 on an accepted connection (RFC 9113): a channel for each of its streams, under the limits that HTTP/1 has.
struct HTTP2Connection: ServerChildChannel {
    /// A connection that has been set up.
    struct Value: ServerChildChannelValue {
        let channel: any Channel
    }

    let settings: HTTP1Settings
    let loops: LoopContexts

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let context = loops.context(of: channel.eventLoop)
            let timeouts = settings.timeouts
            let manager = NIOHTTP2ServerConnectionManagementHandler(
                eventLoop: channel.eventLoop,
                configuration: .init(
                    maxIdleTime: timeouts.idle.amount, maxAge: nil, maxGraceTime: timeouts.grace.amount, keepalive: nil)
            )
            let guardian = HTTP2ConnectionGuard(patience: timeouts.head.amount)
            let bound = NIOLoopBound((guardian, settings, context), eventLoop: channel.eventLoop)
            try pipeline.addHandler(
                NIOHTTP2Handler(
                    mode: .server, eventLoop: channel.eventLoop, connectionConfiguration: connection,
                    streamConfiguration: stream, streamDelegate: manager.http2StreamDelegate
                ) { stream in
                    stream.eventLoop.makeCompletedFuture {
                        let (guardian, settings, context) = bound.value
                        guardian.streamBegan()
                        try stream.pipeline.syncOperations.addHandler(
                            HTTP2StreamHandler(settings: settings, loop: context))
                    }
                })
            try pipeline.addHandler(manager)
            try pipeline.addHandler(guardian)
            return Value(channel: channel)
        }
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskCancellationHandler {
            try? await value.channel.closeFuture.get()
        } onCancel: {
            value.channel.close(promise: nil)
        }
    }

    /// A head over the limit is to be answered, so that more than the limit has to be readable: what goes beyond that as well
    /// ends the connection.
    private var connection: NIOHTTP2Handler.ConnectionConfiguration {
        var configuration = NIOHTTP2Handler.ConnectionConfiguration()
        // 32 bytes a field are what the size of a list counts beside its text (RFC 9113 section 6.5.2).
        let readable = 2 * (settings.limits.headerBytes + settings.limits.targetBytes + 32 * settings.limits.fields)
        configuration.initialSettings = [
            HTTP2Setting(parameter: .maxConcurrentStreams, value: 100),
            HTTP2Setting(parameter: .maxHeaderListSize, value: max(16 * 1024, readable)),
        ]
        // What is wrong with a request is answered with 400, as over HTTP/1: HTTP2Head and the stream look.
        configuration.headerBlockValidation = .disabled
        configuration.contentLengthValidation = .disabled
        return configuration
    }

    private var stream: NIOHTTP2Handler.StreamConfiguration {
        var configuration = NIOHTTP2Handler.StreamConfiguration()
        configuration.outboundBufferSizeHighWatermark = 64 * 1024
        configuration.outboundBufferSizeLowWatermark = 32 * 1024
        return configuration
    }
}
