import AshlarHTTP
import AshlarServer
import HTTPTypes
import NIOCore
import TestClients
import Testing

/// Bytes and the status that RFC 9110 and RFC 9112 ask for.
@Suite struct StrictnessTests {
    private static let echo = ClosureResponder { request in
        let body = try await request.body.collect(upTo: 1 << 20)
        return Response(
            text: "\(request.method.rawValue) \(request.target) \(request.authority ?? "-") \(body.readableBytes)")
    }

    private static let long = String(repeating: "a", count: 70_000)
    /// Chunks of one byte, each with an extension of 200.
    private static let extended = String(
        repeating: "1;x=\(String(repeating: "y", count: 200))\r\na\r\n", count: 200)

    private static let refused: [(String, Int)] = [
        // The request line
        ("GARBAGE\r\n\r\n", 400), ("GET /\r\nHost: x\r\n\r\n", 400), ("GET  / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        ("GET / HTTP/1.1 \r\nHost: x\r\n\r\n", 400), ("GET / http/1.1\r\nHost: x\r\n\r\n", 400),
        (" GET / HTTP/1.1\r\nHost: x\r\n\r\n", 400), ("G@T / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        ("GET / HTTP/11\r\nHost: x\r\n\r\n", 400), ("GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505),
        ("GET / HTTP/9.9\r\n\r\n", 505), ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}", 400),
        // The target
        ("GET /\u{0} HTTP/1.1\r\nHost: x\r\n\r\n", 400), ("GET /a#b HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        ("GET /é HTTP/1.1\r\nHost: x\r\n\r\n", 400), ("GET * HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        ("GET a HTTP/1.1\r\nHost: x\r\n\r\n", 400), ("GET ftp://x/ HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        ("GET http://a@b/ HTTP/1.1\r\nHost: x\r\n\r\n", 400), ("GET http:/// HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        ("CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n", 501), ("GET /\(long) HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        ("GET /\(long.prefix(9_000)) HTTP/1.1\r\nHost: x\r\n\r\n", 414), ("GET /\(long)", 414), (long, 400),
        // Host
        ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a:b\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a:65536\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a,b\r\n\r\n", 400), ("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        // Fields
        ("GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: x\r\n: x\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: x\r\nX Y: z\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: x\r\nX\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n", 400), ("GET / HTTP/1.1\r\n Host: x\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: x\r\nX: a\u{0}b\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: x\r\nX\u{0}: a\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: x\r\nX: \u{7F}\r\n\r\n", 400),
        ("GET / HTTP/1.1\nHost: x\n\n", 400), ("GET / HTTP/1.1\r\nHost: x\nX: y\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: x\r\n\nX: y\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: x\r\nX: \(long)\r\n\r\n", 431),
        ("GET / HTTP/1.1\r\nHost: x\r\n\(String(repeating: "X: y\r\n", count: 200))\r\n", 431),
        ("GET / HTTP/1.1\r\nHost: x\r\nExpect: magic\r\n\r\n", 417),
        // Where the body ends
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\na", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1 1\r\n\r\na", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n\r\na", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3, 3\r\n\r\nabc", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, gzip\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: identity\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\u{B}chunked\r\n\r\n", 400),
        (
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400
        ),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501),
        ("POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        // Chunks
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\na\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\na\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\na", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1 \r\na\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;\(long)\r\na\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX Y: z\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n\(extended)0\r\n\r\n", 400),
        // A mistake right behind content that arrived with it
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n: y\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\nz\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\n\r\n", 400),
    ]

    @Test(arguments: refused)
    func `what is malformed is refused with one answer, and the server lives on`(
        request: String, status: Int
    ) async throws {
        try await withServer(Self.echo) { port in
            let answer = try await exchange(port, request + "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer.prefix(200))")
            #expect(answer.contains("Connection: close\r\n"))
            #expect(answer.ranges(of: "HTTP/1.1 ").count == 1)
            #expect(!answer.contains("/smuggled "))
            let after = try await exchange(port, "GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(after.contains("200 OK"))
        }
    }

    private static let accepted: [(String, String)] = [
        ("GET /a?b=1 HTTP/1.1\r\nHost: x\r\n", "GET /a?b=1 x 0"),
        ("\r\nGET / HTTP/1.1\r\nhOSt:x:8000\t \r\n", "GET / x:8000 0"),
        ("GET / HTTP/1.1\r\nHost: [::1]:80\r\n", "GET / [::1]:80 0"),
        ("GET / HTTP/1.1\r\nHost:\r\n", "GET / - 0"),
        ("GET / HTTP/1.0\r\n", "GET / - 0"),
        ("GET http://a.example/b?c HTTP/1.1\r\nHost: x\r\n", "GET /b?c a.example 0"),
        ("GET http://a.example?c HTTP/1.1\r\nHost: x\r\n", "GET /?c a.example 0"),
        ("GET / HTTP/1.2\r\nHost: x\r\n", "GET / x 0"),
        ("BREW /tea HTTP/1.1\r\nHost: x\r\n", "BREW /tea x 0"),
        ("OPTIONS / HTTP/1.1\r\nHost: x\r\n", "OPTIONS / x 0"),
        ("GET / HTTP/1.1\r\nHost: x\r\nX: caf\u{E9}\r\nEmpty:\r\n", "GET / x 0"),
    ]

    @Test(arguments: accepted)
    func `what is allowed reaches the app`(head: String, echoed: String) async throws {
        try await withServer(Self.echo) { port in
            let answer = try await exchange(port, head + "Connection: foo, CLOSE\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(answer)")
            #expect(answer.hasSuffix("\r\n\r\n" + echoed), "\(answer)")
        }
    }

    @Test func `chunks with extensions and trailers are one body`() async throws {
        try await withServer(Self.echo) { port in
            let answer = try await exchange(
                port,
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\nConnection: close\r\n\r\n"
                    + "3;a=\"b\"\r\nabc\r\n00A\r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\n")
            #expect(answer.hasSuffix("\r\n\r\nPOST / x 13"))
        }
    }

    @Test func `small chunks, and a few extensions, are no overhead to complain of`() async throws {
        try await withServer(Self.echo) { port in
            let head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            let single = String(repeating: "1\r\na\r\n", count: 20_000)
            let answer = try await exchange(port, head + single + "0\r\n\r\n")
            #expect(answer.hasSuffix("POST / x 20000"))
            let signed = String(
                repeating: "40;sig=\(String(repeating: "f", count: 64))\r\n\(Self.long.prefix(64))\r\n", count: 500)
            let other = try await exchange(port, head + signed + "0\r\n\r\n")
            #expect(other.hasSuffix("POST / x 32000"))
        }
    }

    @Test func `OPTIONS of the server as a whole is answered`() async throws {
        try await withServer(Self.echo) { port in
            let answer = try await exchange(
                port, "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 204 No Content\r\nAllow: GET, HEAD, POST"))
            #expect(answer.hasSuffix("GET /b x 0"))
        }
    }
}
