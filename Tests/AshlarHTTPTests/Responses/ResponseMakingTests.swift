import AshlarHTTP
import HTTPTypes
import NIOCore
import Synchronization
import Testing

@Suite struct ResponseMakingTests {
    @Test func `each kind has its status and type`() async throws {
        let cases: [(Response, Int, String?)] = [
            (try .json(["a": 1]), 200, "application/json"), (.text("a"), 200, "text/plain; charset=utf-8"),
            (.html("a", status: .created), 201, "text/html; charset=utf-8"), (.noContent(), 204, nil),
            (.xml("<a/>"), 200, "application/xml; charset=utf-8"), (.created("/posts/1"), 201, nil),
            (.accepted("/jobs/1"), 202, nil), (.problem(Problem(.conflict)), 409, "application/problem+json"),
        ]
        for (response, status, type) in cases {
            #expect(response.status.code == status && response.headers[.contentType] == type)
        }
        #expect(Response.created("/posts/1").headers[.location] == "/posts/1")
    }

    @Test func `a problem has the members that there are`() async throws {
        let problem = Problem(.unprocessableContent, detail: "No.", errors: ["title": ["is required"]])
        #expect(
            String(buffer: try await problem.response().body.collect())
                == #"{"detail":"No.","errors":{"title":["is required"]},"status":422,"title":"Unprocessable Content","type":"about:blank"}"#
        )
        let plain = Problem(HTTPError(.notFound)).response(headers: [.retryAfter: "5"])
        #expect(
            String(buffer: try await plain.body.collect())
                == #"{"status":404,"title":"Not Found","type":"about:blank"}"#)
        #expect(plain.headers[.retryAfter] == "5")
    }

    @Test(arguments: [
        ("http://example.com/a?b=1#c", "/a?b=1"), ("https://EXAMPLE.com/a", "/a"), ("http://example.com", "/"),
        ("http://evil.com/a", "/f"), ("http://example.com.evil.com/a", "/f"), ("http://example.com@evil.com/", "/f"),
        ("http://example.com//evil.com", "/f"), ("http://example.com/\\evil.com", "/f"), ("javascript:alert(1)", "/f"),
        ("http://example.com:81/a", "/f"), ("", "/f"), ("//example.com/a", "/f"), ("http://example.com?x", "/f"),
    ])
    func `back leads to this site only`(referer: String, target: String) {
        let request = Request(target: "/", authority: "example.com", headers: [.referer: referer])
        #expect(request.back(or: "/f") == target)
    }

    @Test func `without a referer, back is the fallback`() {
        #expect(Request(target: "/", authority: "example.com").back() == "/")
    }

    @Test(arguments: [
        ("a.pdf", "attachment; filename=\"a.pdf\""), ("x/../b.pdf", "attachment; filename=\"b.pdf\""),
        ("a\r\nX: y", "attachment; filename=\"aX: y\""), ("", "attachment"),
        ("é.txt", "attachment; filename=\"_.txt\"; filename*=UTF-8''%C3%A9.txt"),
        ("50%.txt", "attachment; filename=\"50_.txt\"; filename*=UTF-8''50%25.txt"),
    ])
    func `a name stays a name`(name: String, field: String) {
        #expect(ContentDisposition.attachment(name) == field)
    }

    @Test func `events are written line by line`() async throws {
        let response = Response.eventStream(heartbeat: nil) { send in
            try await send(ServerEvent("a\nb\r\nc\rd"))
            try await send(ServerEvent("", event: "x\ny", id: "1\r\n2", retry: .milliseconds(1500)))
        }
        #expect(response.headers[.contentType] == "text/event-stream; charset=utf-8")
        #expect(
            String(buffer: try await response.body.collect())
                == ":\n\ndata: a\ndata: b\ndata: c\ndata: d\n\nid: 12\nevent: xy\nretry: 1500\ndata: \n\n")
    }

    @Test func `a pause is filled with comments, and the client's leaving ends the producer`() async throws {
        struct Gone: Error {}
        let closed = Mutex(0)
        let response = Response.eventStream(heartbeat: .milliseconds(5), onClose: { closed.withLock { $0 += 1 } }) {
            _ in
            try await Task.sleep(for: .seconds(3600))
        }
        guard case .stream(let stream) = response.body else { return }
        var beats = 0
        await #expect(throws: Gone.self) {
            try await stream.send { piece in
                #expect(String(buffer: piece) == ":\n\n")
                beats += 1
                if beats == 4 { throw Gone() }
            }
        }
        #expect(closed.withLock { $0 } == 1)
    }

    @Test func `an error of the producer reaches who sends`() async throws {
        struct Broken: Error {}
        let response = Response.eventStream { send in
            try await send(ServerEvent("a"))
            throw Broken()
        }
        await #expect(throws: Broken.self) { try await response.body.collect() }
    }

    @Test func `the first piece leaves before the second is made`() async throws {
        let log = Mutex([String]())
        let response = Response.stream(contentType: "text/plain") { write in
            for piece in ["a", "b"] {
                log.withLock { $0.append("made \(piece)") }
                try await write(ByteBuffer(string: piece))
            }
        }
        guard case .stream(let stream) = response.body else { return }
        try await stream.send { piece in log.withLock { $0.append("sent \(String(buffer: piece))") } }
        #expect(log.withLock { $0 } == ["made a", "sent a", "made b", "sent b"])
    }
}
