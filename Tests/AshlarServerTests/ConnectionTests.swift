import AshlarHTTP
import AshlarServer
import Foundation
import HTTPTypes
import NIOCore
import Synchronization
import TestClients
import Testing

/// How long connections live, what is said about it, and the order on them.
@Suite struct ConnectionTests {
    private let echo = ClosureResponder { request in
        switch request.path {
        case "/stream":
            return Response(
                body: .stream(length: nil) { write in
                    for word in ["one ", "two ", "three"] { try await write(ByteBuffer(string: word)) }
                })
        case "/unread": return Response(text: "unread")
        case "/close": return Response(headers: [.connection: "close"], body: .bytes(ByteBuffer(string: "bye")))
        default: return Response(text: "\(request.target) \(String(buffer: try await request.body.collect()))")
        }
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: x\r\n\r\n", false), ("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", true),
        ("GET / HTTP/1.1\r\nHost: x\r\nConnection: foo, CLOSE\r\n\r\n", true), ("GET / HTTP/1.0\r\n\r\n", true),
        ("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", false), ("GET /close HTTP/1.1\r\nHost: x\r\n\r\n", true),
    ])
    func `a connection is kept only where both want it`(request: String, closes: Bool) async throws {
        try await withServer(echo) { port in
            try await RawClient.connect(port).talk { reader, writer in
                try await writer.write(ByteBuffer(string: request))
                let head = try await reader.read(through: "\r\n\r\n")
                #expect(head.contains("Connection: close\r\n") == closes)
                if closes {
                    #expect(!(await reader.rest()).contains("HTTP/1.1"))
                } else {
                    try await writer.write(ByteBuffer(string: "GET /2 HTTP/1.1\r\nHost: x\r\n\r\n"))
                    #expect(try await reader.read(through: "/2 ").contains("200 OK"))
                }
            }
        }
    }

    @Test func `a client of HTTP 1.0 never gets chunks`() async throws {
        try await withServer(echo) { port in
            let answer = try await exchange(port, "GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            #expect(!answer.lowercased().contains("transfer-encoding"))
            #expect(answer.contains("Connection: close\r\n"))
            #expect(answer.hasSuffix("\r\n\r\none two three"))
        }
    }

    @Test func `requests sent ahead are answered in their order`() async throws {
        let slowFirst = ClosureResponder { request in
            if request.path == "/1" { for _ in 0..<50 { await Task.yield() } }
            return Response(text: request.path)
        }
        try await withServer(slowFirst) { port in
            let requests = (1...20).map { "GET /\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined()
            let answer = try await exchange(port, requests + "GET /end HTTP/1.0\r\n\r\n")
            let bodies = answer.components(separatedBy: "\r\n\r\n").dropFirst().map { $0.prefix { $0 != "H" } }
            #expect(bodies == (1...20).map { "/\($0)" } + ["/end"])
        }
    }

    @Test func `100 Continue is sent when the body is read, and not before`() async throws {
        try await withServer(echo) { port in
            try await RawClient.connect(port).talk { reader, writer in
                try await writer.write(
                    ByteBuffer(
                        string: "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-Continue\r\n\r\n"))
                #expect(try await reader.read(through: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
                try await writer.write(ByteBuffer(string: "hi"))
                #expect(try await reader.read(through: "/a hi").hasPrefix("HTTP/1.1 200 OK\r\n"))
                try await writer.write(
                    ByteBuffer(
                        string: "POST /unread HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
                )
                let answer = await reader.rest()
                #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(answer.contains("Connection: close\r\n"))
                #expect(answer.hasSuffix("unread"))
            }
        }
    }

    @Test func `a body that nobody reads does not stand in the way of the next request`() async throws {
        try await withServer(echo) { port in
            let body = String(repeating: "x", count: 100_000)
            let answer = try await exchange(
                port,
                "POST /unread HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n\(body)"
                    + "GET /next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(answer.hasSuffix("/next "))
            let large = try await exchange(
                port, "POST /unread HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n\(body)")
            #expect(large.contains("Connection: close\r\n"))
            #expect(large.hasSuffix("unread"))
        }
    }

    @Test func `header values that would split the response do not`() async throws {
        let splitting = ClosureResponder { request in
            Response(headers: [.location: "/\r\nSet-Cookie: evil=1\r\n\r\n<script>\u{0}"])
        }
        try await withServer(splitting) { port in
            let answer = try await exchange(port, "GET / HTTP/1.0\r\n\r\n")
            #expect(!answer.contains("\nSet-Cookie"))
            #expect(answer.components(separatedBy: "\r\n\r\n").count == 2)
            #expect(!answer.contains("\u{0}"))
        }
    }

    @Test func `what belongs to the connection is the server's to say`() async throws {
        let meddling = ClosureResponder { _ in
            var response = Response(text: "hello")
            response.headers[.transferEncoding] = "chunked"
            response.headers[.contentLength] = "99"
            return response
        }
        try await withServer(meddling) { port in
            let answer = try await exchange(port, "GET / HTTP/1.0\r\n\r\n")
            #expect(answer.contains("Content-Length: 5\r\n"))
            #expect(!answer.contains("99"))
            #expect(!answer.contains("chunked"))
        }
    }

    @Test func `a client that goes away cancels what is done for it`() async throws {
        let (events, event) = AsyncStream<String>.makeStream()
        let endless = ClosureResponder { _ in
            event.yield("began")
            do {
                try await Task.sleep(for: .seconds(3600))
            } catch {
                event.yield("cancelled")
                throw error
            }
            return Response()
        }
        try await withServer(endless) { port in
            var iterator = events.makeAsyncIterator()
            try await RawClient.connect(port).talk { _, writer in
                try await writer.write(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                #expect(await iterator.next() == "began")
            }
            #expect(await iterator.next() == "cancelled")
        }
    }
}
