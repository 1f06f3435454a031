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
}

@Controller struct ItemController {
    func show(item: Int) -> View { View("item", ["item": item]) }
}
