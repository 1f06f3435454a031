import AshlarHTTP
import AshlarServer
import Foundation
import HTTPTypes
import NIOCore
import NIOHPACK
import NIOHTTP2
import TestClients
import Testing

/// HTTP/2 is held to what HTTP/1 is held to (RFC 9113 section 8).
@Suite(.enabled(if: Tool.openssl != nil)) struct HTTP2Tests {
    private let echo = ClosureResponder { request in
        switch request.path {
        case "/unread": return Response(text: "unread")
        case "/broken":
            return Response(
                body: .stream(length: 10) { write in
                    try await write(ByteBuffer(string: "abc"))
                    throw HTTPError(.conflict)
                })
        case "/late": return Response(body: .stream(length: nil) { _ in throw HTTPError(.conflict, "Too late.") })
        default:
            let body = try await request.body.collect(upTo: 1 << 20)
            let cookies = request.headers[values: .cookie].joined(separator: "|")
            return Response(
                text: "\(request.method.rawValue) \(request.target) \(request.authority ?? "-") \(request.version) "
                    + "\(request.body.length ?? -1) \(body.readableBytes) \(cookies)")
        }
    }

    private static let good: [(String, String)] = [
        (":method", "GET"), (":scheme", "https"), (":authority", "x"), (":path", "/a?b=1"),
    ]

    private func head(_ changes: [(String, String?)], _ more: [(String, String)] = []) -> HPACKHeaders {
        var fields = Self.good
        for (name, value) in changes {
            if let index = fields.firstIndex(where: { $0.0 == name }) {
                if let value { fields[index].1 = value } else { fields.remove(at: index) }
            } else if let value {
                fields.append((name, value))
            }
        }
        return HPACKHeaders(fields + more)
    }

    /// Over the limits that the test sets, and in one frame: the client that sends it writes no second one.
    private static let long = String(repeating: "a", count: 13_000)

    private static let refused: [([(String, String?)], [(String, String)], Int)] = [
        // Pseudo-header fields
        ([(":method", nil)], [], 400), ([(":method", "G@T")], [], 400), ([(":method", "CONNECT")], [], 501),
        ([(":scheme", nil)], [], 400), ([(":scheme", "ftp")], [], 400),
        ([(":path", nil)], [], 400), ([(":path", "")], [], 400), ([(":path", "a")], [], 400),
        ([(":path", "*")], [], 400), ([(":path", "/a b")], [], 400), ([(":path", "/a#b")], [], 400),
        ([(":path", "/é")], [], 400), ([(":path", "/\u{0}")], [], 400), ([(":path", "/" + long)], [], 414),
        ([], [(":path", "/b")], 400), ([], [(":odd", "x")], 400), ([], [("a", "b"), (":path", "/b")], 400),
        // :authority and Host
        ([(":authority", nil)], [], 400), ([(":authority", "")], [], 400), ([(":authority", "a b")], [], 400),
        ([(":authority", "a@b")], [], 400), ([(":authority", "a:65536")], [], 400), ([], [(":authority", "x")], 400),
        ([], [("host", "y")], 400), ([(":authority", nil)], [("host", "x"), ("host", "x")], 400),
        // Fields
        ([], [("X-A", "b")], 400), ([], [("x y", "b")], 400), ([], [("x", "a\u{0}b")], 400),
        ([], [("x", "a\r\nb")], 400), ([], [("x", " a")], 400), ([], [("connection", "close")], 400),
        ([], [("transfer-encoding", "chunked")], 400), ([], [("te", "gzip")], 400), ([], [("upgrade", "h2c")], 400),
        ([], [("content-length", "abc")], 400), ([], [("content-length", "-1")], 400),
        ([], [("content-length", "0"), ("content-length", "0")], 400), ([], [("content-length", "5")], 400),
        ([], [("expect", "magic")], 417),
        // Size and number
        ([], [("x", long)], 431), ([], (0..<200).map { ("x\($0)", "y") }, 431),
    ]

    @Test func `what is malformed or too large is refused, and the connection goes on`() async throws {
        try await withTLSServer(echo, configure: { $0.maximumHeaderBytes = 12_000 }) { port, _ in
            try await HTTP2Client.with(port) { client in
                // The server's settings are known once it has answered: the size of a head is among them.
                #expect(try await client.send(HPACKHeaders(Self.good)).status == 200)
                for (changes, more, status) in Self.refused {
                    let answer = try await client.send(head(changes, more))
                    let text = "\(changes) \(more.prefix(3))".prefix(200)
                    #expect(answer.status == status, "\(text)")
                    #expect(answer.body.readableBytes > 0, "\(text)")
                }
                #expect(try await client.send(HPACKHeaders(Self.good)).text == "GET /a?b=1 x HTTP/2 0 0 ")
            }
        }
    }

    @Test func `what is allowed reaches the app`() async throws {
        try await withTLSServer(echo) { port, _ in
            try await HTTP2Client.with(port) { client in
                #expect(
                    try await client.send(head([(":authority", nil)], [("host", "y:81")])).text
                        == "GET /a?b=1 y:81 HTTP/2 0 0 ")
                #expect(
                    try await client.send(head([(":authority", "X")], [("host", "x"), ("te", "trailers")])).text
                        == "GET /a?b=1 X HTTP/2 0 0 ")
                // RFC 9113 section 8.2.3
                #expect(
                    try await client.send(head([], [("cookie", "a=1"), ("x", "y"), ("cookie", "b=2")])).text
                        == "GET /a?b=1 x HTTP/2 0 0 a=1; b=2")
                let options = try await client.send(head([(":method", "OPTIONS"), (":path", "*")]))
                #expect(options.status == 204)
                #expect(options.headers.first(name: "allow")?.contains("PATCH") == true)
                let body = ByteBuffer(string: "hello")
                #expect(
                    try await client.send(head([(":method", "POST")], [("content-length", "5")]), body: [body]).text
                        == "POST /a?b=1 x HTTP/2 5 5 ")
                #expect(
                    try await client.send(head([(":method", "POST")]), body: [body, body]).text
                        == "POST /a?b=1 x HTTP/2 -1 10 ")
            }
        }
    }

    @Test func `a body is as long as it was announced`() async throws {
        try await withTLSServer(echo) { port, _ in
            try await HTTP2Client.with(port) { client in
                for count in ["4", "6"] {
                    let answer = try await client.send(
                        head([(":method", "POST")], [("content-length", count)]), body: [ByteBuffer(string: "hello")])
                    #expect(answer.status == 400, "\(count)")
                }
                #expect(try await client.send(HPACKHeaders(Self.good)).status == 200)
            }
        }
    }

    @Test func `a body that is too large is refused by its length, at once or while it is sent`() async throws {
        try await withTLSServer(echo) { port, _ in
            try await HTTP2Client.with(port) { client in
                let announced = head([(":method", "POST")], [("content-length", "\(64 << 20)")])
                let waiting = try await client.send(announced, isEnded: false)
                #expect(waiting.status == 413)
                #expect(waiting.reset == .noError)
                let pieces = Array(repeating: ByteBuffer(repeating: 120, count: 1 << 20), count: 64)
                #expect(try await client.send(announced, body: pieces).status == 413)
                #expect(try await client.send(head([(":method", "POST")]), body: pieces).status == 413)
                #expect(try await client.send(HPACKHeaders(Self.good)).status == 200)
            }
        }
    }

    @Test func `a body that nobody reads is dropped, and 100 is sent when it is read`() async throws {
        try await withTLSServer(echo) { port, _ in
            try await HTTP2Client.with(port) { client in
                let unread = head([(":method", "POST"), (":path", "/unread")])
                #expect(
                    try await client.send(unread, body: [ByteBuffer(repeating: 120, count: 100_000)]).text == "unread")
                let waiting = try await client.send(
                    head([(":method", "POST")], [("expect", "100-continue")]), body: [ByteBuffer(string: "hi")])
                #expect(waiting.status == 200)
                let declined = try await client.send(
                    head([(":method", "POST"), (":path", "/unread")], [("expect", "100-continue")]), isEnded: false)
                #expect(declined.text == "unread")
                #expect(declined.informational == [])
            }
        }
    }

    @Test func `a stream that fails is no whole answer, and one that has not begun is an error`() async throws {
        try await withTLSServer(echo) { port, _ in
            try await HTTP2Client.with(port) { client in
                let broken = try await client.send(head([(":path", "/broken")]))
                #expect(broken.status == 200)
                #expect(broken.reset == .internalError)
                let late = try await client.send(head([(":path", "/late")]))
                #expect(late.status == 409)
                #expect(late.text == "Too late.\n")
            }
        }
    }

    @Test func `a body that stops is 408, and a client that asks for nothing is dropped`() async throws {
        let hasty: @Sendable (inout HTTPServer.Configuration) -> Void = {
            $0.timeouts.body = .milliseconds(200)
            $0.timeouts.minimumBodyRate = 1_000_000
        }
        try await withTLSServer(echo, configure: hasty) { port, _ in
            try await HTTP2Client.with(port) { client in
                let stopped = try await client.send(
                    head([(":method", "POST")]), body: [ByteBuffer(string: "abc")], isEnded: false)
                #expect(stopped.status == 408)
            }
        }
        try await withTLSServer(echo, configure: { $0.timeouts.head = .seconds(1) }) { port, _ in
            try await HTTP2Client.with(port) { client in try await client.closed() }
        }
        try await withTLSServer(echo, configure: { $0.timeouts.idle = .milliseconds(200) }) { port, _ in
            try await HTTP2Client.with(port) { client in
                #expect(try await client.send(HPACKHeaders(Self.good)).status == 200)
                try await client.closed()
            }
        }
    }

    @Test func `a client that goes cancels what is done for it`() async throws {
        let (events, event) = AsyncStream<String>.makeStream()
        let endless = ClosureResponder { _ in
            event.yield("began")
            do { try await Task.sleep(for: .seconds(3600)) } catch {
                event.yield("cancelled")
                throw error
            }
            return Response()
        }
        try await withTLSServer(endless) { port, _ in
            var iterator = events.makeAsyncIterator()
            try await HTTP2Client.with(port) { client in
                let request = Task { try await client.send(HPACKHeaders(Self.good)) }
                #expect(await iterator.next() == "began")
                request.cancel()
            }
            #expect(await iterator.next() == "cancelled")
        }
    }
}
