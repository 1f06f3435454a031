import AshlarConfig
import Logging
import Synchronization
import Testing

@testable import Ashlar

/// Templates that change while an app is developed.
@Suite struct ViewWatchTests {
    private let app = RoutesOnly { routes in
        routes.view("/", "home")
        routes.view("/other", "other")
        routes.get("/welcome", EssayController.welcome)
    }

    private func folder() throws -> AppFolder {
        try AppFolder([
            "views/layouts/app.html": "{% block content %}{% endblock %}",
            "views/home.html": "{% extends 'layouts/app.html' %}{% block content %}Hi{% endblock %}",
            "views/other.html": "Other", "views/pages/welcome.html": "{{ name }}",
            "views/macros.html": "{% macro field() %}f{% endmacro %}",
        ])
    }

    @Test func `a changed template gets the checks of the boot at its next use, and others go on`() async throws {
        let folder = try folder()
        try await withKernel(app, in: folder) { kernel async throws in
            let pages = [
                (
                    "/", "views/home.html", "{% extends 'layouts/app.html' %}{% block contnt %}Hi{% endblock %}",
                    "contnt"
                ),
                ("/", "views/home.html", "{% from 'macros.html' import feild %}Hi", "feild"),
                ("/", "views/home.html", "{{ route('nowhere') if false }}", "nowhere"),
                ("/welcome", "views/pages/welcome.html", "{{ name if true else nmae }}", "nmae"),
            ]
            for (address, file, text, mistake) in pages {
                try folder.write(file, text)
                let (status, page, _) = try await kernel.send(.get, address)
                #expect(status == 500, "\(text)")
                #expect(page.contains(mistake))
                #expect(try await kernel.send(.get, address).status == 500)
                #expect(try await kernel.send(.get, "/other").text == "Other")
                try folder.write(file, "Well")
                #expect(try await kernel.send(.get, address).text == "Well")
            }
            try folder.write("views/home.html", "{% extends 'layouts/app.html' %}{% block content %}Ho{% endblock %}")
            #expect(try await kernel.send(.get, "/").text == "Ho")
            try folder.write("views/layouts/app.html", "{% block cotent %}{% endblock %}")
            #expect(try await kernel.send(.get, "/").status == 500)
            try folder.write("views/layouts/app.html", "{% block content %}{% endblock %}!")
            #expect(try await kernel.send(.get, "/").text == "Ho!")
        }
    }

    @Test func `several mistakes are told at once`() async throws {
        let folder = try folder()
        try await withKernel(app, in: folder) { kernel async throws in
            try folder.write("views/home.html", "{% include 'gone.html' %}{{ route('nowhere') }}")
            let (status, page, _) = try await kernel.send(.get, "/")
            #expect(status == 500)
            #expect(page.contains("2 mistakes") && page.contains("gone.html") && page.contains("nowhere"))
        }
    }

    @Test func `findings are logged once for each change`() async throws {
        let folder = try folder()
        let config = try await Config.load(root: folder.path, variables: ["LOG_LEVEL": "critical"])
        try await BootPlan.forCommand(app, config: config) { plan in
            let lines = Lines()
            var views = plan.views
            views.logger = Logger(label: "test") { _ in LineHandler(lines: lines) }
            func show(_ text: String? = nil) throws -> [String] {
                if let text { try folder.write("views/home.html", text) }
                _ = try views.render("home", [:], in: TemplateScope(), fragment: nil, trace: nil)
                return lines.take()
            }
            #expect(try show() == [])
            let first = try show("{{ asset('ap.css') }}")
            #expect(first.count == 1)
            #expect(first.first?.contains("there is no file") == true)
            #expect(try show() == [])
            #expect(try show("{{ asset('ap.css') }} ") == [])
            #expect(try show("Hi") == [])
            #expect(try show("{{ asset('ap.css') }}").count == 1)
            try await plan.boot().shutdown()
        }
    }

    @Test func `outside of development nothing is watched`() async throws {
        let folder = try folder()
        let config = try await Config.load(
            root: folder.path, variables: ["LOG_LEVEL": "critical", "APP_ENV": "testing"])
        try await BootPlan.forCommand(app, config: config) { plan in
            #expect(plan.views.watch == nil)
            try await plan.boot().shutdown()
        }
    }
}

private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    func take() -> [String] {
        lines.withLock { lines in
            defer { lines = [] }
            return lines
        }
    }
}

private struct LineHandler: LogHandler {
    let lines: Lines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { lines.add("\(event.message)") }
}
