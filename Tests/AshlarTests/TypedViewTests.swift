import Ashlar
import Testing

@Model struct Essay {
    var id: Int?
    var title: String
}

@View struct EssayShow {
    let essay: Essay
    let related: [Essay]
    let note: Essay?
}

@View("pages.welcome") struct Welcome {
    let name: String
}

@Controller struct EssayController {
    func show() -> EssayShow { EssayShow(essay: Essay(id: 1, title: "On <Bees>"), related: [], note: nil) }
    func rows() -> View { View(Welcome(name: "Ada"), status: .created).fragment("rows") }
    func welcome() -> Welcome { Welcome(name: "Ada") }
}

/// Typed views: the template is checked against the struct's fields when the app boots.
@Suite struct TypedViewTests {
    private func faults(_ templates: [String: String]) async throws -> String {
        let folder = try AppFolder(templates)
        let app = RoutesOnly { $0.get("/", EssayController.show).name("home") }
        do {
            try await withKernel(app, in: folder) { _ in }
            return ""
        } catch let error as BootError { return error.description }
    }

    @Test func `a typed view is rendered with its fields, by its name or the struct's`() async throws {
        #expect(EssayShow.view == "essays.show")
        let folder = try AppFolder([
            "views/essays/show.html": "<h1>{{ essay.title }}</h1>{{ related|length }}{{ note.title if note }}",
            "views/pages/welcome.html": "Hello {{ name }}{% block rows %}<i>{{ name }}</i>{% endblock %}",
        ])
        let app = RoutesOnly {
            $0.get("/", EssayController.show)
            $0.get("/welcome", EssayController.welcome)
            $0.get("/rows", EssayController.rows)
        }
        try await withKernel(app, in: folder) { kernel async throws in
            #expect(try await kernel.send(.get, "/").text == "<h1>On &lt;Bees&gt;</h1>0")
            #expect(try await kernel.send(.get, "/welcome").text == "Hello Ada<i>Ada</i>")
            let (status, text, _) = try await kernel.send(.get, "/rows")
            #expect(status == 201)
            #expect(text == "<i>Ada</i>")
        }
    }

    @Test func `a name or a member that no field gives keeps the app from starting`() async throws {
        let text = try await faults([
            "views/layouts/app.html": "{{ title }}{% block content %}{% endblock %}",
            "views/essays/show.html": """
            {% extends "layouts/app.html" %}
            {% block content %}{{ essay.titel }}{{ essy.title }}{{ note.title }}{{ errors.x }}{{ request.path }}{% endblock %}
            """,
        ])
        #expect(text.contains("essays/show.html:2:23: \"essay\" has no member \"titel\". Did you mean \"title\"?"))
        #expect(text.contains("essays/show.html:2:40: \"essy\" is undefined. Did you mean \"essay\"?"))
        #expect(text.contains("layouts/app.html:1:4: \"title\" is undefined"))
        #expect(!text.contains("note"))
        #expect(!text.contains("request"))
    }

    @Test func `a typed view without a template keeps the app from starting`() async throws {
        let text = try await faults(["views/essay/show.html": ""])
        #expect(text.contains("shows the view \"essays.show\", but there is no views/essays/show.html."))
        #expect(text.contains("Did you mean \"essay/show.html\"?"))
    }
}
