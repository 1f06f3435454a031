import Ashlar
import AshlarConfig
import NIOCore
import Testing

@Suite struct ErrorPageTests {
    private let app = RoutesOnly { routes in
        routes.get("/breaks", TroubleController.breaks)
        routes.get("/refuses", TroubleController.refuses)
        routes.get("/page", TroubleController.page)
    }
    private let folder: AppFolder

    init() throws {
        folder = try AppFolder(["views/page.html": "<h1>{{ title }}</h1>\n<p>{{ titel }}</p>\n"])
    }

    @Test func `development shows the error, the action's source and the request, escaped`() async throws {
        try await withKernel(app, in: folder) { kernel async throws in
            let (status, text, headers) = try await kernel.send(.get, "/breaks?x=1")
            #expect(status == 500)
            #expect(headers[.contentType] == "text/html; charset=utf-8")
            #expect(text.contains("the secret &lt;word&gt; is sesame"))
            #expect(text.contains("AppFixtureControllers.swift:"))
            #expect(text.contains("func breaks() throws -&gt; String { throw Trouble() }"))
            #expect(text.contains("TroubleController.breaks"))
            #expect(text.contains("x=1"))
        }
    }

    @Test func `production shows nothing of the error`() async throws {
        try await withKernel(app, in: folder, ["APP_ENV": "production"]) { kernel async throws in
            for accept in ["text/html", "application/json", "*/*"] {
                let (status, text, _) = try await kernel.send(.get, "/breaks", accept: accept)
                #expect(status == 500)
                #expect(!text.contains("sesame") && !text.contains("Trouble"))
            }
        }
    }

    @Test func `debug cannot be switched on in production`() async throws {
        try await withKernel(app, in: folder, ["APP_ENV": "production", "APP_DEBUG": "true"]) { kernel async throws in
            #expect(try await !kernel.send(.get, "/breaks").text.contains("sesame"))
        }
    }

    @Test func `what an HTTPError says is shown everywhere`() async throws {
        for environment in ["development", "production"] {
            try await withKernel(app, in: folder, ["APP_ENV": environment]) { kernel async throws in
                #expect(try await kernel.send(.get, "/refuses").text.contains("Already taken."))
                #expect(try await kernel.send(.get, "/refuses").status == 409)
            }
        }
    }

    @Test(arguments: ["development", "production"])
    func `an API answers every error with problem details`(environment: String) async throws {
        try await withKernel(app, in: folder, ["APP_ENV": environment, "APP_ERRORS": "json"]) { kernel async throws in
            for target in ["/breaks", "/nothing"] {
                let (_, text, headers) = try await kernel.send(.get, target, accept: "text/html")
                #expect(headers[.contentType] == "application/problem+json")
                #expect(text.contains("\"status\":\(target == "/breaks" ? 500 : 404)"))
            }
        }
        await #expect(throws: ConfigError.self) {
            try await withKernel(app, in: folder, ["APP_ERRORS": "xml"]) { _ in }
        }
    }

    @Test func `a program gets problem details`() async throws {
        try await withKernel(app, in: folder, ["APP_ENV": "production"]) { kernel async throws in
            let (status, text, headers) = try await kernel.send(
                .get, "/nothing", accept: "application/problem+json")
            #expect(status == 404)
            #expect(headers[.contentType] == "application/problem+json")
            #expect(text == #"{"status":404,"title":"Not Found","type":"about:blank"}"#)
        }
    }

    @Test func `production shows the app's own page for a status`() async throws {
        try folder.write("views/errors/404.html", "Lost: {{ status }}")
        try await withKernel(app, in: folder, ["APP_ENV": "production"]) { kernel async throws in
            #expect(try await kernel.send(.get, "/nothing").text == "Lost: 404")
        }
    }

    @Test func `a template's error shows its file, line and what was meant`() async throws {
        try await withKernel(app, in: folder) { kernel async throws in
            let (status, text, _) = try await kernel.send(.get, "/page?title=Hi")
            #expect(status == 500)
            #expect(text.contains("views/page.html:2"))
            #expect(text.contains("Did you mean &#34;title&#34;?"))
            #expect(text.contains("<li value=\"2\" class=\"marked\">"))
        }
    }

    @Test func `a missing page in development lists the routes, for 405 as well the methods`() async throws {
        try await withKernel(app, in: folder) { kernel async throws in
            let page = try await kernel.send(.get, "/refuse").text
            #expect(page.contains("Nothing answers GET /refuse."))
            #expect(page.contains("Did you mean /refuses?"))
            #expect(page.contains("TroubleController.breaks"))
            let (status, _, headers) = try await kernel.send(.post, "/page")
            #expect(status == 405)
            #expect(headers[.allow] == "GET, HEAD, OPTIONS")
        }
    }

    @Test func `a cookie and a password are not shown`() async throws {
        try await withKernel(app, in: folder) { kernel async throws in
            let request = Request(
                target: "/breaks",
                headers: [.accept: "text/html", .cookie: "id=opensesame", .authorization: "Basic opensesame"])
            let response = try await kernel.respond(to: request)
            let text = String(buffer: try await response.body.collect())
            #expect(!text.contains("opensesame"))
        }
    }
}
