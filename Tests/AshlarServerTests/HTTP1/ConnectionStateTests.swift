import AshlarHTTP
import HTTPTypes
import NIOCore
import Testing

@testable import AshlarServer

/// What a connection decides, without a socket.
@Suite struct ConnectionStateTests {
    private static let limits = HeadLimits(targetBytes: 100, headerBytes: 1000, fields: 10)

    /// `#expect` cannot look into what changes a state.
    private func check(_ isTrue: Bool, at location: SourceLocation = #_sourceLocation) {
        #expect(isTrue, sourceLocation: location)
    }

    private func name(_ action: ConnectionState.Action?) -> String {
        switch action {
        case nil: "wait"
        case .begin(let head, .whole(let body)): "begin \(head.target) with \(body.readableBytes)"
        case .begin(let head, .stream): "begin \(head.target)"
        case .piece(let piece): "piece \(piece.readableBytes)"
        case .bodyEnd: "end"
        case .bodyFailure(let refusal): "failure \(refusal.status.code)"
        case .refuse(let refusal): "refuse \(refusal.status.code)"
        case .close: "close"
        }
    }

    @Test(arguments: [
        "GET /a HTTP/1.1\r\nHost: x\r\n\r\n", "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
        "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    ])
    func `a request is the same whether it comes at once or byte by byte`(request: String) {
        var state = ConnectionState(limits: Self.limits)
        var actions: [String] = []
        for byte in request.utf8 {
            state.receive(ByteBuffer(bytes: [byte]))
            while let action = state.next() { actions.append(name(action)) }
        }
        let body = actions.filter { $0.hasPrefix("piece") }.count
        #expect(actions.first?.hasPrefix("begin /a") == true)
        #expect(body == (request.contains("abc") ? 3 : 0))
        #expect(actions.last == (body > 0 ? "end" : "begin /a with 0"))
        check(state.goesOn(answerAllows: true))
        let goesOn = state.answered()
        #expect(goesOn)
        #expect(state.isIdle)
    }

    @Test func `the next request waits for the answer to the one before`() {
        var state = ConnectionState(limits: Self.limits)
        state.receive(ByteBuffer(string: "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n"))
        check(name(state.next()) == "begin /1 with 0")
        check(name(state.next()) == "wait")
        _ = state.answered()
        check(name(state.next()) == "begin /2 with 0")
    }

    @Test func `a client that is not told to continue is not waited for`() {
        var state = ConnectionState(limits: Self.limits)
        state.receive(
            ByteBuffer(string: "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n"))
        check(name(state.next()) == "begin /")
        var told = state
        check(told.wantBody())
        check(!told.wantBody())
        check(told.goesOn(answerAllows: true))
        check(!state.goesOn(answerAllows: true))
    }

    @Test func `an unread body is dropped up to a limit`() {
        var state = ConnectionState(limits: Self.limits, wholeBodyLimit: 0, unwantedBodyLimit: 10)
        state.receive(ByteBuffer(string: "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"))
        check(name(state.next()) == "begin /")
        check(state.goesOn(answerAllows: true))
        var goesOn = state.answered()
        #expect(goesOn)
        state.receive(ByteBuffer(string: "8\r\n12345678\r\n"))
        check(name(state.next()) == "wait")
        var short = state
        short.receive(ByteBuffer(string: "0\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n"))
        check(name(short.next()) == "begin /2 with 0")
        state.receive(ByteBuffer(string: "8\r\n12345678\r\n"))
        check(name(state.next()) == "close")
        goesOn = state.answered()
        #expect(!goesOn)
    }

    @Test func `a server that stops closes what is idle and answers what is not`() {
        var idle = ConnectionState(limits: Self.limits)
        check(idle.quiesce())
        var busy = ConnectionState(limits: Self.limits)
        busy.receive(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
        _ = busy.next()
        check(!busy.quiesce())
        check(!busy.goesOn(answerAllows: true))
    }

    @Test func `time runs on, however much a client trickles`() {
        let start = NIODeadline.now()
        var deadline = Deadline(
            timeouts: .init(idle: .seconds(60), head: .seconds(20), body: .seconds(20), minimumBodyRate: 100),
            now: start)
        deadline.wait(for: .head, now: start)
        deadline.wait(for: .head, now: start + .seconds(19))
        #expect(deadline.end == start + .seconds(20))
        deadline.restart(.body, now: start)
        deadline.received(bytes: 1_000)
        #expect(deadline.end == start + .seconds(30))
        deadline.wait(for: .app, now: start)
        #expect(deadline.end == nil)
    }
}
