import NIOCore

/// Closes a connection whose other end owes bytes, or does not take them, for too long. While the app works it waits.
final class StalledConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let timeout: TimeAmount
    private var timer: Scheduled<Void>?
    private var lastByte = NIODeadline.now()
    private var hasRequest = false

    init(timeout: Duration) {
        let (seconds, attoseconds) = timeout.components
        self.timeout = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    func handlerAdded(context: ChannelHandlerContext) { schedule(context, in: timeout) }

    func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastByte = .now()
        hasRequest = true
        context.fireChannelRead(data)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        lastByte = .now()
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // The answer is out: now it is the other end that is waited for.
        if case .some(.outputClosed) = event as? ChannelEvent {
            lastByte = .now()
            hasRequest = false
        }
        context.fireUserInboundEventTriggered(event)
    }

    private func schedule(_ context: ChannelHandlerContext, in delay: TimeAmount) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: delay) {
            let (handler, context) = bound.value
            handler.look(context)
        }
    }

    private func look(_ context: ChannelHandlerContext) {
        let left = lastByte + timeout - .now()
        if left > .nanoseconds(0) { return schedule(context, in: left) }
        if !hasRequest || !context.channel.isWritable {
            context.close(promise: nil)
        } else {
            schedule(context, in: timeout)
        }
    }
}
