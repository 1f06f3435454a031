import AshlarHTTP
import AshlarTesting
import HTTPTypes
import NIOCore
import Testing

@testable import Ashlar

@Suite struct LiveReloadTests {
    private let page = "<!doctype html><html><body><p>Hi</p></body></html>"

    private func answer(
        _ response: Response, method: HTTPRequest.Method = .get, accept: String = "text/html,*/*"
    ) async throws -> (text: String, headers: HTTPFields) {
        let app = ClosureResponder { request in
            let isAdded = method == .get && accept.contains("html")
            #expect(isAdded == (request.headers[.acceptEncoding] == nil))
            #expect(isAdded == (request.headers[.ifNoneMatch] == nil))
            return response
        }
        let request = Request(
            method: method, target: "/", headers: [.accept: accept, .acceptEncoding: "gzip", .ifNoneMatch: "\"1\""])
        let response = try await LiveReload(port: 4000).respond(to: request, next: app)
        return (String(buffer: try await response.body.collect()), response.headers)
    }

    @Test func `a page gets a script at its end, and is not kept`() async throws {
        var response = Response(html: page)
        response.headers[.eTag] = "\"1\""
        let (text, headers) = try await answer(response)
        #expect(text.hasPrefix("<!doctype html><html><body><p>Hi</p><script nonce=\""))
        #expect(text.hasSuffix("</script></body></html>"))
        #expect(text.contains(":4000/"))
        #expect(headers[.eTag] == nil && headers[.cacheControl] == "no-store")
    }

    @Test func `the policy of a page lets the script in`() async throws {
        var response = Response(html: page)
        response.headers[.contentSecurityPolicy] = "default-src 'self'; script-src 'none'; img-src data:"
        let (text, headers) = try await answer(response)
        let nonce = try #require(text.split(separator: "nonce=\"").last?.prefix { $0 != "\"" })
        #expect(
            headers[.contentSecurityPolicy]
                == "default-src 'self'; script-src 'nonce-\(nonce)'; img-src data:; connect-src 'self' *:4000")
    }

    @Test func `a page that is made while it is sent gets it as well`() async throws {
        let stream = Response.stream(contentType: "text/html; charset=utf-8") { write in
            try await write(ByteBuffer(string: "<html><body>"))
            try await write(ByteBuffer(string: "late</body></html>"))
        }
        let (text, _) = try await answer(stream)
        #expect(text.hasPrefix("<html><body>late<script") && text.hasSuffix("</script></body></html>"))
    }

    @Test(arguments: [
        Response(html: "<p>a part of a page</p>"), Response(text: "</body>"), Response(html: ""),
        Response(
            headers: [.contentType: "text/html", .contentEncoding: "gzip"],
            body: .bytes(ByteBuffer(string: "</body>"))),
    ])
    func `what is no page stays as it is`(response: Response) async throws {
        let text = String(buffer: try await response.body.collect())
        #expect(try await answer(response).text == text)
    }

    @Test func `a script that asks for JSON, and a form that is sent, are left alone`() async throws {
        #expect(try await answer(Response(html: page), accept: "application/json").text == page)
        #expect(try await answer(Response(html: page), method: .post).text == page)
    }

    @Test(arguments: [nil, "", "0", "70000", "x"])
    func `without craft there is none`(port: String?) {
        #expect(LiveReload(environment: port.map { ["ASHLAR_RELOAD_PORT": $0] } ?? [:]) == nil)
        #expect(LiveReload(environment: ["ASHLAR_RELOAD_PORT": "4000"]) != nil)
    }
}
