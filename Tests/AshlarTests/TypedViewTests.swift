import Ashlar
import Foundation
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

@View("shelf") struct ShelfPage {
    let shelf: Shelf
    let volumes: [Volume]
}

@Controller struct EssayController {
    func shelf() -> ShelfPage { ShelfPage(shelf: Shelf(id: 1, name: "Plays"), volumes: []) }
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

    @Test func `what is known of the user and the request is checked, and all of it is told at once`() async throws {
        struct Known: Application {
            func routes(_ routes: Routes) { routes.get("/", EssayController.welcome) }
            func views(_ views: inout ViewConfiguration) {
                views.identify { _ -> Essay? in nil }
            }
        }
        let folder = try AppFolder([
            "views/pages/welcome.html":
                "{{ auth.user.titel }}{{ auth.user.title|uper }}{{ auth.chek }}{{ request.headers }}{{ auth }}{{ old }}"
        ])
        let error = try await #require(throws: BootError.self) { try await withKernel(Known(), in: folder) { _ in } }
        for part in [
            "\"auth.user\" has no member \"titel\". Did you mean \"title\"?", "unknown filter \"uper\"",
            "\"auth\" has no member \"chek\". Did you mean \"check\"?", "\"request\" has no member \"headers\"",
            "auth has no text of its own. Print one of its members.",
            "old is a function, and prints nothing by itself. Call it: old().",
        ] { #expect(error.description.contains(part), "\(part)\n\(error.description)") }
    }

    @Test func `members are followed into lists and relations`() async throws {
        let folder = try AppFolder([
            "views/shelf.html":
                "{% for v in volumes %}{{ v.titl }}{{ v.shelf.nam }}{{ v.shelf.volumes[0].title }}{% endfor %}\n"
                + "{% for v in shelf.volumes %}{{ v.titel }}{% endfor %}{{ shelf.volumesCount }}{{ shelf.name.x }}{{ volumes|map(attribute='shelfId')|list }}"
        ])
        let app = RoutesOnly { $0.get("/", EssayController.shelf) }
        let error = try await #require(throws: BootError.self) { try await withKernel(app, in: folder) { _ in } }
        for part in [
            "shelf.html:1:26: \"v\" has no member \"titl\". Did you mean \"title\"?",
            "shelf.html:1:38: \"v.shelf\" has no member \"nam\". Did you mean \"name\"?",
            "shelf.name\" has no member \"x\"",
            "shelf.html:2:32: \"v\" has no member \"titel\". Did you mean \"title\"?",
            "\"Volume\" has no member \"shelfId\". Did you mean \"shelfID\"?",
        ] { #expect(error.description.contains(part), "\(part)\n\(error.description)") }
        #expect(error.description.components(separatedBy: "has no member").count == 6)
    }
}
