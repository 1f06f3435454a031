import AshlarHTTP
import HTTPTypes
import NIOCore
import Testing

@testable import AshlarSession

@Suite struct FormTests {
    @Test func `old input is kept on the server, without passwords and the like (Masonite trap 24)`() async throws {
        let visitor = Visitor(MemorySessions())
        let response = try await visitor.visit { _, session in
            session.flashInput(
                Parameters([
                    ("title", "Hi \"there\""), ("tags[]", "a"), ("tags[]", "b"), ("password", "1"),
                    ("password_confirmation", "1"), ("currentPassword", "1"), ("user[new-password]", "1"),
                    ("_token", "t"),
                    ("_method", "PUT"), ("api_key", "k"), ("card_number", "4"), ("pin", "1"), ("spinning", "yes"),
                ]))
            return Response()
        }
        #expect(response.headers[values: .setCookie].count == 1)
        try await visitor.change { session in
            let old = session.oldInput
            #expect(old["title"] == "Hi \"there\"")
            #expect(old.all("tags[]") == ["a", "b"])
            #expect(old.values.keys.sorted() == ["spinning", "tags[]", "title"])
        }
        try await visitor.change { #expect($0.oldInput.isEmpty) }
    }

    @Test func `errors reach the next request by field`() async throws {
        let visitor = Visitor(MemorySessions())
        try await visitor.change { session in
            var errors = ErrorBag()
            errors.add("title", "The title is required.")
            errors.add("title", "The title is short.")
            errors.add("body", "The body is required.")
            try session.flashErrors(errors)
        }
        try await visitor.change { session in
            #expect(session.errors.first("title") == "The title is required.")
            #expect(session.errors.all("title").count == 2)
            #expect(session.errors.all == ["The body is required.", "The title is required.", "The title is short."])
            #expect(session.errors.has("body") && !session.errors.has("tags"))
        }
        try await visitor.change { #expect($0.errors.isEmpty) }
    }
}

@Suite struct CSRFTests {
    private static let protection = CSRFProtection(
        except: ["/hooks/*"], trusting: ["https://admin.example.com"], sendsCookie: false)

    private func visitor() async throws -> (Visitor, token: String) {
        let visitor = Visitor(MemorySessions())
        let page = try await visitor.visit(through: [Self.protection]) { request, _ in
            Response(text: try request.csrfToken)
        }
        return (visitor, String(buffer: try await page.body.collect()))
    }

    private func status(
        _ visitor: Visitor, _ target: String = "/posts", method: HTTPRequest.Method = .post,
        fields: [String: String] = [:],
        body: String = "", type: String? = "application/x-www-form-urlencoded"
    ) async throws -> Int {
        var request = Request(
            method: method, target: target, scheme: "https", authority: "example.com",
            body: RequestBody(ByteBuffer(string: body)))
        request.headers[.contentType] = type
        for (name, value) in fields {
            guard let name = HTTPField.Name(name) else { throw Unexpected() }
            request.headers[name] = value
        }
        do { return try await visitor.visit(request, through: [Self.protection]).status.code } catch let error
            as HTTPError
        {
            return error.status.code
        }
    }

    @Test func `a form with the token passes, one without is refused and told what to do`() async throws {
        let (visitor, token) = try await visitor()
        #expect(try await status(visitor, body: "title=a&_token=\(token)") == 200)
        #expect(try await status(visitor, fields: ["X-CSRF-Token": token]) == 200)
        #expect(try await status(visitor, fields: ["X-XSRF-Token": token], type: "application/json") == 200)
        #expect(try await status(visitor, body: "title=a") == 403)
        #expect(try await status(visitor, body: "title=a&_token=nonsense") == 403)
        #expect(try await status(visitor, "/posts?_token=\(token)") == 403)
        #expect(try await status(visitor, fields: ["X-CSRF-Token": ""]) == 403)
        let error = await #expect(throws: HTTPError.self) {
            try await visitor.visit(Request(method: .post, target: "/"), through: [Self.protection])
        }
        #expect(
            error?.message
                == "The form has no CSRF token. Write {{ csrf_field() }} into it; a script sends the token in the header X-CSRF-Token."
        )
    }

    @Test func `JSON without a token, or with that of another session, is told what to do`() async throws {
        let (visitor, token) = try await visitor()
        func refusal(_ visitor: Visitor, _ fields: [HTTPField.Name: String]) async throws -> String? {
            var request = Request(method: .post, target: "/", body: RequestBody(ByteBuffer(string: "{}")))
            for (name, value) in fields { request.headers[name] = value }
            let error = await #expect(throws: HTTPError.self) {
                try await visitor.visit(request, through: [Self.protection])
            }
            return error?.status == .forbidden ? error?.message : nil
        }
        #expect(
            try await refusal(visitor, [.contentType: "application/json"])
                == "The request has no CSRF token. A script of a page sends it in the header X-CSRF-Token, from {{ csrf_token() }}. "
                + "What is no browser asks a route without a session, as those of the group .api are, or sends a bearer token "
                + "and no cookie.")
        let name = try #require(HTTPField.Name("X-CSRF-Token"))
        #expect(
            try await refusal(Visitor(MemorySessions()), [.contentType: "application/json", name: token])
                == "The CSRF token is not one of this session. Send it with the session's cookie that came with it.")
        #expect(
            try await refusal(visitor, [.contentType: "text/plain"])?.hasPrefix("The form has no CSRF token.") == true)
    }

    @Test func `a form with files carries the token in its field`() async throws {
        let (visitor, token) = try await visitor()
        let body = "--b\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n\(token)\r\n--b--\r\n"
        #expect(try await status(visitor, body: body, type: "multipart/form-data; boundary=b") == 200)
        let wrong = body.replacing(token, with: "nonsense")
        #expect(try await status(visitor, body: wrong, type: "multipart/form-data; boundary=b") == 403)
    }

    @Test func `the action reads the form again that the check has read`() async throws {
        let (visitor, token) = try await visitor()
        for (type, body) in [
            ("application/x-www-form-urlencoded", "title=Hi&_token=\(token)"),
            (
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n\(token)\r\n"
                    + "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nHi\r\n--b--\r\n"
            ),
        ] {
            // As it comes from a socket: it can be read once.
            let arriving = RequestBody(
                stream: AsyncThrowingStream { continuation in
                    continuation.yield(ByteBuffer(string: String(body.prefix(40))))
                    continuation.yield(ByteBuffer(string: String(body.dropFirst(40))))
                    continuation.finish()
                })
            var request = Request(method: .post, target: "/", body: arriving)
            request.headers[.contentType] = type
            let response = try await visitor.visit(request, through: [MethodOverride(), Self.protection]) {
                request, _ in
                Response(text: try await request.form()["title"] ?? "none")
            }
            #expect(String(buffer: try await response.body.collect()) == "Hi")
        }
    }

    @Test func `the token is another one for each page, and never the session's id (Masonite trap 4)`() async throws {
        let (visitor, first) = try await visitor()
        let second = try await visitor.visit(through: [Self.protection]) { request, session in
            let field = try request.csrfField
            #expect(field.hasPrefix("<input type=\"hidden\" name=\"_token\" value=\""))
            #expect(!field.contains(session.id))
            #expect(session.get("_csrf", as: String.self) != session.id)
            return Response(text: try request.csrfToken)
        }
        let other = String(buffer: try await second.body.collect())
        #expect(first != other)
        // Not even their beginnings are alike, which compression could give away.
        #expect(first.prefix(8) != other.prefix(8))
        #expect(try await status(visitor, fields: ["X-CSRF-Token": first]) == 200)
        #expect(try await status(visitor, fields: ["X-CSRF-Token": other]) == 200)
    }

    @Test func `a token of another visitor is worth nothing`() async throws {
        let (mine, _) = try await visitor()
        let (_, theirs) = try await visitor()
        #expect(try await status(mine, fields: ["X-CSRF-Token": theirs]) == 403)
        #expect(try await status(Visitor(MemorySessions()), fields: ["X-CSRF-Token": theirs]) == 403)
    }

    @Test func `tokens expire when the visitor's rights change`() async throws {
        let (visitor, token) = try await visitor()
        try await visitor.change { $0.regenerate() }
        #expect(try await status(visitor, fields: ["X-CSRF-Token": token]) == 403)
    }

    @Test(arguments: [
        (["Sec-Fetch-Site": "same-origin"], 200), (["Sec-Fetch-Site": "none"], 200),
        (["Sec-Fetch-Site": "same-site"], 403), (["Sec-Fetch-Site": "cross-site"], 403),
        (["Origin": "https://example.com"], 200), (["Origin": "HTTPS://EXAMPLE.com"], 200),
        (["Origin": "http://example.com"], 403), (["Origin": "https://evil.example"], 403), (["Origin": "null"], 403),
        (["Origin": "https://admin.example.com", "Sec-Fetch-Site": "same-site"], 200),
        (["Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"], 200), ([:], 200),
    ])
    func `where a form comes from is checked before its token`(fields: [String: String], expected: Int) async throws {
        let (visitor, token) = try await visitor()
        var all = fields
        all["X-CSRF-Token"] = token
        #expect(try await status(visitor, fields: all) == expected)
        // No origin stands in for the token.
        #expect(try await status(visitor, fields: fields) == 403)
    }

    @Test(arguments: [HTTPRequest.Method.get, .head, .options])
    func `what changes nothing is not asked`(method: HTTPRequest.Method) async throws {
        #expect(try await status(Visitor(MemorySessions()), method: method) == 200)
    }

    @Test(arguments: [HTTPRequest.Method.post, .put, .patch, .delete])
    func `what may change something is asked`(method: HTTPRequest.Method) async throws {
        #expect(try await status(Visitor(MemorySessions()), method: method) == 403)
    }

    @Test func `exempt paths and requests with a bearer token alone are not asked`() async throws {
        let (visitor, _) = try await visitor()
        let stranger = Visitor(MemorySessions())
        let bearer = ["Authorization": "Bearer abc"]
        #expect(try await status(stranger, "/hooks/mail") == 200)
        #expect(try await status(stranger, "/hookss") == 403)
        #expect(try await status(stranger, fields: bearer, type: "application/json") == 200)
        #expect(try await status(stranger, fields: ["Authorization": "Basic abc"]) == 403)
        // With the session's cookie it could be a browser's.
        #expect(try await status(visitor, fields: bearer, type: "application/json") == 403)
    }

    @Test func `a test says in the request itself that it is good`() async throws {
        var request = Request(method: .post, target: "/")
        request[CSRFProtection.self] = true
        #expect(try await Visitor(MemorySessions()).visit(request, through: [Self.protection]).status == .ok)
    }

    @Test func `a script finds the token in a cookie where that is wanted`() async throws {
        let visitor = Visitor(MemorySessions())
        let layer = CSRFProtection(sendsCookie: true)
        let response = try await visitor.visit(through: [layer])
        let cookie = try #require(response.headers[values: .setCookie].first { $0.hasPrefix("XSRF-TOKEN=") })
        #expect(!cookie.contains("HttpOnly"))
        var request = Request(method: .post, target: "/")
        request.headers[.xXSRFToken] = String(cookie.dropFirst("XSRF-TOKEN=".count).prefix { $0 != ";" })
        #expect(try await visitor.visit(request, through: [layer]).status == .ok)
    }

    @Test func `a session stands over the protection, however they are listed`() throws {
        let layers: [any Middleware] = [CSRFProtection(), SessionMiddleware(MemorySessions())]
        #expect(try MiddlewareOrder.sorted(layers).map(\.name) == ["SessionMiddleware", "CSRFProtection"])
        #expect(throws: SessionSetupError.self) { try CSRFProtection(trusting: ["example.com"]).check() }
    }
}
