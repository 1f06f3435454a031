import NIOCore

/// What happens on a connection of HTTP/1, decided without a socket: bytes go in, what is to be done comes out.
///
/// One request is read at a time. The next is looked at once the one before has been answered, so that answers keep the
/// order of the requests (RFC 9112 section 9.3.2) and a client that sends ahead waits in its own socket.
struct ConnectionState {
    enum Action {
        /// Pass a request to the app.
        case begin(RequestHead, Arrival)
        /// Hand on a piece of its body, or its end.
        case piece(ByteBuffer)
        case bodyEnd
        /// The body cannot be read any further.
        case bodyFailure(Refusal)
        /// Answer without the app, then close.
        case refuse(Refusal)
        /// Nothing more is read: close.
        case close
    }

    /// How a request's body reaches the app.
    enum Arrival {
        case whole(ByteBuffer)
        case stream
    }

    private enum Phase {
        case head
        case body(BodyDecoder)
        case complete
        case failed(Refusal)
        case closing
    }

    private let limits: HeadLimits
    /// A body of known length up to this that came with its head is handed on whole.
    private let wholeBodyLimit: Int
    /// What is read of a body that nobody wants, so that the connection can go on.
    private let unwantedBodyLimit: Int

    private var phase = Phase.head
    private var head: HeadParser
    private var input = ByteBuffer()
    private var mayGoOn = true
    private var isAnswered = false
    private var hasBegun = false
    private var continueIsOwed = false
    private var unwanted = 0

    init(limits: HeadLimits, wholeBodyLimit: Int = 64 * 1024, unwantedBodyLimit: Int = 256 * 1024) {
        self.limits = limits
        self.wholeBodyLimit = wholeBodyLimit
        self.unwantedBodyLimit = unwantedBodyLimit
        head = HeadParser(limits: limits)
    }

    /// Whether no request has begun.
    var isIdle: Bool { if case .head = phase { input.readableBytes == 0 } else { false } }
    /// Whether nothing has come yet since the connection was made: a request may be on its way.
    var isFresh: Bool { isIdle && !hasBegun }
    /// Whether a request's head has begun and is not whole.
    var isReadingHead: Bool { if case .head = phase { input.readableBytes > 0 } else { false } }
    /// Whether more of a body is expected.
    var isReadingBody: Bool { if case .body = phase { true } else { false } }
    /// Whether what lies unread is enough: a client that sends ahead has to wait.
    var isFull: Bool { if case .complete = phase { input.readableBytes >= wholeBodyLimit } else { false } }
    /// Whether the client has sent something that will not be read.
    var hasUnread: Bool { if case .complete = phase { input.readableBytes > 0 } else { true } }
    /// Why the present request has to be refused whatever the app says: its body turned out to be malformed.
    var failure: Refusal? { if case .failed(let refusal) = phase { refusal } else { nil } }

    /// Takes what has arrived.
    mutating func receive(_ bytes: ByteBuffer) {
        if case .closing = phase { return }
        if input.readableBytes == 0 {
            input = bytes
        } else {
            input.discardReadBytes()
            input.writeImmutableBuffer(bytes)
        }
    }

    /// What is to be done next; nil once something has to happen first.
    mutating func next() -> Action? {
        switch phase {
        case .complete, .failed, .closing: return nil
        case .head: return nextHead()
        case .body(var decoder):
            // A body is malformed or not, whoever reads it.
            let result = decoder.decode(&input)
            phase = .body(decoder)
            return nextBody(result)
        }
    }

    private mutating func nextHead() -> Action? {
        switch head.parse(&input) {
        case .incomplete: return nil
        case .refused(let refusal): return stop(.refuse(refusal))
        case .head(let request):
            hasBegun = true
            isAnswered = false
            unwanted = 0
            mayGoOn = mayGoOn && request.keepsAlive
            continueIsOwed = false
            switch request.framing {
            case .none, .length(0):
                phase = .complete
                return .begin(request, .whole(ByteBuffer()))
            case .length(let length) where length <= wholeBodyLimit && length <= input.readableBytes:
                phase = .complete
                return .begin(request, .whole(input.readSlice(length: length) ?? ByteBuffer()))
            case .length, .chunked:
                // RFC 9110 section 10.1.1: a body that has begun needs no 100.
                continueIsOwed = request.expectsContinue && input.readableBytes == 0
                phase = .body(BodyDecoder(request.framing, trailerLimit: limits.headerBytes))
                return .begin(request, .stream)
            }
        }
    }

    private mutating func nextBody(_ result: BodyDecoder.Result) -> Action? {
        switch result {
        case .incomplete: return nil
        case .piece(let piece):
            continueIsOwed = false
            guard isAnswered else { return .piece(piece) }
            unwanted += piece.readableBytes
            return unwanted > unwantedBodyLimit ? stop(.close) : next()
        case .end:
            phase = isAnswered ? .head : .complete
            return isAnswered ? next() : .bodyEnd
        case .refused(let refusal):
            if isAnswered { return stop(.close) }
            phase = .failed(refusal)
            mayGoOn = false
            return .bodyFailure(refusal)
        }
    }

    private mutating func stop(_ action: Action) -> Action {
        phase = .closing
        mayGoOn = false
        input.clear()
        return action
    }

    /// Says that the app wants the body. Returns whether the client is waiting to be told (`100 Continue`).
    mutating func wantBody() -> Bool {
        defer { continueIsOwed = false }
        return continueIsOwed
    }

    /// Whether the connection goes on after the answer that is about to be sent: its head has to say so.
    mutating func goesOn(answerAllows: Bool) -> Bool {
        mayGoOn = mayGoOn && answerAllows
        if case .body(let decoder) = phase {
            // A client that still waits for 100 Continue may send the body or the next request: nobody can tell.
            if continueIsOwed || (decoder.remaining ?? 0) > unwantedBodyLimit { mayGoOn = false }
        }
        return mayGoOn
    }

    /// Says that the present request has been answered. Returns whether the connection goes on.
    mutating func answered() -> Bool {
        isAnswered = true
        if case .complete = phase, mayGoOn { phase = .head }
        // What is left of the body is read and dropped.
        guard mayGoOn else {
            _ = stop(.close)
            return false
        }
        return true
    }

    /// Says that the client sends nothing more. Returns whether there is still something to answer.
    mutating func inputEnded() -> Bool {
        mayGoOn = false
        switch phase {
        case .complete, .failed: return true
        case .body, .head, .closing:
            _ = stop(.close)
            return false
        }
    }

    /// Says that the rest of the body is not waited for.
    mutating func giveUpBody(_ refusal: Refusal) {
        guard case .body = phase else { return }
        phase = .failed(refusal)
        mayGoOn = false
        input.clear()
    }

    /// Says that the server stops. Returns whether the connection can be closed at once.
    mutating func quiesce() -> Bool {
        mayGoOn = false
        guard isIdle else { return false }
        _ = stop(.close)
        return true
    }
}
