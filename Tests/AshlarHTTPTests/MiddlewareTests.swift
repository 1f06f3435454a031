import AshlarHTTP
import HTTPTypes
import NIOCore
import Testing

@Suite struct MiddlewareTests {
    private struct Mark: Middleware {
        let name: String

        func respond(to request: Request, next: any Responder) async throws -> Response {
            var request = request
            request.headers[.via] = (request.headers[.via] ?? "") + name
            var response = try await next.respond(to: request)
            response.headers[.server] = (response.headers[.server] ?? "") + name
            return response
        }
    }

    @Test func `the first layer is the outermost`() async throws {
        let core = ClosureResponder { Response(text: $0.headers[.via] ?? "") }
        let layers: [any Middleware] = [Mark(name: "a"), Mark(name: "b")]
        let response = try await layers.wrapping(core).respond(to: Request(target: "/"))
        #expect(String(buffer: try await response.body.collect()) == "ab")
        #expect(response.headers[.server] == "ba")
    }
}

@Suite struct RequestTests {
    @Test(arguments: [("/a?b=1", "/a", "b=1"), ("/a", "/a", nil), ("/a?", "/a", ""), ("/a?b?c", "/a", "b?c")])
    func `a target is split at the first question mark`(target: String, path: String, query: String?) {
        let request = Request(target: target)
        #expect(request.path == path)
        #expect(request.rawQuery == query)
        #expect(request.target == target)
    }

    @Test func `a streamed body is collected up to a limit`() async throws {
        let stream = AsyncThrowingStream<ByteBuffer, any Error> { continuation in
            for _ in 0..<4 { continuation.yield(ByteBuffer(string: "abcd")) }
            continuation.finish()
        }
        #expect(String(buffer: try await RequestBody(stream: stream).collect()) == "abcdabcdabcdabcd")
    }
}
