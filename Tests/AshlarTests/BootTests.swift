import Ashlar
import Testing

@Suite struct BootTests {
    @Test func `a missing binding keeps the app from starting and names the chain`() async throws {
        let folder = try AppFolder()
        let app = RoutesOnly { $0.get("/report", ReportController.show) }
        let error = await #expect(throws: BootError.self) { try await withKernel(app, in: folder) { _ in } }
        #expect(
            error?.description == """
                The app has a mistake and does not start.

                Nothing is bound to any Printer.
                  needed by: ReportController.show (GET /report) → ReportController → Report → any Printer
                  Bind it in a service provider, container.singleton((any Printer).self) { ... }, or mark the type @Injectable.
                """)
    }

    @Test func `a cycle keeps the app from starting and names the chain`() async throws {
        let folder = try AppFolder()
        let app = RoutesOnly { $0.get("/loop", LoopController.show) }
        let error = await #expect(throws: BootError.self) { try await withKernel(app, in: folder) { _ in } }
        #expect(error?.description.contains("LoopController → Left → Right → Left") == true)
    }

    @Test func `a route to a view that does not exist keeps the app from starting`() async throws {
        let folder = try AppFolder(["views/posts/index.html": "posts"])
        let app = RoutesOnly { $0.get("/posts", ViewController.index) }
        let error = await #expect(throws: BootError.self) { try await withKernel(app, in: folder) { _ in } }
        let text = error?.description ?? ""
        #expect(
            text.contains("ViewController.index shows the view \"posts.indx\", but there is no views/posts/indx.html."))
        #expect(text.contains("Did you mean \"posts/index.html\"?"))
        #expect(text.contains("AppFixtureControllers.swift:"))
        #expect(text.contains("craft make view posts.indx"))
    }

    @Test(arguments: [
        ("{% extends \"layouts/none.html\" %}", "layouts/none.html"), ("{% include \"none.html\" %}", "none.html"),
        ("{% if x %}", "page.html:1"), ("{{ x | nofilter }}", "nofilter"),
    ])
    func `a template that cannot be rendered keeps the app from starting`(template: String, named: String) async throws
    {
        let folder = try AppFolder(["views/page.html": template])
        let error = await #expect(throws: BootError.self) {
            try await withKernel(RoutesOnly { _ in }, in: folder) { _ in }
        }
        #expect(error?.description.contains(named) == true)
    }

    @Test func `everything that is wrong is said at once`() async throws {
        let folder = try AppFolder(["views/broken.html": "{{ }}"])
        let app = RoutesOnly {
            $0.get("/report", ReportController.show)
            $0.get("/posts", ViewController.index)
            $0.view("/about", "about")
        }
        let error = await #expect(throws: BootError.self) { try await withKernel(app, in: folder) { _ in } }
        #expect(error?.problems.count == 4)
        #expect(error?.description.hasPrefix("The app has 4 mistakes and does not start.") == true)
    }

    @Test func `mistakes of layers, of addresses and of names hide none of the others`() async throws {
        let app = App(middleware: CORS.origins("a.example"), TrustedProxies(["10.0.0.300"])) { routes in
            routes.group(middleware: CORS.origins("b.example"), .rateLimit(perMinute: -1)) { group in
                group.get("/a") { _ in "a" }.name("one")
                group.get("/b") { _ in "b" }.name("two")
            }
            routes.get("/a") { _ in "again" }.name("two")
            routes.get("/c/{id:nothing}") { _ in "c" }
        }
        let error = await #expect(throws: BootError.self) { try await withKernel(app, in: try AppFolder()) { _ in } }
        let messages = error?.problems.map { "\($0)" } ?? []
        let expected = [
            "The middleware of /a: CORS: \"b.example\"", "The middleware of /a: RateLimit: -1",
            "Two routes answer GET /a",
            "Two routes are named \"two\"", "The path /c/{id:nothing}", "CORS: \"a.example\"",
            "TrustedProxies: \"10.0.0.300\"",
        ]
        #expect(messages.count == expected.count, "\(messages)")
        for (message, start) in zip(messages, expected) { #expect(message.hasPrefix(start), "\(message)") }
    }

    @Test func `a binding for a test replaces the app's`() async throws {
        let folder = try AppFolder()
        let config = try await Config.load(root: folder.path, variables: [:])
        let app = RoutesOnly(providers: [PrinterProvider.self]) { $0.get("/report", ReportController.show) }
        let kernel = try await Kernel.boot(app, config: config) { $0.instance(FakePrinter(), as: (any Printer).self) }
        #expect(try await kernel.send(.get, "/report").text == "fake")
        await kernel.shutdown()
    }

    @Test func `providers boot in order, and shut down in the reverse order when one fails`() async throws {
        let folder = try AppFolder()
        let app = RoutesOnly(providers: [FirstProvider.self, SecondProvider.self, FailingProvider.self]) { _ in }
        let journal = Journal()
        let error = await #expect(throws: ProviderFailure.self) {
            try await Journal.$current.withValue(journal) { try await withKernel(app, in: folder) { _ in } }
        }
        #expect(error?.description == "FailingProvider could not be started: no mail server")
        #expect(journal.lines == ["boot first", "boot second", "shutdown second", "shutdown first"])
    }

    @Test func `a broken setting is an error that names it`() async throws {
        let folder = try AppFolder([".env": "LOG_LEVEL=loud\n"])
        let config = try await Config.load(root: folder.path, variables: [:])
        let error = await #expect(throws: ConfigError.self) { try await Kernel.boot(RoutesOnly(), config: config) }
        #expect(error?.message == "The setting log.level is \"loud\".")
    }
}
