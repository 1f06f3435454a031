import AshlarHTTP
import HTTPTypes
import NIOCore
import Testing

@Suite struct RequestValueTests {
    private enum User: RequestKey { typealias Value = String }
    private enum Number: RequestKey { typealias Value = Int }

    @Test func `a copy that is changed leaves the original alone`() throws {
        let original = Request(target: "/a?x=1", headers: [.accept: "a"])
        #expect(try original.query["x"] == "1")
        var copy = original
        copy.path = "/b"
        copy.rawQuery = "x=2"
        copy.headers[.accept] = "b"
        copy[User.self] = "ada"
        #expect(original.path == "/a" && copy.path == "/b")
        #expect(try original.query["x"] == "1")
        #expect(try copy.query["x"] == "2")
        #expect(original.headers[.accept] == "a" && copy.headers[.accept] == "b")
        #expect(original[User.self] == nil && copy[User.self] == "ada")
    }

    @Test func `what was parsed is parsed anew when its source changes`() throws {
        var request = Request(target: "/?x=1", headers: [.cookie: "a=1"])
        #expect(try request.query["x"] == "1")
        #expect(request.cookies["a"] == "1")
        request.rawQuery = "x=2"
        request.headers[.cookie] = "a=2"
        #expect(try request.query["x"] == "2")
        #expect(request.cookies["a"] == "2")
    }

    @Test func `values are kept by key, replaced and taken away`() {
        var request = Request(target: "/")
        request[User.self] = "ada"
        request[Number.self] = 1
        request[Number.self] = 2
        #expect(request[User.self] == "ada" && request[Number.self] == 2)
        request[User.self] = nil
        #expect(request[User.self] == nil && request[Number.self] == 2)
    }

    @Test func `a broken query says so every time it is asked for`() {
        let request = Request(target: "/?a=%zz")
        for _ in 0..<2 {
            let error = #expect(throws: HTTPError.self) { try request.query }
            #expect(error?.status == .badRequest)
        }
    }

    @Test(arguments: [
        ("example.com", "http", "example.com", 80), ("EXAMPLE.com:8080", "http", "example.com", 8080),
        ("example.com", "https", "example.com", 443), ("[::1]:3000", "http", "[::1]", 3000),
        ("[::1]", "https", "[::1]", 443),
    ])
    func `host and port come from the authority`(authority: String, scheme: String, host: String, port: Int) {
        let request = Request(target: "/", scheme: scheme, authority: authority)
        #expect(request.host == host)
        #expect(request.port == port)
    }

    @Test func `a mounted app sees its own path, and URLs have the whole`() throws {
        let request = Request(target: "/admin/users?page=2", scheme: "https", authority: "example.com")
        let mounted = try #require(request.mounted(at: "/admin"))
        #expect(mounted.path == "/users")
        #expect(mounted.mountPath == "/admin")
        #expect(mounted.fullURL == "https://example.com/admin/users?page=2")
        #expect(mounted.url == "https://example.com/admin/users")
        #expect(mounted.isSecure)
        #expect(try #require(request.mounted(at: "/admin/users")).path == "/")
        #expect(request.mounted(at: "/adm") == nil)
    }

    @Test(arguments: [
        ("/api/posts", "/api/*", true), ("/api", "/api/*", false), ("/a/b/c", "*/c", true), ("/a", "/a", true),
        ("/caf%C3%A9", "/café", true), ("/ab", "/a", false), ("/", "*", true),
    ])
    func `a path is compared with a pattern`(path: String, glob: String, isMatch: Bool) {
        #expect(Request(target: path).path(is: glob) == isMatch)
    }

    @Test func `versions are ordered and named`() {
        #expect(HTTPVersion.http1_0 < .http1_1 && HTTPVersion.http1_1 < .http2)
        #expect("\(HTTPVersion.http1_1) \(HTTPVersion.http2)" == "HTTP/1.1 HTTP/2")
        #expect(Request(target: "/", version: .http1_0).version == .http1_0)
    }

    @Test func `the client's address is that of the connection`() throws {
        let address = try SocketAddress(ipAddress: "192.0.2.1", port: 5000)
        #expect(Request(target: "/", remoteAddress: address).clientAddress == "192.0.2.1")
        #expect(Request(target: "/").clientAddress == nil)
    }

    @Test func `no byte of a header value can begin another line`() {
        var response = Response(text: "x")
        response.headers[.location] = "/a\r\nSet-Cookie: b=1\u{0}"
        let value = response.headers[.location] ?? ""
        #expect(!value.utf8.contains { $0 == 13 || $0 == 10 || $0 == 0 })
    }
}
