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
        ("", 400, "The body is not valid JSON: it is empty."),
        (#"{"x":1"#, 400, "The body is not valid JSON: it ends too early, after byte 5."),
        ("{\"x\":1,\"y\":\"\u{e4}\",}", 400, "The body is not valid JSON: byte 16 is not expected there."),
        (
            #"{"x":1,"y":2,"x":3}"#, 400,
            #"The body names "x" twice in one object, at byte 13: it is not clear which one counts."#
        ),
        (
            #"{"x":1,"y":2,"\u0078":3}"#, 400,
            #"The body names "x" twice in one object, at byte 13: it is not clear which one counts."#
        ), (#"{"x":1}"#, 422, "The body has no y."),
        (#"{"x":1,"y":"a"}"#, 422, "In the body, y is of the wrong type."),
    ])
    func `what cannot be decoded says why`(body: String, status: Int, message: String) async {
        let error = await #expect(throws: HTTPError.self) { try await request(body).json(as: Point.self) }
        #expect(error?.status.code == status)
        #expect(error?.message == message)
    }

    @Test func `bytes that are no UTF-8 are refused with their place`() async {
        let body = RequestBody(ByteBuffer(bytes: Array(#"{"é":""#.utf8) + [0xFF] + Array(#""}"#.utf8)))
        let request = Request(method: .post, target: "/", headers: [.contentType: "application/json"], body: body)
        let error = await #expect(throws: HTTPError.self) { try await request.json(as: [String: String].self) }
        #expect(error?.message == "The body is not valid JSON: byte 7 is no UTF-8.")
    }

    @Test(arguments: [3, 16, 17, 18, 200])
    func `a name that is there twice is found among any number, however each is written`(count: Int) async throws {
        let names = (0..<count).map { "\"name\($0)\":\($0)" }
        let whole = try await request("{\(names.joined(separator: ","))}").json(as: [String: Int].self)
        #expect(whole.count == count)
        for again in [#""name1":0"#, #""\u006eame1":0"#] {
            let body = "{\((names + [again]).joined(separator: ","))}"
            let error = await #expect(throws: HTTPError.self) {
                try await request(body).json(as: [String: Int].self)
            }
            #expect(error?.message.hasPrefix("The body names \"name1\" twice in one object") == true)
            let other = await #expect(throws: HTTPError.self) { try await request(body).input() }
            #expect(other?.message == error?.message)
        }
        // In objects of their own they are others.
        let nested = try await request(#"{"a":{"x":1},"b":{"x":2}}"#).json(as: [String: [String: Int]].self)
        #expect(nested["b"] == ["x": 2])
    }

    @Test func `another media type is 415`() async {
        let error = await #expect(throws: HTTPError.self) { try await request("{}", "text/plain").json(as: Point.self) }
        #expect(error?.status == .unsupportedMediaType)
    }
}
