import NIOCore
import NIOHTTP2

/// Closes a connection that has failed, one whose client has gone, and one whose client never asks for anything.
final class HTTP2ConnectionGuard: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame

    private let patience: TimeAmount
    private var timer: Scheduled<Void>?

    /// - Parameter patience: how long a first request may take.
    init(patience: TimeAmount) {
        self.patience = patience
    }

    /// From here on it is the connection's own idle time that counts.
    func streamBegan() {
        timer?.cancel()
        timer = nil
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: patience) { bound.value.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        streamBegan()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // A client that sends nothing more cannot open the window for what it is sent either: it has gone.
        if let event = event as? ChannelEvent, event == .inputClosed { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Such a one is of one stream, which has been reset; after any other the connection is of no use.
        if error is NIOHTTP2Errors.StreamError { return }
        context.close(promise: nil)
    }
}
