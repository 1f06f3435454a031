import Ashlar
import Testing

@Suite struct ModuleTests {
    @Test func `one line in the app brings routes, views, files, providers, settings and commands`() async throws {
        let module = try AppFolder(Gazette.files)
        let folder = try AppFolder()
        try await withKernel(ModularApp(Gazette(folder: module.path)), in: folder) { kernel async throws in
            let page = try await kernel.send(.get, "/gazette")
            #expect(
                page.text
                    == "<main>ALL THE NEWS|The Gazette|/gazette|card of the module|yes|/vendor/gazette/css/g.css</main>"
            )
            #expect(page.headers[.via] == "gazette")
            #expect(page.headers[.server] == "press")
            #expect(try await kernel.send(.get, "/vendor/gazette/css/g.css").text == "main { color: black }")
            #expect(try await kernel.send(.get, "/gazette/letters").text == "letters at /gazette/letters")
            #expect(kernel.routes.entries.compactMap(\.name).sorted() == ["gazette.index", "gazette.letters.index"])
            #expect(kernel.config.string("gazette.perPage") == "10")
            try await kernel.call("print-issue", "--copies", "3")
            try await kernel.call(["print-issue", "--colour"])
            #expect(
                try kernel.resolver.resolve(Press.self).lines == ["The Gazette 3 false", "The Gazette 1 true"])
        }
    }

    @Test func `the app overrides a view, a file, a setting, a function and a route without touching the module`()
        async throws
    {
        let module = try AppFolder(Gazette.files)
        let folder = try AppFolder([
            "views/vendor/gazette/parts/card.html": "card of the app",
            "public/vendor/gazette/css/g.css": "main { color: red }",
            "config/gazette.yaml": "title: Our Gazette",
        ])
        var app = ModularApp(Gazette(folder: module.path)) { routes in
            routes.get("/gazette/old") { _ in "the app's own" }
        }
        app.configureViews = { $0.share("motto", "our motto") }
        try await withKernel(app, in: folder) { kernel async throws in
            let page = try await kernel.send(.get, "/gazette").text
            #expect(page.hasPrefix("<main>OUR MOTTO|Our Gazette|/gazette|card of the app|"))
            #expect(kernel.config.string("gazette.perPage") == "10")
            #expect(try await kernel.send(.get, "/vendor/gazette/css/g.css").text == "main { color: red }")
            #expect(try await kernel.send(.get, "/vendor/gazette/logo.svg").text == "<svg/>")
            #expect(try await kernel.send(.get, "/gazette/old").text == "the app's own")
        }
    }

    @Test func `an override is picked up, and let go again, while developing`() async throws {
        let module = try AppFolder(Gazette.files)
        let folder = try AppFolder()
        try await withKernel(ModularApp(Gazette(folder: module.path)), in: folder) { kernel async throws in
            #expect(try await kernel.send(.get, "/gazette").text.contains("card of the module"))
            try folder.write("views/vendor/gazette/parts/card.html", "late card")
            #expect(try await kernel.send(.get, "/gazette").text.contains("late card"))
            try folder.remove("views/vendor/gazette/parts/card.html")
            #expect(try await kernel.send(.get, "/gazette").text.contains("card of the module"))
        }
    }

    @Test func `what is set on a module's routes is for them alone`() async throws {
        let module = try AppFolder(Gazette.files)
        let folder = try AppFolder()
        let app = ModularApp(Gazette(folder: module.path)) { routes in
            routes.get("/fails", TroubleController.breaks)
            routes.get("/plain") { _ in "plain" }
        }
        try await withKernel(app, in: folder) { kernel async throws in
            let answer = try await kernel.send(.get, "/gazette/fails")
            #expect(answer.status == 409)
            #expect(answer.text == "The presses stopped.")
            #expect(try await kernel.send(.get, "/fails").status == 500)
            let plain = try await kernel.send(.get, "/plain")
            #expect(plain.headers[.via] == nil)
            #expect(plain.headers[.server] == nil)
        }
    }

    @Test(arguments: [false, true])
    func `a module stands at several places, in any order, and its own links stay in their place`(reversed: Bool)
        async throws
    {
        let module = try AppFolder(Gazette.files)
        let folder = try AppFolder()
        let gazette = Gazette(folder: module.path)
        let modules: [any Module] = [
            gazette, Gazette(folder: module.path, prefix: "/evening"), gazette.at("/news/daily"), gazette,
            gazette.at("/daily", name: "d.", host: "press.example.com"), Letters(),
        ]
        var app = ModularApp()
        app.modules = reversed ? modules.reversed() : modules
        try await withKernel(app, in: folder) { kernel async throws in
            #expect(
                kernel.routes.entries.compactMap(\.name).sorted() == [
                    "d.index", "d.letters.index", "evening.index", "evening.letters.index", "gazette.index",
                    "gazette.letters.index", "letters.index", "news.daily.index", "news.daily.letters.index",
                ])
            #expect(try await kernel.send(.get, "/evening/old").headers[.location] == "/evening")
            #expect(try await kernel.send(.get, "/news/daily/old").headers[.location] == "/news/daily")
            #expect(try await kernel.send(.get, "/news/daily").text.contains("|/news/daily|"))
            #expect(try await kernel.send(.get, "/letters").text == "letters at /letters")
            #expect(try await kernel.send(.get, "/daily").status == 404)
            #expect(try kernel.routes.middleware(for: "news.daily.letters.index").contains("Stamp"))
        }
    }

    @Test func `in production the files of modules have the addresses of their contents`() async throws {
        let module = try AppFolder(Gazette.files)
        let folder = try AppFolder(["public/vendor/gazette/logo.svg": "<svg id='app'/>"])
        let app = ModularApp(Gazette(folder: module.path)) { routes in routes.view("/logo", "logo") }
        try folder.write("views/logo.html", "{{ asset('gazette::logo.svg') }}")
        try await withKernel(app, in: folder, ["APP_ENV": "production"]) { kernel async throws in
            let page = try await kernel.send(.get, "/gazette").text
            let address = try #require(page.firstMatch(of: /\/vendor\/gazette\/css\/g-[0-9a-f]{16}\.css/)?.output)
            let file = try await kernel.send(.get, String(address))
            #expect(file.text == "main { color: black }")
            #expect(file.headers[.cacheControl]?.contains("immutable") == true)
            let logo = try await kernel.send(.get, "/logo").text
            #expect(logo.contains(/logo-[0-9a-f]{16}\.svg/))
            #expect(try await kernel.send(.get, logo).text == "<svg id='app'/>")
        }
    }

    @Test func `a module needs no folder of the app`() async throws {
        let folder = try AppFolder()
        try await withKernel(ModularApp(Letters().at("/", name: "")), in: folder) { kernel async throws in
            #expect(try await kernel.send(.get, "/").text == "letters at /")
            #expect(kernel.routes.entries.compactMap(\.name) == ["index"])
        }
    }

    @Test(arguments: ["gazette::../secret", "gazette::/etc/passwd", "gazette::parts/../../x.html"])
    func `the name of a module's view cannot lead out of its folder`(name: String) async throws {
        let module = try AppFolder(Gazette.files.merging(["secret": "s", "x.html": "s"]) { $1 })
        let folder = try AppFolder(["secret": "s", "views/vendor/x.html": "s"])
        let app = ModularApp(Gazette(folder: module.path)) { routes in
            routes.get("/leak") { _ in View(name) }
        }
        try await withKernel(app, in: folder) { kernel async throws in
            #expect(try await kernel.send(.get, "/leak").status == 500)
        }
    }
}
