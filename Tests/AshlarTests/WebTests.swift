import Ashlar
import AshlarTesting
import Foundation
import NIOCore
import Testing

@Controller struct NoteController {
    func create() -> View { View("note") }

    func store(form: Form) throws -> Redirect {
        guard let text = form["text"], !text.isEmpty else {
            return Redirect.back(fallback: "/notes/new").withInput().withErrors(
                ErrorBag(["text": ["Write something."]]))
        }
        return .to("/notes/new").flash("Kept \(text)")
    }

    func count(session: Session) -> String { String(session.increment("visits")) }

    func deep() async throws -> String {
        async let path = Task { try Request.current.path }.value
        return try await path
    }

    func breaks(session: Session) throws -> String {
        try session.set("colour", "green")
        try session.set("api_key", "sesame")
        throw Trouble()
    }
}

/// Sessions, forms and their protection, from the route to the cookie.
@Suite struct WebTests {
    private let app = RoutesOnly { routes in
        routes.group(middleware: .web) {
            $0.get("/notes/new", NoteController.create)
            $0.post("/notes", NoteController.store)
            $0.get("/count", NoteController.count)
            $0.get("/breaks", NoteController.breaks)
            $0.get("/streamed") { request in
                try request.session.set("colour", "green")
                return Response(
                    body: .stream(length: nil) { write in
                        let request = try Request.current
                        let colour: String? = try request.session.get("colour")
                        try await write(ByteBuffer(string: "\(request.path) \(colour ?? "none") "))
                        try await write(ByteBuffer(string: try Kernel.current.config.appName))
                    })
            }
        }
        routes.get("/bare", NoteController.create)
    }
    private static let key = Data((0..<32).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
    private let folder: AppFolder

    init() throws {
        folder = try AppFolder([
            "views/note.html": """
            <form method="post">{{ csrf_field() }}<input name="text" value="{{ old('text') }}">
            <input name="password" value="{{ old('password', 'empty') }}">
            {% if errors.text %}<b>{{ errors.text | first }}</b>{% endif %}<i>{{ session('status') }}</i></form>
            """
        ])
    }

    private func withVisitor(
        _ variables: [String: String] = [:], _ body: (TestApp) async throws -> Void
    ) async throws {
        try await withKernel(app, in: folder, ["APP_KEY": Self.key].merging(variables) { $1 }) { kernel async throws in
            try await body(TestApp(kernel: kernel))
        }
    }

    @Test(arguments: ["cookie", "memory"])
    func `a session lasts from request to request, and each visitor has one`(driver: String) async throws {
        try await withVisitor(["SESSION_DRIVER": driver]) { app async throws in
            #expect(try await app.get("/count").text == "1")
            #expect(try await app.get("/count").text == "2")
            #expect(try await app.anotherVisitor.get("/count").text == "1")
            #expect(try await app.get("/count").text == "3")
        }
    }

    @Test func `request, session and app are there while an answer streams (F13)`() async throws {
        try await withVisitor(["APP_NAME": "Notes"]) { app async throws in
            #expect(try await app.get("/streamed").text == "/streamed green Notes")
        }
    }

    @Test func `sessions in PostgreSQL need no migration`() async throws {
        try await withVisitor(["SESSION_DRIVER": "postgres", "DATABASE_URL": testDatabaseURL()]) { app async throws in
            #expect(try await app.get("/count").text == "1")
            #expect(try await app.get("/count").text == "2")
        }
    }

    @Test func `a form that is wrong comes back as it was filled in, once, and without its password`() async throws {
        try await withVisitor { app async throws in
            try await app.post("/notes", form: ["text": "", "other": "kept", "password": "sesame"])
                .assertRedirect(toPath: "/notes/new")
            let page = try await app.get("/notes/new").text
            #expect(page.contains("<b>Write something.</b>"))
            #expect(page.contains(#"name="password" value="empty""#) && !page.contains("sesame"))
            #expect(!(try await app.get("/notes/new").text.contains("Write something.")))
            try await app.post("/notes", form: ["text": "<milk>"]).assertRedirect(toPath: "/notes/new")
            #expect(try await app.get("/notes/new").text.contains("<i>Kept &lt;milk&gt;</i>"))
        }
    }

    @Test func `a form without the page's token is refused, one with it is taken`() async throws {
        try await withVisitor { app async throws in
            let app = app.checkingForms
            try await app.post("/notes", form: ["text": "x"]).assertStatus(.forbidden)
            let page = try await app.get("/notes/new").text
            let token = try #require(page.firstMatch(of: /name="_token" value="([^"]+)"/)?.1)
            try await app.post("/notes", form: ["text": "x", "_token": String(token)])
                .assertRedirect(toPath: "/notes/new")
            try await app.anotherVisitor.checkingForms.post("/notes", form: ["text": "x", "_token": String(token)])
                .assertStatus(.forbidden)
        }
    }

    @Test func `a refused form names the layer and the route's place, and JSON what to send`() async throws {
        try await withVisitor { app async throws in
            let app = app.checkingForms
            let page = try await app.post("/notes", form: ["text": "x"]).text
            #expect(page.contains("The form has no CSRF token."))
            #expect(page.contains("in <b>CSRFProtection, before NoteController.store</b>"))
            // Where the route is declared, and not where an action is that was never called.
            #expect(page.contains(#/class="marked"><code> *\$0\.post\(/#))
            let answer = try await app.with(.accept, "*/*").post("/notes", json: ["text": "x"])
            answer.assertStatus(.forbidden).assertHeader(.contentType, "application/problem+json")
                .assertSee("The request has no CSRF token.").assertSee("X-CSRF-Token")
        }
    }

    @Test func `the development page shows the session without its secrets`() async throws {
        try await withVisitor { app async throws in
            let page = try await app.get("/breaks").text
            #expect(page.contains("colour") && page.contains("green"))
            #expect(page.contains("api_key") && !page.contains("&quot;sesame&quot;"))
        }
    }

    @Test func `a page that wants a token without a session says what to do`() async throws {
        try await withVisitor { app async throws in
            let response = try await app.get("/bare")
            response.assertStatus(.internalServerError)
            #expect(response.text.contains("has no session"))
        }
    }

    @Test func `the request is at hand in what an action awaits, and nowhere else`() async throws {
        let app = RoutesOnly { $0.get("/deep", NoteController.deep) }
        try await withKernel(app, in: folder) { kernel async throws in
            #expect(try await kernel.send(.get, "/deep").text == "/deep")
        }
        #expect(throws: NoCurrentRequest.self) { try Request.current }
    }

    @Test func `programs have a limit and no session`() async throws {
        let app = RoutesOnly { routes in
            routes.group("/api", middleware: .api) { $0.get("/time") { _ in "noon" } }
        }
        try await withKernel(
            app, in: folder, ["SECURITY_API_REQUESTS_PER_MINUTE": "2"]
        ) {
            kernel async throws in
            let visitor = TestApp(kernel: kernel)
            try await visitor.get("/api/time").assertOk()
            let second = try await visitor.get("/api/time")
            #expect(second.headers[.setCookie] == nil)
            try await visitor.get("/api/time").assertStatus(.tooManyRequests)
        }
    }

    @Test func `without a key an app works until its process ends, but not in production`() async throws {
        try await withKernel(app, in: folder) { kernel async throws in
            let visitor = TestApp(kernel: kernel)
            #expect(try await visitor.get("/count").text == "1")
            #expect(try await visitor.get("/count").text == "2")
        }
        let error = await #expect(throws: BootError.self) {
            try await withKernel(app, in: folder, ["APP_ENV": "production"]) { _ in }
        }
        #expect(error?.problems.count == 1)
        #expect(error?.description.contains("APP_KEY is not set") == true)
        #expect(error?.description.contains("./craft key generate") == true)
    }

    @Test func `a key that anybody could know is refused`() async throws {
        let error = await #expect(throws: (any Error).self) {
            try await withKernel(app, in: folder, ["APP_KEY": String(repeating: "A", count: 44)]) { _ in }
        }
        #expect((error as? BootError)?.problems.count == 1)
        #expect(error.map { "\($0)" }?.contains("can be guessed") == true)
    }
}
