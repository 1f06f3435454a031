import AshlarHTTP
import AshlarServer
import HTTPTypes
import Logging
import NIOCore
import NIOHPACK
import NIOHTTP2

/// One stream of a connection of HTTP/2: a request, run as a task on the connection's event loop, and its answer.
final class HTTP2StreamHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias InboundOut = Never
    typealias OutboundIn = Never
    typealias OutboundOut = HTTP2Frame.FramePayload

    private enum Phase {
        case head, body, complete
        /// What still comes is not wanted.
        case given(up: Refusal?)
    }

    let settings: HTTP1Settings
    let loop: LoopContext
    var context: ChannelHandlerContext?
    /// How its answer is sent; nil before there is a request, and once it has been answered.
    var outgoing: Outgoing?
    /// Who waits until the client has taken what was sent.
    var writer: CheckedContinuation<Void, any Error>?

    private var phase = Phase.head
    private var task: Task<Void, Never>?
    private var body: IncomingBody?
    private var deadline: Deadline
    private var timer: Scheduled<Void>?
    private var isBodyPaused = false
    private var readIsHeld = false
    private var continueIsOwed = false
    /// What is known to be still to come of the body, and what has come after the answer.
    private var remaining: Int?
    private var unwanted = 0
    private var isAnswered = false
    private var isSent = false

    /// What is read of a body that nobody wants before its stream is reset.
    private static let unwantedBodyLimit = 256 * 1024

    init(settings: HTTP1Settings, loop: LoopContext) {
        self.settings = settings
        self.loop = loop
        deadline = Deadline(timeouts: settings.timeouts, now: .now())
    }

    /// Why the request has to be refused whatever the app says: its body did not arrive.
    var failure: Refusal? { if case .given(let refusal) = phase { refusal } else { nil } }

    // MARK: The stream's life

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { end() }

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
        // It holds on to this handler.
        body = nil
        writer.take()?.resume(throwing: CancellationError())
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        settings.logger.debug("A stream of HTTP/2 failed.", metadata: ["error": "\(error)"])
        context.close(promise: nil)
    }

    /// Breaks the stream off: the client must not take what it got for a whole answer.
    func reset(_ code: NIOHTTP2.HTTP2ErrorCode) {
        context?.writeAndFlush(wrapOutboundOut(.rstStream(code)), promise: nil)
    }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .headers(let frame):
            if case .head = phase { begin(frame, context) } else if frame.endStream { bodyEnded() }
        case .data(let frame):
            guard case .byteBuffer(let bytes) = frame.data else { return }
            received(bytes)
            if frame.endStream { bodyEnded() }
        default: break
        }
        updateDeadline()
    }

    func read(context: ChannelHandlerContext) {
        if isBodyPaused { readIsHeld = true } else { context.read() }
    }

    private func begin(_ frame: HTTP2Frame.FramePayload.Headers, _ context: ChannelHandlerContext) {
        let head: HTTP2Head
        do throws(Refusal) {
            head = try HTTP2Head(frame.headers, limits: settings.limits)
            if frame.endStream, let length = head.length, length > 0 { throw Self.anotherLength }
        } catch {
            settings.logger.debug("A request was refused.", metadata: ["reason": "\(error.message)"])
            phase = frame.endStream ? .complete : .given(up: error)
            outgoing = Outgoing(method: .get)
            answer(Response(status: error.status, text: error.message + "\n"))
            return
        }
        outgoing = Outgoing(method: head.method)
        let requestBody: RequestBody
        if frame.endStream {
            phase = .complete
            requestBody = .empty
        } else {
            let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
            let eventLoop = context.eventLoop
            let incoming = IncomingBody { eventLoop.execute { handler.value.bodyIsWanted() } }
            body = incoming
            phase = .body
            remaining = head.length
            continueIsOwed = head.expectsContinue
            requestBody = RequestBody(stream: incoming, length: head.length)
        }
        if head.target == "*" {
            answer(.optionsOfServer)
            return
        }
        let request = Request(
            method: head.method, target: head.target, scheme: settings.scheme, authority: head.authority,
            headers: head.headers, body: requestBody,
            remoteAddress: context.channel.remoteAddress ?? context.channel.parent?.remoteAddress, version: .http2)
        let exchange = HTTP2Exchange(
            responder: settings.responder, logger: settings.logger,
            handler: NIOLoopBound(self, eventLoop: context.eventLoop))
        task = Task(executorPreference: loop.executor) { await exchange.run(request) }
    }

    private func received(_ bytes: ByteBuffer) {
        guard case .body = phase else { return }
        continueIsOwed = false
        deadline.received(bytes: bytes.readableBytes)
        if let left = remaining {
            guard bytes.readableBytes <= left else { return giveUpBody(Self.anotherLength) }
            remaining = left - bytes.readableBytes
        }
        guard isAnswered else {
            if bytes.readableBytes > 0, body?.receive(bytes) == false { isBodyPaused = true }
            return
        }
        unwanted += bytes.readableBytes
        guard unwanted > Self.unwantedBodyLimit else { return }
        if isSent { reset(.noError) } else { isBodyPaused = true }
    }

    private func bodyEnded() {
        if case .body = phase {
            if let remaining, remaining > 0 { giveUpBody(Self.anotherLength) } else { body?.finish(.success(())) }
        }
        // What made the body be given up still decides the answer.
        if failure == nil { phase = .complete }
    }

    /// RFC 9113 section 8.1.1.
    private static let anotherLength = Refusal.malformed("The body is not as long as Content-Length says.")

    /// Says that the rest of the body is not waited for: the app hears of it where it reads, and answers.
    private func giveUpBody(_ refusal: Refusal) {
        body?.finish(.failure(HTTPError(refusal.status, refusal.message)))
        phase = .given(up: refusal)
        if isSent { reset(.protocolError) }
    }

    private func bodyIsWanted() {
        if continueIsOwed, let context {
            continueIsOwed = false
            let head = HTTP2Frame.FramePayload.Headers(headers: [":status": "100"])
            context.writeAndFlush(wrapOutboundOut(.headers(head)), promise: nil)
        }
        if isBodyPaused {
            isBodyPaused = false
            deadline.restart(.body, now: .now())
        }
        resumeReading()
    }

    private func resumeReading() {
        if isSent { isBodyPaused = false }
        guard readIsHeld, !isBodyPaused else { return }
        readIsHeld = false
        context?.read()
    }

    // MARK: Answering

    /// All of the answer has been handed over; it is out when `written` is there.
    func answered(_ written: EventLoopFuture<Void>) {
        outgoing = nil
        isAnswered = true
        body?.discard()
        body = nil
        isBodyPaused = false
        let handler = NIOLoopBound(self, eventLoop: written.eventLoop)
        written.whenComplete { _ in handler.value.sent() }
    }

    /// The answer is out. A client that is still sending is heard for a moment, then told that its body is not wanted
    /// (RFC 9113 section 8.1): earlier that would take the answer from it.
    private func sent() {
        guard context != nil else { return }
        isSent = true
        switch phase {
        case .complete, .head: break
        case .given: reset(.noError)
        case .body:
            if continueIsOwed || (remaining ?? 0) > Self.unwantedBodyLimit || unwanted > Self.unwantedBodyLimit {
                reset(.noError)
            } else {
                deadline.restart(.close, now: .now())
                schedule()
            }
        }
        resumeReading()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { writer.take()?.resume() }
        updateDeadline()
        context.fireChannelWritabilityChanged()
    }

    // MARK: Time

    private func updateDeadline() {
        guard let context, deadline.wait != .close else { return }
        let wait: Deadline.Wait
        if !context.channel.isWritable, !isSent {
            wait = .send
        } else if case .body = phase, !isBodyPaused {
            wait = .body
        } else {
            wait = .app
        }
        deadline.wait(for: wait, now: .now())
        if wait != .app, timer == nil { schedule() }
    }

    /// Looks at the clock when what is waited for should be over; while the app works nobody has to.
    private func schedule() {
        guard let context else { return }
        timer?.cancel()
        timer = nil
        guard let end = deadline.end else { return }
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(deadline: end) { bound.value.lookAtClock() }
    }

    private func lookAtClock() {
        timer = nil
        guard context != nil, let end = deadline.end else { return }
        if end <= .now() { expire() }
        if timer == nil { schedule() }
    }

    private func expire() {
        switch deadline.wait {
        case .body:
            giveUpBody(.tooSlow)
            deadline.restart(.app, now: .now())
        case .close: reset(.noError)
        case .send: reset(.cancel)
        case .app, .idle, .head: break
        }
    }
}
