import Ashlar
import AshlarTesting
import Foundation
import Testing

private struct Full: Error {}

@Suite struct ErrorsInSessionTests {
    @Test(arguments: ["cookie", "memory", "postgres"])
    func `an error handler can flash, and keeps what was typed`(driver: String) async throws {
        let folder = try AppFolder([
            "views/form.html":
                "{{ session('status') }}|{{ old('title') }}|{% if errors.title %}{{ errors.title | first }}{% endif %}"
        ])
        var variables = ["SESSION_DRIVER": driver]
        if driver == "postgres" { variables["DATABASE_URL"] = try testDatabaseURL() }
        try await withCycle(
            { routes in
                routes.group(middleware: .web) {
                    $0.get("/form") { _ in View("form") }
                    $0.post("/form") { _ -> String in throw Full() }
                    $0.get("/next") { request in try request.session.get("seen") ?? "nothing" }
                    $0.get("/conflict") { request -> String in
                        try request.session.set("seen", "written")
                        throw HTTPError(.conflict)
                    }
                }.onError(Full.self) { _, request in
                    Redirect.back(fallback: "/form").withInput().flash("Try again")
                        .withErrors(ErrorBag(["title": ["Full."]]))
                }
            }, in: folder, variables
        ) { app async throws in
            try await app.post("/form", form: ["title": "Tea"]).assertRedirect(toPath: "/form")
            try await app.get("/form").assertOk().assertSee("Try again|Tea|Full.")
            try await app.get("/form").assertSee("||")
            // Also of an error that no handler answers.
            try await app.get("/conflict").assertStatus(.conflict)
            try await app.get("/next").assertSee("written")
        }
    }

    @Test func `a page of an error knows the session of its request`() async throws {
        let folder = try AppFolder(["views/errors/409.html": "{{ session('status') }} {{ csrf_field() }}"])
        try await withCycle(
            { routes in
                routes.group(middleware: .web) {
                    $0.get("/flash") { _ in Redirect.to("/conflict").flash("Kept") }
                    $0.get("/conflict") { _ -> String in throw HTTPError(.conflict) }
                }
            }, in: folder, ["APP_DEBUG": "false"]
        ) { app async throws in
            try await app.get("/flash").assertRedirect(toPath: "/conflict")
            let page = try await app.get("/conflict").assertStatus(.conflict).assertSee("Kept")
            #expect(page.text.contains("name=\"_token\""))
            // Shown once.
            #expect(!(try await app.get("/conflict").text.contains("Kept")))
        }
    }

    @Test(arguments: ["cookie", "memory"])
    func `what a layer makes of an error by itself carries the session too`(driver: String) async throws {
        struct Rescue: Middleware {
            static var over: [any Middleware.Type] { [SessionMiddleware.self] }
            func respond(to request: Request, next: any Responder) async throws -> Response {
                do { return try await next.respond(to: request) } catch { return Response(text: "rescued") }
            }
        }
        let folder = try AppFolder()
        try await withCycle(
            { routes in
                routes.group(middleware: .web, Rescue()) {
                    $0.get("/breaks") { request -> String in
                        try request.session.set("seen", "written")
                        throw Trouble()
                    }
                    $0.get("/next") { request in try request.session.get("seen") ?? "nothing" }
                }
            }, in: folder, ["SESSION_DRIVER": driver]
        ) { app async throws in
            try await app.get("/breaks").assertSee("rescued")
            try await app.get("/next").assertSee("written")
        }
    }
}

@Suite struct AppFactsTests {
    private struct Stamp: Codable { var madeAt: Date }

    @Test func `an app knows what it runs in`() async throws {
        let folder = try AppFolder()
        try await withCycle({ _ in }, in: folder) { app async throws in
            #expect(app.kernel.server == (try app.kernel.resolver.resolve(ServerFacts.self)))
            #expect(app.kernel.server.isInMemory && app.kernel.server.workers == 1 && !app.kernel.server.isPrefork)
        }
    }

    @Test func `json is written and read everywhere as the settings say (F15)`() async throws {
        let folder = try AppFolder(["config/json.yaml": "dates: milliseconds\nkeys: snakeCase\n"])
        let routes: @Sendable (Routes) -> Void = { routes in
            routes.post("/echo") { request in try Response.json(await request.json(as: Stamp.self)) }
        }
        try await withCycle(routes, in: folder) { app async throws in
            let response = try await app.send(.post, "/echo", json: Stamp(madeAt: Date(timeIntervalSince1970: 1)))
            #expect(response.text == #"{"made_at":1000}"#)
            #expect(try response.json(as: Stamp.self).madeAt.timeIntervalSince1970 == 1)
        }
        try await withCycle(routes, in: folder) {
            $0.instance(FoundationJSON(JSONPolicy(dates: .seconds)), as: (any JSONCoding).self)
        } _: { app async throws in
            #expect(
                try await app.send(.post, "/echo", json: Stamp(madeAt: Date(timeIntervalSince1970: 1))).text
                    == #"{"madeAt":1}"#)
        }
    }

    @Test func `a choice that json does not have is said at boot`() async throws {
        let folder = try AppFolder(["config/json.yaml": "dates: roman\n"])
        let error = await #expect(throws: ConfigError.self) { try await withCycle({ _ in }, in: folder) { _ in } }
        #expect(error?.description.contains("The setting json.dates is \"roman\".") == true)
        #expect(error?.description.contains("iso8601, iso8601Milliseconds, seconds, milliseconds") == true)
    }
}
