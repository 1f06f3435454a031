import Ashlar
import Foundation
import NIOCore
import TestClients
import Testing

private struct Sent: Decodable { let a: String }

@Controller private struct DeskController {
    func index() -> [String: String] { ["desk": "free"] }
    func store(form: Form) throws -> String { try form.required("title") }
    func upload(request: Request) async throws -> String {
        let form = try await request.multipart()
        return form.files.map { "\($0.name) \($0.size)" }.joined(separator: ",")
    }
    func json(request: Request) async throws -> String { "\(try await request.json(as: Sent.self).a)" }
}

/// A whole app, as it is generated, behind a socket that somebody writes bytes to who wants more than an answer.
@Suite struct HostileConnectionTests {
    private static let app = RoutesOnly { routes in
        routes.get("/") { _ in "home" }
        routes.get("/search") { request in "\(try request.query.items.count)" }
        routes.get("/desk", DeskController.index)
        routes.group("/api", middleware: .api) {
            $0.get("/desk", DeskController.index)
            $0.post("/form", DeskController.store)
            $0.post("/upload", DeskController.upload)
            $0.post("/json", DeskController.json)
        }
        routes.group(middleware: .web) {
            $0.get("/count") { request in "\(try request.session.increment("visits"))" }
            $0.post("/form", DeskController.store)
        }
    }

    private static func text(_ count: Int) -> String { String(repeating: "a", count: count) }

    private static func get(_ target: String, _ fields: String = "") -> String {
        "GET \(target) HTTP/1.1\r\nHost: x\r\n\(fields)Connection: close\r\n\r\n"
    }

    private static func post(_ target: String, _ type: String, _ body: String, _ fields: String = "") -> String {
        "POST \(target) HTTP/1.1\r\nHost: x\r\nContent-Type: \(type)\r\n\(fields)Content-Length: \(body.utf8.count)\r\n"
            + "Connection: close\r\n\r\n\(body)"
    }

    private static let form = "application/x-www-form-urlencoded"
    private static let parts = "multipart/form-data; boundary=b"

    private static func part(_ head: String, _ body: String = "x") -> String { "--b\r\n\(head)\r\n\r\n\(body)\r\n" }

    /// What it is called, what is sent, and the status of each answer.
    private static let requests: [(String, String, [Int])] = [
        // Methods
        ("TRACE", "TRACE / HTTP/1.1\r\nHost: x\r\nCookie: secret=1\r\nConnection: close\r\n\r\n", [405]),
        ("OPTIONS of the server", "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", [204]),
        ("OPTIONS of a route", "OPTIONS /api/form HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", [204]),
        ("CONNECT", "CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:22\r\n\r\n", [501]),
        ("a method in small letters", "get / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", [405]),
        ("a method of 1000 letters", "\(text(1000)) / HTTP/1.1\r\nHost: x\r\n\r\n", [400]),
        ("a method by a form's field", post("/api/form", form, "title=t&_method=CONNECT"), [200]),
        ("HTTP/2 without agreement", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u{0}\u{0}\u{0}\u{4}\u{0}", [505]),
        ("HTTP/0.9", "GET /\r\n\r\n", [400]),
        // Targets
        ("absolute, in capitals", "GET HTTP://x/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", [200]),
        ("absolute, two ports", "GET http://x:80:80/ HTTP/1.1\r\nHost: x\r\n\r\n", [400]),
        ("absolute, a port beyond", "GET http://[::1]:99999/ HTTP/1.1\r\nHost: x\r\n\r\n", [400]),
        ("absolute, with a backslash", "GET http://x\\y/ HTTP/1.1\r\nHost: x\r\n\r\n", [400]),
        ("absolute, with %00", "GET http://x%00/ HTTP/1.1\r\nHost: x\r\n\r\n", [400]),
        ("absolute, with a password", "GET http://a:b@x/ HTTP/1.1\r\nHost: x\r\n\r\n", [400]),
        ("a file's address", "GET file:///etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", [400]),
        ("a script's address", "GET javascript:alert(1) HTTP/1.1\r\nHost: x\r\n\r\n", [400]),
        ("an overlong slash", get("/%c0%af"), [400]), ("an overlong dot", get("/%c0%ae%c0%ae/"), [400]),
        ("a NUL", get("/a%00"), [400]), ("an encoded slash", get("/api%2fdesk"), [404]),
        ("dots", get("/api/../../etc/passwd"), [404]), ("encoded dots", get("/%2e%2e%2f%2e%2e%2fetc%2fpasswd"), [404]),
        ("a thousand slashes", get(String(repeating: "/", count: 1000)), [404]),
        ("two thousand segments", get(String(repeating: "/a", count: 2000)), [404]),
        ("2000 parameters", get("/search?\(String(repeating: "a&", count: 2000))"), [200]),
        ("10,000 parameters", get("/search?\(String(repeating: "a=1&", count: 10_000))"), [414]),
        // Fields
        ("a cookie of 64 KiB", get("/count", "Cookie: a=\(text(65_536))\r\n"), [431]),
        ("a thousand cookies", get("/count", "Cookie: \(String(repeating: "a=1; ", count: 1000))b=2\r\n"), [200]),
        ("a session that is none", get("/count", "Cookie: ashlar_session=\(text(4000))\r\n"), [200]),
        ("a thousand fields", get("/", String(repeating: "X: y\r\n", count: 1000)), [431]),
        ("a list of 2000 types", get("/", "Accept: \(String(repeating: "a/b;q=0.1,", count: 800))*/*\r\n"), [200]),
        (
            "a thousand languages", get("/", "Accept-Language: \(String(repeating: "de-x;q=1,", count: 800))en\r\n"),
            [200]
        ),
        ("a thousand ranges", get("/open.txt", "Range: bytes=\(String(repeating: "0-0,", count: 1000))1-1\r\n"), [200]),
        ("a range of numbers too large", get("/open.txt", "Range: bytes=99999999999999999999-\r\n"), [200, 416]),
        ("a date that is none", get("/open.txt", "If-Modified-Since: \(text(5000))\r\n"), [200]),
        (
            "a thousand tags", get("/open.txt", "If-None-Match: \(String(repeating: "\"a\",", count: 1000))\"b\"\r\n"),
            [200]
        ),
        ("an upgrade to HTTP/2", get("/", "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"), [200]),
        ("an upgrade to a WebSocket", get("/", "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"), [200]),
        ("fields that the connection is to forget", get("/", "Connection: Host, Content-Length, Cookie\r\n"), [200]),
        ("a proxy that nobody trusts", get("/", "X-Forwarded-For: \(text(5000))\r\nForwarded: for=;;\r\n"), [200]),
        ("two types", post("/api/form", form, "title=t", "Content-Type: application/json\r\n"), [400, 415]),
        // Bodies
        ("GET with a body", "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nConnection: close\r\n\r\nGET /", [200]),
        (
            "zeros before a length",
            "POST /api/form HTTP/1.1\r\nHost: x\r\nContent-Type: \(form)\r\nContent-Length: "
                + "0000000000000007\r\nConnection: close\r\n\r\ntitle=t", [200]
        ),
        (
            "a length of zero, and a body", "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\nsmuggled\r\n\r\n",
            [200, 400]
        ),
        ("garbage behind a request", "GET / HTTP/1.1\r\nHost: x\r\n\r\n\u{1}\u{2}\r\n\r\n", [200, 400]),
        (
            "a second request in a body that is too short",
            post("/api/form", form, "title=")
                .replacing("Connection: close\r\n", with: "")
                + "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            [422, 200]
        ),
        (
            "trailers that would count",
            "POST /api/form HTTP/1.1\r\nHost: x\r\nContent-Type: \(form)\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "0\r\nContent-Length: 10\r\n\r\n", [400]
        ),
        (
            "a thousand trailers",
            "POST /api/form HTTP/1.1\r\nHost: x\r\nContent-Type: \(form)\r\nTransfer-Encoding: chunked"
                + "\r\n\r\n7\r\ntitle=t\r\n0\r\n\(String(repeating: "X: \(text(100))\r\n", count: 1000))\r\n", [400]
        ),
        ("100-continue without a body", get("/", "Expect: 100-continue\r\n"), [200]),
        (
            "100-continue of HTTP/1.0",
            "POST /api/form HTTP/1.0\r\nExpect: 100-continue\r\nContent-Type: \(form)\r\n"
                + "Content-Length: 7\r\n\r\ntitle=t", [200]
        ),
        (
            "100-continue, and too much",
            "POST /api/form HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Type: "
                + "\(form)\r\nContent-Length: 99999999\r\n\r\n", [413]
        ),
        // Forms
        ("10,001 fields", post("/api/form", form, String(repeating: "a=1&", count: 10_001)), [400]),
        ("a field nested too deep", post("/api/form", form, "a\(String(repeating: "[b]", count: 500))=1"), [422]),
        ("no boundary", post("/api/upload", "multipart/form-data", part("A: b")), [400]),
        ("an empty boundary", post("/api/upload", "multipart/form-data; boundary=\"\"", part("A: b")), [400]),
        ("a boundary that is too long", post("/api/upload", "multipart/form-data; boundary=\(text(200))", "x"), [400]),
        ("no end", post("/api/upload", parts, part("Content-Disposition: form-data; name=a")), [400]),
        (
            "a part's head of 64 KiB", post("/api/upload", parts, part("X: \(text(65_536))") + "--b--\r\n"),
            [400, 413, 431]
        ),
        (
            "two thousand parts",
            post(
                "/api/upload", parts,
                String(repeating: part("Content-Disposition: form-data; name=a"), count: 2000) + "--b--\r\n"),
            [400, 413]
        ),
        ("a part without a name", post("/api/upload", parts, part("Content-Type: text/plain") + "--b--\r\n"), [400]),
        (
            "a file that would lie elsewhere",
            post(
                "/api/upload", parts,
                part(
                    "Content-Disposition: form-data; name=f; filename=\"../../etc/passwd\"") + "--b--\r\n"), [200]
        ),
        // JSON
        ("brackets", post("/api/json", "application/json", String(repeating: "[", count: 100_000)), [400]),
        (
            "a number too long",
            post("/api/json", "application/json", "{\"a\":\(String(repeating: "9", count: 100_000))}"),
            [200, 400, 422]
        ),
        ("half a character", post("/api/json", "application/json", #"{"a":"\ud800"}"#), [400]),
        (
            "a form that a page of another site sends",
            post("/form", form, "title=t", "Origin: https://evil.example\r\n"), [403]
        ),
    ]

    /// One answer of several that are right is written as the alternatives where RFC 9110 leaves the choice.
    private static let alternatives: Set<String> = [
        "a range of numbers too large", "two types", "a part's head of 64 KiB", "two thousand parts",
        "a number too long",
    ]

    @Test(.timeLimit(.minutes(3)))
    func `each gets the status that it deserves, nobody more than an answer, and the server lives on`() async throws {
        let key = Data((0..<32).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
        let folder = try AppFolder(["public/open.txt": "open"])
        let variables = ["APP_ENV": "production", "APP_KEY": key, "SECURITY_API_REQUESTS_PER_MINUTE": "10000"]
        try await withKernel(Self.app, in: folder, variables) { kernel async throws in
            try await served(kernel) { port async throws in
                for (name, request, expected) in Self.requests {
                    let answer = try await exchange(port, request)
                    let statuses = answer.matches(of: /HTTP\/1\.1 (\d{3})\b/).compactMap { Int($0.output.1) }
                    if Self.alternatives.contains(name) {
                        #expect(statuses.count == 1 && expected.contains(statuses[0]), "\(name): \(answer.prefix(300))")
                    } else {
                        #expect(statuses == expected, "\(name): \(answer.prefix(300))")
                    }
                    #expect(
                        !answer.contains("root:") && !answer.contains("smuggled") && !answer.contains("secret="),
                        "\(name)")
                    let after = try await exchange(port, Self.get("/"))
                    #expect(after.hasPrefix("HTTP/1.1 200 OK\r\n") && after.hasSuffix("home"), "after \(name)")
                }
            }
        }
    }
}
