import AshlarHTTP
import HTTPTypes
import NIOCore
import Testing

@testable import AshlarMiddleware

@Suite struct SecurityHeadersTests {
    @Test func `the careful fields are there by default`() async throws {
        let response = try await send(Request(target: "/", scheme: "https"), through: [.securityHeaders])
        #expect(response.field("X-Content-Type-Options") == "nosniff")
        #expect(response.field("X-Frame-Options") == "SAMEORIGIN")
        #expect(response.field("Referrer-Policy") == "strict-origin-when-cross-origin")
        #expect(response.field("Cross-Origin-Opener-Policy") == "same-origin")
        #expect(response.field("Strict-Transport-Security") == "max-age=2592000")
        #expect(response.field("Content-Security-Policy") == nil)
    }

    @Test(arguments: [404, 405])
    func `answers that no route gives have the fields as well (Masonite trap 3)`(status: Int) async throws {
        let response = try await send(Request(target: "/nope"), through: [.requestID, .securityHeaders]) { _ in
            Response(status: .init(code: status))
        }
        #expect(response.field("X-Content-Type-Options") == "nosniff")
        #expect(response.field("X-Request-ID") != nil)
    }

    @Test func `https alone is only promised over https`() async throws {
        let response = try await send(Request(target: "/"), through: [.securityHeaders])
        #expect(response.field("Strict-Transport-Security") == nil)
    }

    @Test func `what the action set stays`() async throws {
        let response = try await send(Request(target: "/"), through: [.securityHeaders]) { _ in
            var response = Response(text: "")
            response.headers[try "X-Frame-Options".fieldName] = "DENY"
            return response
        }
        #expect(response.headers[values: try "X-Frame-Options".fieldName] == ["DENY"])
    }

    @Test func `a nonce is in the policy where the page used it, and another each time`() async throws {
        let layer = SecurityHeaders(contentSecurityPolicy: .strict)
        var policies: Set<String> = []
        for _ in 0..<2 {
            let response = try await send(Request(target: "/"), through: [layer]) { request in
                Response(text: request[CSPNonce.self]?.value ?? "none")
            }
            let policy = response.field("Content-Security-Policy") ?? ""
            #expect(policy.contains("script-src 'self' 'nonce-\(try await response.text())'"))
            policies.insert(policy)
        }
        #expect(policies.count == 2)
        let without = try await send(Request(target: "/"), through: [layer])
        #expect(without.field("Content-Security-Policy")?.contains("nonce") == false)
    }

    @Test func `a nonce is not of the source whose numbers every client is sent`() async throws {
        // An id is two numbers of that source in hexadecimal digits; a nonce is not written like that.
        let response = try await send(
            Request(target: "/"), through: [RequestID(), SecurityHeaders(contentSecurityPolicy: .strict)]
        ) {
            Response(text: $0[CSPNonce.self]?.value ?? "")
        }
        let nonce = try await response.text()
        #expect(nonce.utf8.count == 22, "128 bits as text for URLs")
    }

    @Test func `a page that is made later has its nonce in the head`() async throws {
        let layer = SecurityHeaders(contentSecurityPolicy: .strict)
        let response = try await send(Request(target: "/"), through: [layer]) { request in
            Response(
                body: .stream(length: nil) { write in
                    try await write(ByteBuffer(string: request[CSPNonce.self]?.value ?? "none"))
                })
        }
        let nonce = try await response.text()
        #expect(response.field("Content-Security-Policy")?.contains(nonce) == true)
    }

    @Test func `a policy is put together from directives`() {
        let policy = ContentSecurityPolicy().setting("default-src", "'none'").adding("img-src", "https://a.example")
            .adding("default-src", "'self'")
        #expect(policy.rendered(nonce: nil) == "default-src 'self'; img-src 'self' https://a.example")
    }

    @Test(arguments: ["'self'; script-src *", "a\r\nSet-Cookie: b", ""])
    func `a source that would end the directive is refused at boot`(source: String) {
        let layer = SecurityHeaders(contentSecurityPolicy: ContentSecurityPolicy().setting("img-src", source))
        #expect(throws: MiddlewareSetupError.self) { try layer.check() }
    }
}

@Suite struct CORSTests {
    @Test func `it lies outside of what refuses, and says whom it lets in`() throws {
        let layers = try MiddlewareOrder.sorted([
            .rateLimit(perMinute: 1), BodyLimit(bytes: 10), CORS.origins("https://a.example", credentials: true),
        ])
        #expect(layers.first?.name == "CORS(https://a.example, with credentials)")
        #expect(CORS.any().name == "CORS(any origin)")
    }

    private func preflight(_ layer: CORS, origin: String) async throws -> Response {
        var request = try Request([
            "Origin": origin, "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "x-a, x-b",
        ])
        request.method = .options
        return try await send(request, through: [layer]) { _ in throw Unexpected() }
    }

    @Test func `a preflight is answered without the action`() async throws {
        let response = try await preflight(
            .origins("https://app.example.com", credentials: true), origin: "https://app.example.com")
        #expect(response.status == .noContent)
        #expect(response.headers[.accessControlAllowOrigin] == "https://app.example.com")
        #expect(response.headers[.accessControlAllowCredentials] == "true")
        #expect(response.headers[.accessControlAllowMethods] == "GET, HEAD, POST, PUT, PATCH, DELETE")
        #expect(response.headers[.accessControlAllowHeaders] == "x-a, x-b")
        #expect(response.headers[.accessControlMaxAge] == "7200")
        #expect(
            response.headers[values: .vary] == [
                "Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers",
            ])
    }

    @Test(arguments: [
        ("https://app.example.com", true), ("https://a.example.org", true), ("https://a.b.example.org", true),
        ("https://example.org", false), ("http://app.example.com", false), ("https://app.example.com:444", false),
        ("https://evil.example/.example.org", false), ("https://app.example.com.evil.example", false), ("null", false),
        ("https://a.example.org:8443", false),
    ])
    func `only listed origins are let in`(origin: String, isAllowed: Bool) async throws {
        let layer = CORS.origins("https://app.example.com", "https://*.example.org", exposing: [.eTag])
        let response = try await send(Request(["Origin": origin]), through: [layer])
        #expect(response.headers[.accessControlAllowOrigin] == (isAllowed ? origin : nil))
        #expect(response.headers[.accessControlExposeHeaders] == (isAllowed ? "ETag" : nil))
        #expect(response.headers[.vary] == "Origin")
        #expect(try await preflight(layer, origin: origin).headers.contains(.accessControlAllowMethods) == isAllowed)
    }

    @Test func `everybody is let in without credentials`() async throws {
        let response = try await send(Request(["Origin": "https://a.example"]), through: [CORS.any()])
        #expect(response.headers[.accessControlAllowOrigin] == "*")
        #expect(!response.headers.contains(.accessControlAllowCredentials))
        #expect(!response.headers.contains(.vary))
    }

    @Test func `everybody with credentials is refused at boot`() {
        let error = #expect(throws: MiddlewareSetupError.self) { try CORS.origins("*", credentials: true).check() }
        #expect(error?.description == "CORS: \"*\" is no origin")
        #expect(error?.suggestion == "Write CORS.any(): everybody is let in, without cookies.")
    }

    @Test func `a script may read what went wrong`() async throws {
        let request = try Request(["Origin": "https://a.example"])
        let error = try await httpError {
            try await send(request, through: [CORS.any()]) { _ in throw HTTPError(.notFound) }
        }
        #expect(error.headers[.accessControlAllowOrigin] == "*")
    }

    @Test func `an error of another type stays what it is`() async throws {
        let request = try Request(["Origin": "https://a.example"])
        await #expect(throws: Unexpected.self) {
            try await send(request, through: [CORS.any(), .rateLimit(perMinute: 60)]) { _ in throw Unexpected() }
        }
    }

    @Test func `an OPTIONS that is no preflight reaches the action`() async throws {
        let request = Request(method: .options, target: "/")
        #expect(try await send(request, through: [CORS.any()]).text() == "ok")
    }
}
