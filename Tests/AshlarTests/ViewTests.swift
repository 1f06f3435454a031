import Ashlar
import Testing

@Suite struct ViewTests {
    private let app = RoutesOnly { routes in
        routes.view("/", "home", ["name": "<Ada>"]).name("home")
        routes.get("/items/{item}", ItemController.show).name("items.show")
        routes.view("/links", "links")
    }

    private func folder() throws -> AppFolder {
        try AppFolder([
            "views/layouts/app.html":
                "<title>{% block title %}App{% endblock %}</title>{% block content %}{% endblock %}",
            "views/home.html": "{% extends \"layouts/app.html\" %}{% block content %}Hello {{ name }}{% endblock %}",
            "views/item.html": "{{ item }}",
            "views/links.html":
                "{{ route('items.show', 7, page=2) }} {{ asset('app.css') }} {{ method_field('PUT') }}",
            "public/app.css": "body {}",
        ])
    }

    @Test func `an app needs no folder of views`() async throws {
        let folder = try AppFolder()
        try folder.remove("views")
        let app = RoutesOnly { $0.get("/") { _ in "plain" } }
        try await withKernel(app, in: folder) { kernel async throws in
            #expect(try await kernel.send(.get, "/").text == "plain")
        }
    }

    @Test func `a view is rendered in its layout, and escaped`() async throws {
        let folder = try folder()
        try await withKernel(app, in: folder) { kernel async throws in
            let (status, text, headers) = try await kernel.send(.get, "/")
            #expect(status == 200)
            #expect(text == "<title>App</title>Hello &lt;Ada&gt;")
            #expect(headers[.contentType] == "text/html; charset=utf-8")
        }
    }

    @Test func `views link to routes and files`() async throws {
        let folder = try folder()
        try await withKernel(app, in: folder) { kernel async throws in
            #expect(
                try await kernel.send(.get, "/links").text
                    == "/items/7?page=2 /app.css <input type=\"hidden\" name=\"_method\" value=\"PUT\">")
            #expect(try await kernel.send(.get, "/app.css").text == "body {}")
        }
    }

    @Test func `nil prints nothing, and a page of models is looped over`() async throws {
        let folder = try AppFolder([
            "views/list.html":
                "{{ nothing }}|{% for item in page %}{{ item }},{% endfor %}{{ page.total }}|{{ 'some' if page }}"
        ])
        let page = Page(items: ["a", "b"], total: 7, page: 1, perPage: 2)
        let app = RoutesOnly { $0.view("/", "list", ["nothing": String?.none as any Sendable, "page": page]) }
        try await withKernel(app, in: folder) { kernel async throws in
            #expect(try await kernel.send(.get, "/").text == "|a,b,7|some")
        }
    }

    @Test func `what is wrong with any view is told at boot, all of it`() async throws {
        let folder = try folder()
        try folder.write(
            "views/item.html",
            "{{ item|uper }}\n{{ route('items.shwo', 1) }}{% if %}{% endif %}\n<x-alert/><a href={{ item }}>")
        try folder.write("views/home.html", "{% extends \"layouts/app.html\" %}{% block contnt %}{% endblock %}")
        try folder.write("views/kept.html", "{% cache 'a' %}{{ request.query }}{% endcache %}")
        let error = try await #require(throws: BootError.self) {
            try await withKernel(app, in: folder) { _ in }
        }
        for part in [
            "item.html:1:9: unknown filter \"uper\". Did you mean \"upper\"?",
            "item.html:2:10: there is no route named \"items.shwo\". Did you mean \"items.show\"?",
            "item.html:2:35: expected an expression, found the end of the tag",
            "item.html:3:1: it uses \"components/alert.html\", but there is no such template",
            "item.html:3:22: an attribute without quotes cannot hold an output. Put quotes around the value.",
            "kept.html:1:19: \"request\" belongs to one visitor, and \"cache\" keeps a part of the page for all. Move it out",
            "home.html:1:36: no template that it extends has a block \"contnt\", so it is never shown",
        ] { #expect(error.description.contains(part), "\(part)\n\(error.description)") }
    }

    @Test func `in development a changed view, or its layout, is served at once`() async throws {
        let folder = try folder()
        try await withKernel(app, in: folder) { kernel async throws in
            #expect(try await kernel.send(.get, "/").text.contains("Hello"))
            try folder.write(
                "views/home.html", "{% extends \"layouts/app.html\" %}{% block content %}Good day{% endblock %}")
            #expect(try await kernel.send(.get, "/").text == "<title>App</title>Good day")
            try folder.write("views/layouts/app.html", "<main>{% block content %}{% endblock %}</main>")
            #expect(try await kernel.send(.get, "/").text == "<main>Good day</main>")
        }
    }

    @Test func `in production a view stays as it was at boot`() async throws {
        let folder = try folder()
        try await withKernel(app, in: folder, ["APP_ENV": "production"]) { kernel async throws in
            let before = try await kernel.send(.get, "/").text
            try folder.write("views/home.html", "changed")
            #expect(try await kernel.send(.get, "/").text == before)
        }
    }

    @Test func `in production views are those of the boot, whether they were shown since or not`() async throws {
        let folder = try folder()
        let app = RoutesOnly { routes in
            routes.view("/", "home", ["name": "<Ada>"]).name("home")
            routes.get("/items/{item}", ItemController.show).name("items.show")
            routes.get("/late") { _ in View("late") }
            routes.get("/known") { _ in View("known") }
        }
        try folder.write("views/known.html", "{{ exists('late') }}{{ exists('home') }}")
        try await withKernel(app, in: folder, ["APP_ENV": "production"]) { kernel async throws in
            try folder.write("views/home.html", "changed")
            try folder.write("views/layouts/app.html", "changed")
            try folder.write("views/late.html", "late")
            #expect(try await kernel.send(.get, "/").text == "<title>App</title>Hello &lt;Ada&gt;")
            #expect(try await kernel.send(.get, "/late").status == 500)
            #expect(try await kernel.send(.get, "/known").text == "FalseTrue")
        }
    }

    @Test func `blocks that actions show alone are looked for at boot`() async throws {
        let folder = try AppFolder([
            "views/part.html": "{% extends 'base.html' %}{% block rows %}{% endblock %}",
            "views/base.html": "{% block rows %}{% endblock %}{% block foot %}{% endblock %}",
            "views/dynamic.html": "{% extends base %}{% block rows %}{% endblock %}",
        ])
        let app = RoutesOnly { routes in
            routes.get("/right", PartController.right)
            routes.get("/wrong", PartController.wrong)
            routes.get("/again", PartController.wrong)
            routes.get("/either", PartController.either)
            routes.get("/open/{name}", PartController.open)
            routes.get("/dynamic", PartController.dynamic)
        }
        let error = try await #require(throws: BootError.self) { try await withKernel(app, in: folder) { _ in } }
        let text = error.description
        #expect(
            text.contains(
                "PartController.wrong shows the block \"row\" of the view \"part\" alone, which has no such block. "
                    + "Did you mean \"rows\"?"))
        #expect(
            text.contains(
                "PartController.either shows the block \"fot\" of the view \"part\" alone, which has no such block. "
                    + "Did you mean \"foot\"?"))
        #expect(text.ranges(of: "which has no such block").count == 2)
    }

    @Test func `a cached part keeps no address of one visitor's host`() async throws {
        let folder = try AppFolder([
            "views/home.html": "{% cache 'a' %}{{ url('home') }}{% endcache %}"
        ])
        let app = RoutesOnly { $0.view("/", "home").name("home") }
        let error = try await #require(throws: BootError.self) { try await withKernel(app, in: folder) { _ in } }
        #expect(error.description.contains("home.html:1:19: \"url\" belongs to one visitor"))
        try await withKernel(app, in: folder, ["APP_URL": "https://books.example"]) { kernel async throws in
            #expect(try await kernel.send(.get, "/").text == "https://books.example/")
        }
    }

    @Test func `a route's values are counted at boot`() async throws {
        let folder = try folder()
        try folder.write(
            "views/item.html",
            "{{ route('items.show') }}{{ route('items.show', page=2) }}{{ url('items.show', item=1) }}"
                + "{{ route('items.show', *item) }}{{ route('home') }}")
        let error = try await #require(throws: BootError.self) {
            try await withKernel(app, in: folder) { _ in }
        }
        #expect(error.description.contains("item.html:1:10: the route \"items.show\" needs a value for \"item\""))
        #expect(error.description.contains("item.html:1:35: the route \"items.show\" needs a value for \"item\""))
        #expect(!error.description.contains("item.html:1:67"))
    }
}

@Controller struct PartController {
    func right() -> View { View("part").fragment("foot") }
    func wrong() -> View { View("part", ["x": 1], status: .created).fragment("row") }
    func either(request: Request) -> View {
        let view = View("part")
        return request.path == "/" ? view : view.fragment("fot")
    }
    func open(name: String) -> View { View(name).fragment("any") }
    func dynamic() -> View { View("dynamic").fragment("any") }
}

@Controller struct ItemController {
    func show(item: Int) -> View { View("item", ["item": item]) }
}
