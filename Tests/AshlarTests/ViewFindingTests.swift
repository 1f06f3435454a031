import AshlarConfig
import Testing

@testable import Ashlar

/// What keeps an app from nothing, and does not do what it seems to.
@Suite struct ViewFindingTests {
    @Test func `files that are not there, lost pushes and misspelt functions are findings`() async throws {
        let folder = try AppFolder([
            "public/app.css": "", "public/img/logo.svg": "", "public/vendor/blog/a.css": "",
            "views/layouts/app.html": "{{ asset('app.css') }}{% stack 'head' %}{% block content %}{% endblock %}",
            "views/home.html": """
            {% extends "layouts/app.html" %}
            {% block content %}{{ asset('ap.css') }}{{ asset('/img/logo.svg') }}{{ asset('blog::a.css') }}{{ asset('x/' ~ 1) }}
            {% push 'scripts' %}x{% endpush %}{{ rout('home') }}{{ gravatar('ada') }}{{ asset('shop::a.css') }}{% endblock %}
            """,
        ])
        let config = try await Config.load(root: folder.path, variables: ["LOG_LEVEL": "critical"])
        let app = RoutesOnly { $0.view("/", "home").name("home") }
        try await BootPlan.forCommand(app, config: config) { plan in
            let found = plan.findings.map { "\($0)".replacing(folder.path, with: "") }
            #expect(
                found == [
                    "/views/home.html:2:29: there is no file /public/ap.css. Did you mean \"app.css\"?",
                    "/views/home.html:3:4: no page that shows this has a stack \"scripts\", so what is pushed to it is lost. "
                        + "Put {% stack 'scripts' %} where it belongs in the layout.",
                    "/views/home.html:3:38: there is no function \"rout\", unless the view is given one. Did you mean \"route\"?",
                    "/views/home.html:3:83: no module with the namespace \"shop\" has public files",
                ])
            #expect(
                CheckFindings(all: plan.findings).description.hasPrefix(
                    "The app starts, but 4 things in it do not do what they seem to.\n\n"))
            try await plan.boot().shutdown()
        }
    }

    @Test func `what prints nothing of its own is found in views without types`() async throws {
        let folder = try AppFolder([
            "views/home.html":
                "{{ csrf_field }}{{ auth }}{{ request }}{{ auth.check }}{% set request = 1 %}{{ method_field('PUT') }}",
            "views/other.html": "{{ request }}{% for auth in [] %}{{ auth }}{% endfor %}@csrf",
        ])
        let config = try await Config.load(root: folder.path, variables: ["LOG_LEVEL": "critical"])
        try await BootPlan.forCommand(RoutesOnly { $0.view("/", "home") }, config: config) { plan in
            #expect(
                plan.findings.map { "\($0)".replacing(folder.path, with: "") } == [
                    "/views/home.html:1:4: csrf_field is a function, and prints nothing by itself. Call it: csrf_field().",
                    "/views/home.html:1:20: \"auth\" has no text of its own, unless the view is given one. "
                        + "Print one of its members.",
                    "/views/other.html:1:4: \"request\" has no text of its own, unless the view is given one. "
                        + "Print one of its members.",
                    "/views/other.html:1:56: \"@csrf\" is printed as it stands. Write {{ csrf_field() }}.",
                ])
            try await plan.boot().shutdown()
        }
    }

    @Test func `a mistake is not told twice`() async throws {
        let folder = try AppFolder(["views/pages/welcome.html": "{{ rout('home') }}{{ name }}"])
        let config = try await Config.load(root: folder.path, variables: ["LOG_LEVEL": "critical"])
        try await BootPlan.forCommand(RoutesOnly { $0.get("/", EssayController.welcome) }, config: config) { plan in
            #expect(plan.findings.map { "\($0)" } == [])
            await #expect(throws: BootError.self) { try await plan.boot() }
        }
    }

    @Test func `an app says how much its pages may use up`() async throws {
        struct Patient: Application {
            func routes(_ routes: Routes) { routes.view("/", "home") }
            func views(_ views: inout ViewConfiguration) { views.limits.rangeLength = 3 }
        }
        let folder = try AppFolder(["views/home.html": "{{ range(4)|length }}"])
        try await withKernel(Patient(), in: folder) { kernel async throws in
            let (status, text, _) = try await kernel.send(.get, "/")
            #expect(status == 500)
            #expect(text.contains("raise TemplateLimits.rangeLength."))
        }
    }
}
