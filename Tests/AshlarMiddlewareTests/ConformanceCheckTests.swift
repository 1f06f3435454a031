import AshlarHTTP
import AshlarMiddleware
import HTTPTypes
import NIOCore
import Testing

@Suite struct ConformanceCheckTests {
    private func violations(of response: Response, to request: Request = Request(target: "/")) async -> [String] {
        let checked = [ConformanceCheck()].wrapping(ClosureResponder { _ in response })
        do {
            let answer = try await checked.respond(to: request)
            _ = try await answer.body.collect()
            return []
        } catch {
            return (error as? ConformanceViolations)?.violations ?? ["\(error)"]
        }
    }

    @Test(arguments: [
        Response(text: "fine"), Response(status: .noContent), Response(status: .notModified),
        Response(status: .seeOther, headers: [.location: "/"]),
        Response(status: .methodNotAllowed, headers: [.allow: "GET"]),
        Response(headers: [.contentLength: "4"], body: .bytes(ByteBuffer(string: "four"))),
        Response(body: .stream(length: 4) { try await $0(ByteBuffer(string: "four")) }),
    ])
    func `what is right passes`(response: Response) async {
        #expect(await violations(of: response) == [])
    }

    @Test(arguments: [
        (
            Response(status: .noContent, body: .bytes(ByteBuffer(string: "x"))),
            "An answer of 204 has no content, but this one has a body."
        ),
        (Response(status: .continue), "The status 100 is none that an app answers with (RFC 9110 section 15)."),
        (
            Response(headers: [.contentLength: "9"], body: .bytes(ByteBuffer(string: "four"))),
            "Content-Length is 9, but the body has 4 bytes."
        ),
        (Response(headers: [.contentLength: "-1"]), "Content-Length is -1, which is no length."),
        (
            Response(headers: [.transferEncoding: "chunked"]),
            "The field transfer-encoding belongs to the connection, not to the app."
        ),
        (Response(status: .methodNotAllowed), "An answer of 405 names the methods in Allow (section 15.5.6)."),
        (Response(status: .unauthorized), "An answer of 401 names a scheme in WWW-Authenticate (section 15.5.2)."),
        (Response(status: .found), "A redirect names where it leads in Location (section 15.4)."),
        (
            Response(body: .stream(length: 2) { try await $0(ByteBuffer(string: "four")) }),
            "The body has more than the 2 bytes that it announced."
        ),
        (
            Response(body: .stream(length: 9) { try await $0(ByteBuffer(string: "four")) }),
            "The body has 4 of the 9 bytes that it announced."
        ),
    ])
    func `what is wrong is named`(response: Response, violation: String) async {
        #expect(await violations(of: response) == [violation])
    }

    @Test func `an answer to HEAD says the length of what GET would have`() async {
        let response = Response(headers: [.contentLength: "9"])
        #expect(await violations(of: response, to: Request(method: .head, target: "/")) == [])
    }

    @Test func `a stream that nobody closes is counted`() async throws {
        let check = ConformanceCheck()
        let checked = [check].wrapping(ClosureResponder { _ in Response(body: .stream(length: nil) { _ in }) })
        let forgotten = try await checked.respond(to: Request(target: "/"))
        let sent = try await checked.respond(to: Request(target: "/"))
        _ = try await sent.body.collect()
        #expect(check.unclosedStreams == 1)
        await forgotten.body.discard()
        #expect(check.unclosedStreams == 0)
    }
}
