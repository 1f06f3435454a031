import AshlarFiles
import AshlarHTTP
import Foundation
import HTTPTypes
import NIOCore
import Testing

@Suite struct StaticFilesTests {
    private let folder: PublicFolder
    private let files: StaticFiles
    private let app = ClosureResponder { _ in Response(status: .init(code: 418)) }

    init() throws {
        folder = try PublicFolder()
        files = StaticFiles(root: folder.publicPath)
    }

    private func get(
        _ target: String, headers: HTTPFields = [:], from files: StaticFiles? = nil, method: HTTPRequest.Method = .get
    ) async throws -> (status: Int, text: String, headers: HTTPFields) {
        let response = try await (files ?? self.files).respond(
            to: Request(method: method, target: target, headers: headers), next: app)
        return (response.status.code, String(buffer: try await response.body.collect()), response.headers)
    }

    @Test func `a file is served with its type and a tag, and not twice`() async throws {
        for _ in 0..<2 {
            let (status, text, headers) = try await get("/css/app.css?v=1")
            #expect(status == 200)
            #expect(text == "body {}")
            #expect(headers[.contentType] == "text/css; charset=utf-8")
            #expect(headers[.xContentTypeOptions] == "nosniff")
            #expect(headers[.cacheControl] == "no-cache")
            let tag = try #require(headers[.eTag])
            let again = try await get("/css/app.css", headers: [.ifNoneMatch: "\"x\", W/\(tag)"])
            #expect(again.status == 304 && again.text.isEmpty && again.headers[.eTag] == tag)
            let date = try #require(headers[.lastModified])
            #expect(try await get("/css/app.css", headers: [.ifModifiedSince: date]).status == 304)
            #expect(try await get("/css/app.css", headers: [.ifMatch: "\"other\""]).status == 412)
        }
    }

    @Test func `another method is the app's, and 405 where that has no route for it`() async throws {
        let app = ClosureResponder { request in
            var request = request
            if request.path == "/plain" {
                request.noteRoute().note(pattern: "/plain", name: nil)
                return Response(status: .notFound, text: "the route's")
            }
            throw HTTPError(.notFound)
        }
        func send(_ method: HTTPRequest.Method, _ target: String) async throws -> Response {
            try await files.respond(to: Request(method: method, target: target), next: app)
        }
        let error = await #expect(throws: HTTPError.self) { try await send(.post, "/digits.txt") }
        #expect(error?.status == .methodNotAllowed && error?.headers[.allow] == "GET, HEAD, OPTIONS")
        let options = try await send(.options, "/css/app.css")
        #expect(options.status == .noContent && options.headers[.allow] == "GET, HEAD, OPTIONS")
        for target in ["/nowhere.txt", "/nowhere", "/.hidden"] {
            let error = await #expect(throws: HTTPError.self) { try await send(.post, target) }
            #expect(error?.status == .notFound)
        }
        #expect(String(buffer: try await send(.post, "/plain").body.collect()) == "the route's")
    }

    @Test func `an encoded name is decoded once`() async throws {
        #expect(try await get("/a%20b.txt").text == "space")
        #expect(try await get("/a%2520b.txt").status == 418)
        #expect(try await get("/plain").text == "undotted")
        #expect(try await get("/inner.txt").text == "0123456789")
        #expect(try await get("/%64igits.txt").text == "0123456789")
    }

    @Test(arguments: [
        "/", "/css", "/css/", "//css/app.css", "///digits.txt", "/css//app.css", "/missing.txt", "/../secret.txt",
        "/css/../../secret.txt", "/%2e%2e/secret.txt",
        "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt", "/css/..%5c..%5csecret.txt", "/.hidden", "/app%00.css",
        "/link.txt", "/linked/secret.txt", "/%FF", "/css/app.css/", "/%2ehidden", "/.git/config", "/git.txt",
        "/css/%2e%2e/digits.txt", "/css/./app.css", "/digits.txt%00.css", "/%c0%ae%c0%ae/secret.txt",
        "/..;/secret.txt", "/%252e%252e/secret.txt", "/css\\app.css", "/digits.txt%",
    ])
    func `nothing else is served`(target: String) async throws {
        for _ in 0..<2 { #expect(try await get(target).status == 418) }
    }

    @Test func `other methods go on to the app, HEAD has the length`() async throws {
        #expect(try await get("/css/app.css", method: .post).status == 418)
        let response = try await files.respond(to: Request(method: .head, target: "/digits.txt"), next: app)
        #expect(response.status == .ok && response.body.length == 10)
    }

    @Test(
        arguments: [
            ("bytes=0-3", 206, "0123", "bytes 0-3/10"), ("bytes=-5", 206, "56789", "bytes 5-9/10"),
            ("bytes=7-", 206, "789", "bytes 7-9/10"), ("bytes=8-100", 206, "89", "bytes 8-9/10"),
            ("bytes=-100", 206, "0123456789", "bytes 0-9/10"), ("bytes=10-", 416, "", "bytes */10"),
            ("bytes=-0", 416, "", "bytes */10"), ("bytes=99999999999999999999-", 416, "", "bytes */10"),
            ("bytes=3-1", 200, "0123456789", nil), ("bytes=a-b", 200, "0123456789", nil),
            ("lines=0-1", 200, "0123456789", nil), ("bytes=", 200, "0123456789", nil),
            ("bytes=0-9,0-9", 200, "0123456789", nil), ("bytes=20-,1-1", 206, "1", "bytes 1-1/10"),
        ] as [(String, Int, String, String?)])
    func `a range is what was asked for`(range: String, status: Int, text: String, field: String?) async throws {
        let small = try await get("/digits.txt", headers: [.range: range])
        var options = StaticFiles.Options()
        options.fileBytes = 0
        let large = try await get(
            "/digits.txt", headers: [.range: range], from: StaticFiles(root: folder.publicPath, options: options))
        for answer in [small, large] {
            #expect(answer.status == status && answer.text == text && answer.headers[.contentRange] == field)
        }
    }

    @Test func `several ranges are parts`() async throws {
        let answer = try await get("/digits.txt", headers: [.range: "bytes=0-1, -2"])
        #expect(answer.status == 206)
        let type = try #require(answer.headers[.contentType])
        let boundary = type.replacing("multipart/byteranges; boundary=", with: "")
        let expected = ["01", "89"].enumerated().map { index, text in
            "\r\n--\(boundary)\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + "Content-Range: bytes \(index == 0 ? "0-1" : "8-9")/10\r\n\r\n\(text)"
        }
        #expect(answer.text == expected.joined() + "\r\n--\(boundary)--\r\n")
        let response = try await files.respond(
            to: Request(target: "/digits.txt", headers: [.range: "bytes=0-1,-2"]), next: app)
        #expect(response.body.length == answer.text.utf8.count)
    }

    @Test func `a range of what has changed since is the whole`() async throws {
        let first = try await get("/digits.txt")
        let tag = try #require(first.headers[.eTag])
        let date = try #require(first.headers[.lastModified])
        for condition in [tag, date] {
            #expect(try await get("/digits.txt", headers: [.range: "bytes=0-0", .ifRange: condition]).status == 206)
        }
        for condition in ["\"other\"", "W/\(tag)", "Sun, 06 Nov 1994 08:49:37 GMT", "x"] {
            #expect(try await get("/digits.txt", headers: [.range: "bytes=0-0", .ifRange: condition]).status == 200)
        }
    }

    @Test func `a changed file is seen, and a new one`() async throws {
        var options = StaticFiles.Options()
        options.revalidation = .zero
        let files = StaticFiles(root: folder.publicPath, options: options)
        #expect(try await get("/new.txt", from: files).status == 418)
        try folder.write("new.txt", "one", modified: 1_000_000)
        #expect(try await get("/new.txt", from: files).text == "one")
        try folder.write("new.txt", "two", modified: 2_000_000)
        #expect(try await get("/new.txt", from: files).text == "two")
        try FileManager.default.removeItem(atPath: folder.publicPath + "/new.txt")
        #expect(try await get("/new.txt", from: files).status == 418)
    }

    @Test func `within the moment that it is believed, a file comes from memory`() async throws {
        var options = StaticFiles.Options()
        options.revalidation = .seconds(3600)
        let files = StaticFiles(root: folder.publicPath, options: options)
        #expect(try await get("/digits.txt", from: files).text == "0123456789")
        try FileManager.default.removeItem(atPath: folder.publicPath + "/digits.txt")
        #expect(try await get("/digits.txt", from: files).text == "0123456789")
    }

    @Test(
        arguments: [
            ("gzip", "gzip", "gz"), ("gzip, br", "br", "br"), ("br;q=0.5, gzip", "gzip", "gz"), ("*", "br", "br"),
            ("br;q=0, gzip;q=0", nil, "plain"), ("identity, br;q=0.5", nil, "plain"), ("deflate", nil, "plain"),
            ("x-gzip", "gzip", "gz"), ("", nil, "plain"),
        ] as [(String, String?, String)])
    func `a compressed variant is served to who takes it`(accept: String, coding: String?, text: String) async throws {
        try folder.write("app.js", "plain", modified: 1_000_000)
        try folder.write("app.js.br", "br", modified: 1_000_000)
        try folder.write("app.js.gz", "gz", modified: 1_000_000)
        let answer = try await get("/app.js", headers: [.acceptEncoding: accept])
        #expect(answer.text == text && answer.headers[.contentEncoding] == coding)
        #expect(answer.headers[.vary] == "Accept-Encoding")
        #expect(answer.headers[.contentType] == "text/javascript; charset=utf-8")
        #expect(try await get("/app.js").headers[.eTag] != answer.headers[.eTag] || coding == nil)
    }

    @Test func `a variant older than its file is not served`() async throws {
        try folder.write("app.js", "new", modified: 2_000_000)
        try folder.write("app.js.gz", "old", modified: 1_000_000)
        #expect(try await get("/app.js", headers: [.acceptEncoding: "gzip"]).text == "new")
    }

    @Test func `a folder is mounted below a path`() async throws {
        let photos = StaticFiles(root: folder.publicPath, at: "/photos/")
        #expect(try await get("/photos/digits.txt", from: photos).text == "0123456789")
        for target in ["/digits.txt", "/photos", "/photos/", "/photosdigits.txt", "/photos/../secret.txt"] {
            #expect(try await get(target, from: photos).status == 418)
        }
    }

    @Test func `an address with the hash of its content is kept for ever`() async throws {
        let manifest = try await AssetManifest.scan(root: folder.publicPath)
        let files = StaticFiles(root: folder.publicPath, manifest: manifest)
        let url = try AssetURLs(manifest: manifest).url("css/app.css")
        #expect(url.wholeMatch(of: /\/css\/app-[0-9a-f]{16}\.css/) != nil)
        for _ in 0..<2 {
            let answer = try await get(url, from: files)
            #expect(answer.text == "body {}")
            #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(try await get("/css/app.css", from: files).headers[.cacheControl] == "no-cache")
            let old = try await get("/css/app-0123456789abcdef.css", from: files)
            #expect(old.text == "body {}" && old.headers[.cacheControl] == "no-cache")
        }
        #expect(try await get("/css/none-0123456789abcdef.css", from: files).status == 418)
    }

    @Test func `an asset that is not there is an error with a suggestion`() async throws {
        let urls = AssetURLs(manifest: try await .scan(root: folder.publicPath), base: "https://cdn.example.com")
        #expect(try urls.url("/a b.txt").hasPrefix("https://cdn.example.com/a%20b-"))
        let error = #expect(throws: AssetMissing.self) { try urls.url("css/ap.css") }
        #expect(error?.description == "There is no asset \"css/ap.css\".\n  Did you mean \"css/app.css\"?")
        #expect(try AssetURLs().url("css/ap.css") == "/css/ap.css")
        let names = try await AssetManifest.scan(root: folder.publicPath).names
        #expect(names.contains("css/app.css") && !names.contains { $0.contains(".hidden") || $0.contains(".git") })
    }
}
