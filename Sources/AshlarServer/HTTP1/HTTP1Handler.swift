import AshlarHTTP
import HTTPTypes
import Logging
import NIOCore

/// The socket's side of a connection of HTTP/1: it does what ``ConnectionState`` decides, and runs the app as a task on the
/// connection's own event loop.
final class HTTP1Handler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = Never
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    let settings: HTTP1Settings
    let loop: LoopContext
    var state: ConnectionState
    var deadline: Deadline
    var context: ChannelHandlerContext?
    /// The present request: its task, its body while that arrives, and how its answer is sent.
    var task: Task<Void, Never>?
    var body: IncomingBody?
    var outgoing: OutgoingResponse?
    /// Who waits until the client has taken what was sent.
    var writer: CheckedContinuation<Void, any Error>?

    private var remoteAddress: SocketAddress?
    private var timer: Scheduled<Void>?
    private var isBodyPaused = false
    private var readIsHeld = false
    private var flushIsOwed = false
    private var inputHasEnded = false

    init(settings: HTTP1Settings, loop: LoopContext) {
        self.settings = settings
        self.loop = loop
        state = ConnectionState(limits: settings.limits)
        deadline = Deadline(timeouts: settings.timeouts, now: .now())
    }

    // MARK: The connection's life

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        remoteAddress = context.channel.remoteAddress
        // A client that connects and says nothing gets the time of a head.
        deadline.restart(.head, now: .now())
        schedule(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    private func end() {
        guard context != nil else { return }
        context = nil
        timer?.cancel()
        timer = nil
        task?.cancel()
        body?.finish(.failure(CancellationError()))
        writer.take()?.resume(throwing: CancellationError())
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        settings.logger.debug("A connection failed.", metadata: ["error": "\(error)"])
        context.close(promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            guard state.isFresh else { return quiesce(context) }
            // Its first request may have left the client already, and would meet a closed socket.
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            _ = context.eventLoop.scheduleTask(in: settings.timeouts.fresh.amount) {
                bound.value.0.quiesce(bound.value.1)
            }
        case ChannelEvent.inputClosed:
            inputHasEnded = true
            if state.inputEnded() {
                // The client may have gone, or may have said all it has to say and wait: the app is told to stop, and what
                // it answers all the same is sent.
                task?.cancel()
            } else {
                task?.cancel()
                flush()
                context.close(promise: nil)
            }
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    private func quiesce(_ context: ChannelHandlerContext) {
        guard self.context != nil else { return }
        if state.quiesce() {
            flush()
            return context.close(promise: nil)
        }
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        _ = context.eventLoop.scheduleTask(in: settings.timeouts.grace.amount) {
            bound.value.close(promise: nil)
        }
    }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        deadline.received(bytes: bytes.readableBytes)
        state.receive(bytes)
        let isDrained = loop.executor.expectDrain()
        advance()
        loop.executor.drain(isDrained)
    }

    func read(context: ChannelHandlerContext) {
        if isBodyPaused || state.isFull { readIsHeld = true } else { context.read() }
    }

    private func resumeReading() {
        guard readIsHeld, !isBodyPaused, !state.isFull else { return }
        readIsHeld = false
        context?.read()
    }

    /// Does what the state asks for until it has to wait.
    func advance() {
        while let context, let action = state.next() {
            switch action {
            case .begin(let head, let arrival): begin(head, arrival, context)
            case .piece(let piece): if body?.receive(piece) == false { isBodyPaused = true }
            case .bodyEnd: body?.finish(.success(()))
            case .bodyFailure(let refusal): body?.finish(.failure(HTTPError(refusal.status, refusal.message)))
            case .refuse(let refusal): refuse(refusal, context)
            case .close: close(context)
            }
        }
        updateDeadline()
    }

    private func begin(_ head: RequestHead, _ arrival: ConnectionState.Arrival, _ context: ChannelHandlerContext) {
        outgoing = OutgoingResponse(method: head.method, version: head.version)
        if head.target == "*" {
            answer(.optionsOfServer)
            return
        }
        let requestBody: RequestBody
        switch arrival {
        case .whole(let bytes): requestBody = bytes.readableBytes == 0 ? .empty : RequestBody(bytes)
        case .stream:
            let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
            let eventLoop = context.eventLoop
            let incoming = IncomingBody { eventLoop.execute { handler.value.bodyIsWanted() } }
            body = incoming
            requestBody = RequestBody(stream: incoming, length: head.framing.length)
        }
        let request = Request(
            method: head.method, target: head.target, scheme: settings.scheme, authority: head.authority,
            headers: head.headers, body: requestBody, remoteAddress: remoteAddress, version: head.version)
        let exchange = Exchange(
            responder: settings.responder, logger: settings.logger,
            handler: NIOLoopBound(self, eventLoop: context.eventLoop))
        task = Task(executorPreference: loop.executor) { await exchange.run(request) }
    }

    private func bodyIsWanted() {
        if state.wantBody(), let context {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
        }
        if isBodyPaused {
            isBodyPaused = false
            deadline.restart(.body, now: .now())
        }
        resumeReading()
    }

    private func refuse(_ refusal: Refusal, _ context: ChannelHandlerContext) {
        settings.logger.debug("A request was refused.", metadata: ["reason": "\(refusal.message)"])
        var buffer = context.channel.allocator.buffer(capacity: 256)
        ResponseEncoder.write(
            Response(status: refusal.status, text: refusal.message + "\n"),
            framing: .length(refusal.message.utf8.count + 1), goesOn: false, version: .http1_1,
            dateLine: loop.dateLine, to: &buffer)
        buffer.writeString(refusal.message + "\n")
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
        close(context)
    }

    // MARK: Answering

    /// Sends bytes; at once, unless they may go with what else this turn of the loop brings.
    func send(_ buffer: ByteBuffer, mayWait: Bool) {
        guard let context else { return }
        guard mayWait else {
            flushIsOwed = false
            return context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
        }
        context.write(wrapOutboundOut(buffer), promise: nil)
        if !flushIsOwed {
            flushIsOwed = true
            loop.flushes.add(self)
        }
    }

    /// Sends what waits for the end of the loop's turn.
    func flush() {
        guard flushIsOwed else { return }
        flushIsOwed = false
        context?.flush()
    }

    /// Goes on to the next request, or closes.
    func answered() {
        guard let context else { return }
        outgoing = nil
        task = nil
        body?.discard()
        body = nil
        isBodyPaused = false
        let hadUnread = state.hasUnread
        guard state.answered() else { return close(context, politely: hadUnread) }
        advance()
        resumeReading()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { writer.take()?.resume() }
        updateDeadline()
        context.fireChannelWritabilityChanged()
    }

    /// Breaks the connection off: the client must not take what it got for a whole answer.
    func abort() {
        context?.close(promise: nil)
    }

    /// Closes. A client that is still sending would lose the answer if its bytes met a closed socket, so what it sends is
    /// taken and dropped for a moment (RFC 9112 section 9.6).
    private func close(_ context: ChannelHandlerContext, politely: Bool = true) {
        flush()
        guard politely, !inputHasEnded else {
            // What is being written goes out before.
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in bound.value.close(promise: nil) }
            return
        }
        deadline.restart(.close, now: .now())
        schedule(context)
        isBodyPaused = false
        context.close(mode: .output, promise: nil)
        resumeReading()
    }

    // MARK: Time

    private func updateDeadline() {
        guard let context, deadline.wait != .close else { return }
        let wait: Deadline.Wait =
            if !context.channel.isWritable {
                .send
            } else if state.isReadingHead {
                .head
            } else if state.isIdle {
                deadline.wait == .head ? .head : .idle
            } else if state.isReadingBody, !isBodyPaused {
                .body
            } else {
                .app
            }
        deadline.wait(for: wait, now: .now())
    }

    private func schedule(_ context: ChannelHandlerContext) {
        timer?.cancel()
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        // While the app works it is looked at again after the shortest of all times.
        let next = deadline.end ?? .now() + settings.timeouts.shortest
        timer = context.eventLoop.scheduleTask(deadline: min(next, .now() + settings.timeouts.shortest)) {
            bound.value.lookAtClock()
        }
    }

    private func lookAtClock() {
        guard let context else { return }
        if let end = deadline.end, end <= .now() {
            expire(context)
        }
        if self.context != nil { schedule(context) }
    }

    private func expire(_ context: ChannelHandlerContext) {
        switch deadline.wait {
        case .app: break
        case .head where state.isReadingHead:
            _ = state.inputEnded()
            refuse(.tooSlow, context)
        case .body where body != nil:
            // The app hears of it where it reads, and answers; what comes afterwards is not read.
            body?.finish(.failure(HTTPError(Refusal.tooSlow.status, Refusal.tooSlow.message)))
            state.giveUpBody(.tooSlow)
            deadline.restart(.app, now: .now())
        case .idle, .head, .body, .send, .close: context.close(promise: nil)
        }
    }
}
