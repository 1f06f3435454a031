import AshlarHTTP
import HTTPTypes
import NIOCore
import Testing

@Suite struct MediaTypeTests {
    @Test(arguments: [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true), ("*/*", false),
        ("application/json", false), ("application/json, text/html;q=0.5", false), ("text/html;q=0", false),
        ("", false),
        ("text/html", true),
    ])
    func `a browser is told from a program by what it accepts`(accept: String, isBrowser: Bool) {
        #expect(MediaType.prefersHTML(accept: accept) == isBrowser)
    }

    @Test(arguments: [
        ("a.css", "text/css; charset=utf-8"), ("A.PNG", "image/png"), ("archive.tar.gz", "application/gzip"),
        ("none", "application/octet-stream"), (".hidden", "application/octet-stream"),
        ("x.", "application/octet-stream"),
    ])
    func `a file's type is known by its name`(name: String, type: String) {
        #expect(MediaType.ofFile(named: name) == type)
    }
}

@Suite struct JSONTests {
    private struct Point: Codable, Equatable {
        var x: Int
        var y: Int
    }

    private func request(_ body: String, _ type: String = "application/json") -> Request {
        Request(method: .post, target: "/", headers: [.contentType: type], body: RequestBody(ByteBuffer(string: body)))
    }

    @Test func `a body is decoded`() async throws {
        #expect(try await request(#"{"x":1,"y":2}"#).json(as: Point.self) == Point(x: 1, y: 2))
    }

    @Test(arguments: [
        (#"{"x":1"#, 400, "The body is not valid JSON."), (#"{"x":1}"#, 422, "The body has no y."),
        (#"{"x":1,"y":"a"}"#, 422, "In the body, y is of the wrong type."),
    ])
    func `what cannot be decoded says why`(body: String, status: Int, message: String) async {
        let error = await #expect(throws: HTTPError.self) { try await request(body).json(as: Point.self) }
        #expect(error?.status.code == status)
        #expect(error?.message == message)
    }

    @Test func `another media type is 415`() async {
        let error = await #expect(throws: HTTPError.self) { try await request("{}", "text/plain").json(as: Point.self) }
        #expect(error?.status == .unsupportedMediaType)
    }
}
