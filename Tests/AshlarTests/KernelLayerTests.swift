import Ashlar
import AshlarTesting
import Foundation
import Testing

/// What the kernel puts around every app.
@Suite struct KernelLayerTests {
    private let app = RoutesOnly { routes in
        routes.get("/") { _ in "home" }
        routes.get("/breaks", TroubleController.breaks)
    }

    @Test func `health is answered without a database, and not where it is switched off`() async throws {
        let folder = try AppFolder()
        try await withKernel(app, in: folder) { kernel async throws in
            let (status, text, headers) = try await kernel.send(.get, "/up")
            #expect(status == 200 && text == "up\n")
            #expect(headers[.cacheControl] == "no-store")
        }
        try await withKernel(app, in: folder, ["APP_HEALTH": "off"]) { kernel async throws in
            #expect(try await kernel.send(.get, "/up").status == 404)
        }
    }

    @Test func `health asks the database`() async throws {
        let folder = try AppFolder()
        try await withKernel(app, in: folder, ["DATABASE_URL": testDatabaseURL()]) { kernel async throws in
            #expect(try await kernel.send(.get, "/up").status == 200)
        }
        try await withKernel(app, in: folder, ["DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"]) {
            kernel async throws in
            let (status, text, _) = try await kernel.send(.get, "/up")
            #expect(status == 503 && text == "The database does not answer.\n")
        }
    }

    @Test func `every answer has an id and tells browsers to be careful, also a 404`() async throws {
        try await withKernel(app, in: try AppFolder()) { kernel async throws in
            for target in ["/", "/nothing"] {
                let headers = try await kernel.send(.get, target).headers
                #expect(headers[.xContentTypeOptions] == "nosniff", "\(target)")
                #expect(headers.contains { $0.name.canonicalName == "x-request-id" && !$0.value.isEmpty }, "\(target)")
            }
        }
    }

    @Test func `in production an error shows its id, which the log has, and nothing else`() async throws {
        try await withKernel(app, in: try AppFolder(), ["APP_ENV": "production"]) { kernel async throws in
            let (status, text, headers) = try await kernel.send(.get, "/breaks")
            let id = try #require(headers.first { $0.name.canonicalName == "x-request-id" }?.value)
            #expect(status == 500)
            #expect(text.contains("Error \(id)"))
            #expect(!text.contains("sesame"))
            let problem = try await kernel.send(.get, "/breaks", accept: "application/problem+json")
            #expect(problem.headers[.contentType] == "application/problem+json")
            #expect(problem.text.contains("urn:request:"))
            let plain = try await kernel.send(.get, "/breaks", accept: "application/json")
            #expect(plain.headers[.contentType] == "application/json")
            #expect(plain.text.wholeMatch(of: /{"error_id":"[0-9a-f-]+","message":"Internal Server Error"}/) != nil)
        }
    }

    @Test func `an app that is down answers 503, but for health and who knows the secret`() async throws {
        let folder = try AppFolder([
            "storage/framework/down": #"{"message":"Back at noon.","retryAfter":60,"secret":"let-me-in"}"#
        ])
        try await withKernel(app, in: folder) { kernel async throws in
            let visitor = TestApp(kernel: kernel)
            let page = try await visitor.get("/")
            page.assertStatus(.serviceUnavailable).assertSee("Back at noon.").assertHeader(.retryAfter, "60")
            try await visitor.get("/up").assertOk()
            try await visitor.get("/let-me-in").assertStatus(.seeOther)
            try await visitor.get("/").assertOk().assertSee("home")
            try await visitor.anotherVisitor.get("/").assertStatus(.serviceUnavailable)
        }
    }

    @Test func `browsers see the view that was named for the time of maintenance, programs what is wrong`() async throws
    {
        let folder = try AppFolder([
            "storage/framework/down":
                #"{"message":"Back at <noon>.","retryAfter":60,"view":"closed.html","status":502,"refresh":15}"#,
            "views/closed.html": "<h1>Closed</h1>{{ message }} {{ retry_after }} {{ request.path }}",
        ])
        try await withKernel(app, in: folder, ["APP_ENV": "production"]) { kernel async throws in
            let (status, text, headers) = try await kernel.send(.get, "/", accept: "text/html")
            #expect(status == 502 && text == "<h1>Closed</h1>Back at &lt;noon&gt;. 60 /")
            #expect(headers[.retryAfter] == "60" && headers[.cacheControl] == "no-store")
            #expect(headers.first { $0.name.canonicalName == "refresh" }?.value == "15")
            let program = try await kernel.send(.get, "/", accept: "application/json")
            #expect(program.status == 502 && program.text.hasSuffix(#""message":"Back at <noon>."}"#))
            #expect(program.headers[.retryAfter] == "60")
        }
        try folder.write("storage/framework/down", #"{"view":"missing.html","message":"Soon."}"#)
        try await withKernel(app, in: folder, ["APP_ENV": "production"]) { kernel async throws in
            let (status, text, _) = try await kernel.send(.get, "/", accept: "text/html")
            #expect(status == 503 && text.contains("Soon."))
        }
    }

    @Test func `only the hosts that are named are answered`() async throws {
        try await withKernel(app, in: try AppFolder(), ["APP_HOSTS": "example.com, *.example.com"]) {
            kernel async throws in
            for (host, status) in [("example.com", 200), ("www.example.com:8080", 200), ("evil.test", 421)] {
                let response = try await kernel.respond(to: Request(target: "/", authority: host))
                #expect(response.status.code == status, "\(host)")
            }
        }
    }

    @Test func `a client that has gone is no error of the app`() async throws {
        let app = RoutesOnly { routes in
            routes.get("/") { _ -> String in
                withUnsafeCurrentTask { $0?.cancel() }
                throw CancellationError()
            }
        }
        try await withKernel(app, in: try AppFolder()) { kernel async throws in
            let answer = Task { try await kernel.send(.get, "/").status }
            #expect(try await answer.value == 499)
        }
    }

    @Test func `a small app is a value that answers`() async throws {
        let small = App { routes in routes.get("/") { _ in "Hello" } }
        try await withKernel(small, in: try AppFolder()) { kernel async throws in
            #expect(try await kernel.send(.get, "/").text == "Hello")
        }
    }

    @Test func `a layer of the app that cannot be put in order is a boot error that names the circle`() async throws {
        struct First: Middleware {
            static var under: [any Middleware.Type] { [Second.self] }
            func respond(to request: Request, next: any Responder) async throws -> Response {
                try await next.respond(to: request)
            }
        }
        struct Second: Middleware {
            static var under: [any Middleware.Type] { [First.self] }
            func respond(to request: Request, next: any Responder) async throws -> Response {
                try await next.respond(to: request)
            }
        }
        struct Tangled: Application {
            var middleware: [any Middleware] { [First(), Second()] }
            func routes(_ routes: Routes) {}
        }
        let folder = try AppFolder()
        let error = await #expect(throws: BootError.self) { try await withKernel(Tangled(), in: folder) { _ in } }
        #expect(
            error?.description.contains("First over Second") == true
                || error?.description.contains("Second over First") == true)
    }
}
