import Ashlar
import AshlarTesting
import NIOCore
import Testing

/// Far from what fails: the page shows the lines around that.
private let cardNumber = "4111"

@Controller private struct BasketController {
    func show(id: Int) throws -> String {
        dump(["tea": id], name: "basket")
        throw Trouble()
    }

    func stop(id: Int) throws -> String { try dd(id, "<b>") }
    func view() -> View { View("basket", ["items": ["a", "b"]]) }
}

@Suite struct DevelopmentPageTests {
    private func folder(_ files: [String: String] = [:]) throws -> AppFolder {
        try AppFolder(files.merging(["views/basket.html": "{{ dump(items) }}{{ nothing }}"]) { $1 })
    }

    private let routes: @Sendable (Routes) -> Void = { routes in
        routes.group(middleware: .web) {
            $0.get("/baskets/{id}", BasketController.show).name("baskets.show")
            $0.get("/numbers/{id:int}", BasketController.show)
            $0.get("/stop/{id}", BasketController.stop)
            $0.get("/view", BasketController.view)
            $0.post("/form") { request -> String in
                try request.session.set("card", ["cardNumber": cardNumber, "name": "Ada"])
                _ = try await request.form()
                throw Trouble()
            }
            $0.post("/json") { request -> String in
                _ = try await request.input()
                throw Trouble()
            }
            $0.fallback { _ -> String in throw HTTPError(.gone) }
        }
        routes.get("/other") { _ in "other" }
    }

    @Test func `what was dumped is on the page, with where`() async throws {
        try await withCycle(routes, in: try folder()) { app async throws in
            try await app.get("/baskets/7").assertServerError()
                .assertSeeInOrder("<a href=\"#dumps\">Dumps <span>1</span></a>", "<section id=\"dumps\">", "basket, ")
                .assertSee("DevelopmentPageTests.swift:11").assertSee("▿ basket: 1 key/value pair")
            // Each request has its own.
            try await app.get("/other").assertOk()
            try await app.get("/view").assertServerError()
                .assertSeeInOrder("in a template", "list of 2", "0: &#39;a&#39;", "1: &#39;b&#39;")
                .assertDontSee("key/value pair")
        }
    }

    @Test func `dd ends the request with what it dumped, and shows nothing in production`() async throws {
        try await withCycle(routes, in: try folder()) { app async throws in
            try await app.get("/stop/3").assertServerError().assertSee("dd() ended the request here.")
                .assertSee("- 3").assertSee("&lt;b&gt;")
        }
        try await withCycle(routes, in: try folder(), ["APP_DEBUG": "false"]) { app async throws in
            try await app.get("/stop/3").assertServerError().assertDontSee("dd()").assertDontSee("dumps")
        }
    }

    @Test func `a template's mistake is shown once, with the error behind it, and marked in text`() async throws {
        let folder = try folder(["views/broken.html": "<p>\n  {{ broken() }}\n</p>"])
        struct Broken: Error, CustomStringConvertible, CustomDebugStringConvertible {
            let description = "it broke"
            let debugDescription = "the wheel broke"
        }
        let broken = TemplateFunction("broken") { _ in throw Broken() }
        try await withCycle({ $0.view("/broken", "broken", ["broken": broken]) }, in: folder) { app async throws in
            let page = try await app.get("/broken").assertServerError().text
            #expect(page.ranges(of: "{{ broken() }}").count == 1)
            #expect(page.contains("<h2>In full</h2><pre>the wheel broke</pre>"))
            let text = try await app.with(.accept, "text/plain").get("/broken").text
            #expect(text.contains("> 2 |   {{ broken() }}\n    |      ^\n"))
        }
    }

    @Test func `places are links into the editor of the settings`() async throws {
        let folder = try folder()
        try await withCycle(routes, in: folder) { app async throws in
            try await app.get("/baskets/7").assertSee("<a href=\"vscode://file\(#filePath):")
        }
        try await withCycle(routes, in: folder, ["APP_EDITOR": "x-edit:{file}#{line}"]) { app async throws in
            try await app.get("/baskets/7").assertSee("<a href=\"x-edit:\(#filePath)#")
        }
        try await withCycle(routes, in: folder, ["APP_EDITOR": "off"]) { app async throws in
            try await app.get("/baskets/7").assertDontSee("://file").assertSee("DevelopmentPageTests.swift")
        }
        let error = await #expect(throws: ConfigError.self) {
            try await withCycle(routes, in: folder, ["APP_EDITOR": "vscod"]) { _ in }
        }
        #expect(error?.message == "The setting app.editor is \"vscod\". Did you mean \"vscode\"?")
    }

    @Test func `the page has route, request, input and session, and no secret of them`() async throws {
        try await withCycle(routes, in: try folder()) { app async throws in
            let token = try #require(HTTPField.Name("X-Api-Token"))
            try await app.with(token, "opensesame").post(
                "/form?page=2&password=opensesame", form: ["title": "Tea", "password": "opensesame"]
            )
            .assertServerError().assertDontSee("opensesame").assertDontSee("4111")
            .assertSee("page=2&amp;password=***").assertSee("Tea").assertSee("Ada")
            .assertSee("POST /form").assertSee("Declared")
            try await app.send(
                .post, "/json", body: #"{"name":"Ada","keys":{"apiKey" : "opensesame"}}"#,
                contentType: "application/json"
            ).assertServerError().assertDontSee("opensesame")
                .assertSee("{&#34;name&#34;:&#34;Ada&#34;,&#34;keys&#34;:{&#34;apiKey&#34; : &#34;***&#34;}}")
        }
    }

    @Test func `an address that is refused says by what`() async throws {
        try await withCycle(routes, in: try folder(), ["APP_DEBUG": "true"]) { app async throws in
            try await app.get("/baskets/abc").assertNotFound()
                .assertSee("The path has &#34;abc&#34; for {id}, which is not a valid Int.")
            try await app.json.get("/baskets/abc").assertJSON(
                path: "message", "The path has \"abc\" for {id}, which is not a valid Int.")
        }
        try await withCycle(
            { $0.get("/numbers/{id:int}", BasketController.show) }, in: try AppFolder()
        ) { app async throws in
            try await app.get("/numbers/abc").assertNotFound()
                .assertSeeInOrder("Almost", "GET /numbers/{id:int}", "{id:int} does not accept &#34;abc&#34;")
        }
        try await withCycle(routes, in: try folder(), ["APP_DEBUG": "false"]) { app async throws in
            try await app.get("/baskets/abc").assertNotFound().assertDontSee("abc").assertDontSee("Int")
        }
    }

    @Test func `a fallback is marked among the routes`() async throws {
        try await withCycle(
            { $0.group("/api") { $0.fallback { _ in "lost" } } }, in: try AppFolder()
        ) { app async throws in
            try await app.get("/nothing").assertNotFound().assertSee("<th>ANY</th><td><code>/api/* (fallback)</code>")
        }
    }

    @Test func `an app's own page for a failure shows the id that the log has (trap 10)`() async throws {
        let folder = try folder(["views/errors/500.html": "Sorry: {{ error_id }} {{ status }} {{ message }}"])
        try await withCycle(routes, in: folder, ["APP_DEBUG": "false"]) { app async throws in
            let page = try await app.get("/baskets/7").assertServerError().assertDontSee("sesame")
            let id = try #require(page.headers.first { $0.name.canonicalName == "x-request-id" }?.value)
            #expect(page.text == "Sorry: \(id) 500 Internal Server Error")
            #expect(page.error is Trouble)
            page.assertView("errors/500.html").assertViewHas("error_id", id)
        }
    }
}
