import Ashlar
import AshlarTesting
import Synchronization
import Testing

struct SidebarProvider: ServiceProvider, ViewContributor {
    func views(_ views: inout ViewConfiguration) {
        views.share("site", "Provider")
        views.share("owner", "Provider")
    }
}

/// An app that gives something to its templates.
struct SharingApp: Application {
    let providers: [any ServiceProvider.Type] = [SidebarProvider.self]

    func routes(_ routes: Routes) {
        routes.view("/", "home", ["given": "action"])
        routes.view("/admin", "admin.index")
        routes.view("/dump", "dump", ["essay": Essay(id: 1, title: "<Bees>"), "secrets": ["password": "sesame"]])
        routes.view("/secret", "secret")
        routes.view("/cached", "cached")
    }

    func views(_ views: inout ViewConfiguration) {
        views.share("site", "App")
        views.share("where") { request in "at \(request.path)" }
        views.compose("*") { _ in ["given": "composer", "level": "all", "tag": "all"] }
        views.compose("admin.*") { context in ["level": "admin of \(context.request.path)"] }
        views.compose("partials.sidebar") { _ in ["tag": "sidebar"] }
        views.filter("shout") { value, _ in .string("\(value.dump())!") }
        views.test("short") { value, arguments in value.dump().count < (try arguments.integer(0, "limit") ?? 5) }
        views.function("twice") { arguments in .string(try arguments.string(0, "text") + arguments.string(0, "text")) }
    }
}

@Suite struct ViewSharingTests {
    private func folder() throws -> AppFolder {
        try AppFolder([
            "views/home.html":
                "{{ site }} {{ owner }} {{ where }} {{ given }} {{ level }} {{ tag }} {% include 'partials/sidebar.html' %}",
            "views/admin/index.html": "{{ level }} {{ tag }}",
            "views/partials/sidebar.html": "[{{ tag }}] {{ 1|shout }} {{ 'abc' is short(9) }} {{ twice('a') }}",
            "views/dump.html": "{{ dump(essay, secrets) }}",
            "views/secret.html": "{{ config('app.name', 'none') }} {{ config('app.key') }}",
            "views/cached.html": "{% cache 'a' %}{% include 'field.html' %}{% endcache %}",
            "views/field.html": "{{ csrf_field() }}",
        ])
    }

    @Test func `the most specific value wins (Masonite trap 23)`() async throws {
        try await withKernel(SharingApp(), in: try folder()) { kernel async throws in
            #expect(
                try await kernel.send(.get, "/").text
                    == "App Provider at / action all all [sidebar] 1! True aa")
            #expect(try await kernel.send(.get, "/admin").text == "admin of /admin all")
        }
    }

    @Test func `dump shows members in development, but no secrets, and nothing in production`() async throws {
        try await withKernel(SharingApp(), in: try folder()) { kernel async throws in
            let text = try await kernel.send(.get, "/dump").text
            #expect(text.contains("Essay\n  id: 1\n  title: &#39;&lt;Bees&gt;&#39;"))
            #expect(text.contains("***"))
            #expect(!text.contains("sesame"))
        }
        try await withKernel(SharingApp(), in: try folder(), ["APP_ENV": "production"]) { kernel async throws in
            #expect(try await kernel.send(.get, "/dump").text == "")
        }
    }

    @Test func `a template that is rendered by itself is heard of, and is given what listeners set`() async throws {
        let folder = try AppFolder(["views/mails/welcome.html": "Dear {{ name }}, {{ site }}{{ back is defined }}"])
        try await withCycle({ _ in }, in: folder) {
            $0.listen(ViewRendering.self) { $0.set("site", "bees to \($0.request?.path ?? "nobody")") }
        } _: { app async throws in
            let rendered = app.record(ViewRendered.self)
            let views = try app.kernel.resolver.resolve(ViewRenderer.self)
            let alone = try await views.render("mails.welcome", ["name": "Ada"])
            #expect(String(buffer: alone) == "Dear Ada, bees to nobodyFalse")
            let asked = try await views.render("mails.welcome", ["name": "Bob"], for: Request(target: "/sign-up"))
            #expect(String(buffer: asked) == "Dear Bob, bees to /sign-upTrue")
            #expect(rendered.all.map(\.name) == ["mails.welcome", "mails.welcome"])
            #expect(rendered.all.first?.request == nil)
        }
    }

    @Test func `templates know the way back, where they are, and which others there are`() async throws {
        let folder = try AppFolder([
            "views/help.html":
                "{{ back('/x') }} {{ environment() }} {{ exists('help') }} {{ exists('../secret') }} {{ request.subdomain }}"
        ])
        try await withCycle({ $0.view("/help", "help") }, in: folder) { app async throws in
            try await app.from("/posts?page=2").get("/help").assertSee("/posts?page=2 development True False")
            try await app.with(.referer, "https://elsewhere.example/").get("/help").assertSee("/x development")
        }
    }

    @Test func `no template shows a secret setting, or keeps what belongs to one visitor`() async throws {
        try await withKernel(SharingApp(), in: try folder(), ["APP_ENV": "testing"]) { kernel async throws in
            let (status, text, _) = try await kernel.send(.get, "/secret")
            #expect(status == 500)
            #expect(!text.contains("sesame"))
            #expect(try await kernel.send(.get, "/cached").status == 500)
        }
    }
}

/// Pages that leave in pieces.
@Suite struct StreamedViewTests {
    private static let layout = "<head>{{ title }}</head>{% flush %}{% block content %}{% endblock %}"

    @Test func `the head of a page leaves before what its body waits for`() async throws {
        let folder = try AppFolder([
            "views/layout.html": Self.layout,
            "views/list.html": "{% extends 'layout.html' %}{% block content %}{{ rows|join(',') }}{% endblock %}",
        ])
        let (gate, open) = AsyncStream<Void>.makeStream()
        let app = RoutesOnly { routes in
            routes.get("/") { _ in
                View("list", ["title": "T"]).awaiting("rows") {
                    for await _ in gate {}
                    return [1, 2]
                }
            }
        }
        try await withKernel(app, in: folder) { kernel async throws in
            let response = try await kernel.respond(to: Request(target: "/", headers: [.accept: "text/html"]))
            #expect(response.headers[.contentType] == "text/html; charset=utf-8")
            guard case .stream(let stream) = response.body else {
                Issue.record("the page is no stream")
                return
            }
            var pieces: [String] = []
            try await stream.send { piece in
                pieces.append(String(buffer: piece))
                // The value arrives only when the head has left: were it awaited before, this would never end.
                open.finish()
            }
            #expect(pieces == ["<head>T</head>", "1,2"])
        }
    }

    @Test func `a failure behind the head breaks the page off, with its place`() async throws {
        let folder = try AppFolder([
            "views/layout.html": Self.layout,
            "views/list.html": "{% extends 'layout.html' %}\n{% block content %}{{ rows[3].name }}{% endblock %}",
        ])
        let app = RoutesOnly { $0.get("/") { _ in View("list", ["title": "T"]).awaiting("rows") { [1] } } }
        try await withKernel(app, in: folder, ["APP_ENV": "production"]) { kernel async throws in
            let response = try await kernel.respond(to: Request(target: "/", headers: [.accept: "text/html"]))
            guard case .stream(let stream) = response.body else {
                Issue.record("the page is no stream")
                return
            }
            let pieces = Pieces()
            let error = await #expect(throws: TemplateError.self) {
                try await stream.send { pieces.add(String(buffer: $0)) }
            }
            #expect(pieces.all == ["<head>T</head>"])
            #expect(error?.location?.line == 2)
        }
    }

    private final class Pieces: Sendable {
        private let pieces = Mutex<[String]>([])
        var all: [String] { pieces.withLock { $0 } }
        func add(_ piece: String) { pieces.withLock { $0.append(piece) } }
    }

    @Test func `a page without a flush waits, a part of one too, and a failure before the head is an error page`()
        async throws
    {
        let folder = try AppFolder([
            "views/layout.html": Self.layout,
            "views/plain.html": "{{ rows|length }}{% block part %}<b>{{ rows[0] }}</b>{% endblock %}",
            "views/list.html": "{% extends 'layout.html' %}",
        ])
        let app = RoutesOnly { routes in
            routes.get("/") { _ in View("plain").awaiting("rows") { [7] } }
            routes.get("/part") { _ in View("plain").awaiting("rows") { [7] }.fragment("part") }
            routes.get("/fails") { _ in View("list").awaiting("rows") { [7] } }
        }
        try await withKernel(app, in: folder) { kernel async throws in
            #expect(try await kernel.send(.get, "/").text == "1<b>7</b>")
            #expect(try await kernel.send(.get, "/part").text == "<b>7</b>")
            #expect(try await kernel.send(.get, "/fails").status == 500)
        }
    }
}
