import Ashlar
import AshlarTesting
import Testing

/// Errors are answers where an app's layers see them.
@Suite struct AnsweredErrorTests {
    private struct App: Application {
        var layers: [any Middleware] = []
        var declare: @Sendable (Routes) -> Void = { _ in }
        var middleware: [any Middleware] { layers }

        init() {}

        init(layers: [any Middleware] = [], _ declare: @escaping @Sendable (Routes) -> Void) {
            self.layers = layers
            self.declare = declare
        }

        func routes(_ routes: Routes) { declare(routes) }
    }

    private static let mark = After { _, response in response.headers[.via] = "\(response.status.code)" }

    @Test(arguments: ["development", "production"])
    func `what a global layer does afterwards is done to every answer (Masonite trap 3)`(environment: String)
        async throws
    {
        let app = App(layers: [Self.mark]) { routes in
            routes.get("/") { _ in "home" }
            routes.get("/breaks", TroubleController.breaks)
            routes.get("/own") { _ -> String in throw HTTPError(.conflict) }
            routes.onError(status: .conflict) { _, _ in Response(status: .gone, text: "own") }
        }
        try await withKernel(app, in: try AppFolder(), ["APP_ENV": environment]) { kernel async throws in
            for (method, target, status) in [
                (HTTPRequest.Method.get, "/", 200), (.get, "/nowhere", 404), (.post, "/", 405), (.get, "/breaks", 500),
                (.get, "/own", 410), (.get, "/%zz", 400),
            ] {
                let answer = try await kernel.send(method, target)
                #expect(answer.status == status, "\(target)")
                #expect(answer.headers[.via] == "\(status)", "\(target)")
            }
        }
    }

    @Test func `an app's handlers answer what its global layers throw`() async throws {
        let refusing = Before.answering { request in
            if request.path == "/refused" { throw HTTPError(.tooManyRequests, "Slower.") }
            if request.path == "/worse" { throw Trouble() }
            return nil
        }
        let app = App(layers: [refusing]) { routes in
            routes.get("/") { _ in "home" }
            routes.onError(status: .tooManyRequests) { error, _ in Response(status: .accepted, text: error.message) }
            routes.onError(Trouble.self) { _, _ -> String in throw HTTPError(.badGateway, "Twice.") }
        }
        try await withKernel(app, in: try AppFolder(), ["APP_ENV": "production"]) { kernel async throws in
            let refused = try await kernel.send(.get, "/refused")
            #expect(refused.status == 202 && refused.text == "Slower.")
            #expect(try await kernel.send(.get, "/worse").status == 502)
        }
    }

    @Test func `a group's layers see what its handlers answer, and its handlers what its layers throw, each once`()
        async throws
    {
        let calls = Journal()
        let app = App { routes in
            routes.group("/in") { group in
                group.get("/action") { _ -> String in throw Trouble() }
                group.get("/layer") { _ in "never" }
                group.get("/again") { _ -> String in throw HTTPError(.conflict) }
            }
            .before { request in
                if request.path == "/in/layer" { throw Trouble() }
                return nil
            }
            .after { request, response in response.headers[.via] = "\(response.status.code)" }
            .onError(Trouble.self) { _, _ in Response(status: .gone, text: "handled") }
            .onError(status: .conflict) { error, _ -> String in
                Journal.note("called")
                throw error
            }
        }
        try await Journal.$current.withValue(calls) {
            try await withKernel(app, in: try AppFolder(), ["APP_ENV": "production"]) { kernel async throws in
                let action = try await kernel.send(.get, "/in/action")
                #expect(action.status == 410 && action.headers[.via] == "410")
                let layer = try await kernel.send(.get, "/in/layer")
                #expect(layer.status == 410 && layer.text == "handled")
                #expect(try await kernel.send(.get, "/in/again").status == 409)
                #expect(calls.lines == ["called"])
            }
        }
    }

    @Test func `a long text says how much of it is left out`() async throws {
        struct Long: Error, CustomStringConvertible {
            var description: String { (1...25).map { "line \($0)." }.joined(separator: "\n") }
        }
        try await withKernel(App { $0.get("/") { _ -> String in throw Long() } }, in: try AppFolder()) {
            kernel async throws in
            let text = try await kernel.send(.get, "/", accept: "text/plain").text
            #expect(text.contains("line 20.\nand 5 more\n"))
        }
    }

    @Test func `production never tells what a 5xx says, whoever wrote it, but for a 503`() async throws {
        let app = App { routes in
            routes.get("/502") { _ -> String in throw HTTPError(.badGateway, "sesame") }
            routes.get("/500") { _ -> String in throw HTTPError(.internalServerError, "sesame") }
            routes.get("/503") { _ -> String in throw HTTPError(.serviceUnavailable, "Back at five.") }
        }
        try await withKernel(app, in: try AppFolder(), ["APP_ENV": "production"]) { kernel async throws in
            for accept in ["text/html", "application/json", "text/plain"] {
                #expect(try await !kernel.send(.get, "/500", accept: accept).text.contains("sesame"))
                #expect(try await !kernel.send(.get, "/502", accept: accept).text.contains("sesame"))
                #expect(try await kernel.send(.get, "/503", accept: accept).text.contains("Back at five."))
            }
        }
        try await withKernel(app, in: try AppFolder()) { kernel async throws in
            #expect(try await kernel.send(.get, "/500").text.contains("sesame"))
        }
    }

    @Test(arguments: [
        ("application/json;q=0, text/plain", "text/plain; charset=utf-8"),
        ("application/vnd.api+json", "application/problem+json"),
        ("application/problem+json", "application/problem+json"),
        ("application/problem+json;q=0.3, application/json;q=0.3", "application/problem+json"),
        ("application/json;q=0.3, application/problem+json;q=0.4", "application/problem+json"),
        ("application/json, application/problem+json;q=0.9", "application/json"),
        ("application/json, application/problem+json;q=0", "application/json"),
        ("application/json", "application/json"),
        ("Application/JSON;q=0.1", "application/json"),
        ("application/json, text/plain, */*", "application/problem+json"),
        ("application/json, */*;q=0.5", "application/json"),
        ("application/*, application/json;q=0.5", "application/problem+json"),
        ("text/html;q=0.2, application/json", "application/json"),
        ("text/html;q=0.2, application/problem+json", "application/problem+json"),
        ("text/html, application/json;q=0.2", "text/html; charset=utf-8"),
        ("*/*", "text/plain; charset=utf-8"),
    ])
    func `an error is told in what the client wants most`(accept: String, type: String) async throws {
        try await withKernel(App { _ in }, in: try AppFolder(), ["APP_ENV": "production"]) { kernel async throws in
            #expect(try await kernel.send(.get, "/nowhere", accept: accept).headers[.contentType] == type)
        }
    }

    @Test(arguments: [
        ("problem", "application/json", "application/problem+json"),
        ("plain", "application/problem+json", "application/json"),
        ("plain", "text/html", "text/html; charset=utf-8"), ("fastapi", "application/json", "application/problem+json"),
    ])
    func `a setting says how programs are told of errors, whichever JSON they want`(
        shape: String, accept: String, type: String
    ) async throws {
        let settings = ["APP_ENV": "production", "JSON_ERRORS": shape]
        try await withKernel(App { _ in }, in: try AppFolder(), settings) { kernel async throws in
            #expect(try await kernel.send(.get, "/nowhere", accept: accept).headers[.contentType] == type)
        }
    }

    @Test func `a status that no registry knows has the name of its class`() async throws {
        let app = App { routes in
            routes.get("/418") { _ -> String in throw HTTPError(.init(code: 418)) }
            routes.get("/599") { _ -> String in throw HTTPError(.init(code: 599)) }
        }
        try await withKernel(app, in: try AppFolder(), ["APP_ENV": "production"]) { kernel async throws in
            let client = try await kernel.send(.get, "/418", accept: "application/problem+json")
            #expect(client.status == 418 && client.text.contains(#""title":"Client Error""#))
            #expect(try await kernel.send(.get, "/599", accept: "text/plain").text.hasPrefix("Server Error"))
        }
    }

    @Test(arguments: ["development", "production"])
    func `an error of the server has its id in JSON`(environment: String) async throws {
        let app = App { $0.get("/") { _ -> String in throw Trouble() } }
        try await withKernel(app, in: try AppFolder(), ["APP_ENV": environment]) { kernel async throws in
            let plain = try await kernel.send(.get, "/", accept: "application/json")
            let id = try #require(plain.headers.first { $0.name.canonicalName == "x-request-id" }?.value)
            #expect(plain.text.contains("\"error_id\":\"\(id)\""))
        }
    }

    @Test func `plain JSON says what went wrong, with the fields of the error`() async throws {
        let app = App { routes in
            routes.get("/") { _ -> String in throw HTTPError.tooManyRequests("Slowly.", retryAfter: .seconds(60)) }
        }
        try await withKernel(app, in: try AppFolder(), ["APP_ENV": "production"]) { kernel async throws in
            let (status, text, headers) = try await kernel.send(.get, "/", accept: "application/json")
            #expect(status == 429 && text == #"{"message":"Slowly."}"# && headers[.retryAfter] == "60")
        }
    }

    @Test(arguments: ["development", "production"])
    func `the framework's error pages keep their look under a strict policy`(environment: String) async throws {
        let folder = try AppFolder(["config/security.yaml": "contentSecurityPolicy: strict\n"])
        try await withKernel(App { _ in }, in: folder, ["APP_ENV": environment]) { kernel async throws in
            let (_, text, headers) = try await kernel.send(.get, "/nowhere")
            let nonce = try #require(text.firstMatch(of: /<style nonce="([^"]+)">/)?.output.1)
            let name = try #require(HTTPField.Name("Content-Security-Policy"))
            #expect(headers[name]?.contains("'nonce-\(nonce)'") == true)
        }
    }

    @Test func `the development page lists the statements of its request`() async throws {
        let app = App { routes in
            routes.get("/") { _ -> String in
                _ = try await Database.current?.query("select 4711")
                throw Trouble()
            }
        }
        let variables = ["DATABASE_URL": try testDatabaseURL()]
        try await withKernel(app, in: try AppFolder(), variables) { kernel async throws in
            let text = try await kernel.send(.get, "/").text
            let section = try #require(text.split(separator: "id=\"statements\"").last)
            #expect(text.contains("id=\"statements\"") && section.contains("select 4711"))
        }
    }
}
