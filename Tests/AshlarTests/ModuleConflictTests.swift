import Ashlar
import Testing

private struct Rival: Module {
    static let namespace = "gazette"
    var prefix: String { "/rival" }
}

private struct Printer2: Module {
    let commands: [any ConsoleCommand.Type] = [OtherPrintIssue.self]
    let templates = TemplateLibrary(filters: ["shout": TemplateFilter { value, _ in value }])
}

private struct OtherPrintIssue: ConsoleCommand {
    static let configuration = CommandConfiguration(commandName: "print-issue")
    func run(_ press: Press) async throws {}
}

private struct Serving: ConsoleCommand {
    static let configuration = CommandConfiguration(commandName: "serve")
    func run(_ config: Config) async throws {}
}

private struct Needy: ConsoleCommand {
    static let configuration = CommandConfiguration(commandName: "needy")
    func run(_ printer: any Printer) async throws {}
}

private struct Squatter: Module {
    var prefix: String { "/gazette" }
    var namePrefix: String { "squatter." }
    func routes(_ routes: Routes) { routes.get("/") { _ in "mine" } }
}

private struct Ouroboros: Module {
    var modules: [any Module] { [Tail()] }
}

private struct Tail: Module {
    var modules: [any Module] { [Ouroboros()] }
}

private struct Sessions: Module { static let namespace = "session" }
private struct Shouty: Module { static let namespace = "Shouty Module" }
private struct Router2: Module { let templates = TemplateLibrary(globals: ["route": .string("mine")]) }

@Suite struct ModuleConflictTests {
    private let folder: AppFolder
    private let module: AppFolder

    init() throws {
        folder = try AppFolder()
        module = try AppFolder(Gazette.files)
    }

    @Test(arguments: [false, true])
    func `two modules with one namespace are named, both`(reversed: Bool) async throws {
        var app = ModularApp(Gazette(folder: module.path), Rival())
        if reversed { app.modules.reverse() }
        let text = try await bootProblem(of: app, in: folder)
        #expect(text.hasPrefix("The app has a mistake"))
        #expect(text.contains("both have the namespace \"gazette\""))
        #expect(text.contains("AshlarTests.Gazette") && text.contains("AshlarTests.Rival"))
    }

    @Test func `two modules with one command, and one filter, are named`() async throws {
        let text = try await bootProblem(
            of: ModularApp(Gazette(folder: module.path), Printer2()), in: folder)
        #expect(text.contains("both have the command \"print-issue\""))
        #expect(text.contains("both have the filter \"shout\""))
        #expect(text.contains("AshlarTests.Gazette") && text.contains("Printer2"))
    }

    @Test func `the framework's own commands, functions and settings are not to be had`() async throws {
        var app = ModularApp(Router2(), Sessions())
        app.commands = [Serving.self]
        let text = try await bootProblem(of: app, in: folder)
        #expect(text.contains("Ashlar and AshlarTests.ModularApp both have the command \"serve\""))
        #expect(text.contains("both have the template global \"route\""))
        #expect(text.contains("has the namespace \"session\", whose settings are the framework's own"))
    }

    @Test func `two modules that answer the same are named`() async throws {
        let text = try await bootProblem(
            of: ModularApp(Squatter(), Gazette(folder: module.path)), in: folder)
        #expect(text.contains("Two routes answer GET /gazette"))
        #expect(text.contains("They are of the modules") && text.contains("AshlarTests.Gazette"))
        #expect(text.contains("Squatter"))
    }

    @Test func `a module that brings itself, or has no proper name or folder, is refused`() async throws {
        let app = ModularApp(Ouroboros(), Shouty(), Gazette(folder: "/nowhere"))
        let text = try await bootProblem(of: app, in: folder)
        #expect(text.contains("A module brings itself: "))
        #expect(text.contains("→"))
        #expect(text.contains("has the namespace \"Shouty Module\""))
        #expect(text.contains("has the folder /nowhere, which does not exist"))
    }

    @Test func `what counts once must be the same at all places`() async throws {
        let text = try await bootProblem(
            of: ModularApp(Gazette(folder: module.path), Gazette(folder: folder.path, prefix: "/b")), in: folder)
        #expect(text.contains("The module AshlarTests.Gazette is there several times, with different folders."))
    }

    @Test func `what a command needs is proven at boot`() async throws {
        var app = ModularApp()
        app.commands = [Needy.self]
        let text = try await bootProblem(of: app, in: folder)
        #expect(text.contains("Nothing is bound to any Printer."))
        #expect(text.contains("the command needy"))
        app.providers = [PrinterProvider.self]
        #expect(try await bootProblem(of: app, in: folder).isEmpty)
    }

    @Test func `a view of a module that is not there is found at boot, in actions and in templates`() async throws {
        try module.write("views/index.html", "{% include 'gazette::parts.crad' %}")
        try folder.write("views/home.html", "{% extends 'gazette::lay.html' %}")
        let app = ModularApp(Gazette(folder: module.path)) { routes in routes.view("/", "gazette::idx") }
        let text = try await bootProblem(of: app, in: folder)
        #expect(text.hasPrefix("The app has 3 mistakes"))
        #expect(text.contains("it includes \"gazette::parts.crad\""))
        #expect(text.contains("Did you mean \"gazette::layout.html\"?") || text.contains("gazette::lay.html"))
        #expect(text.contains("It would be views/idx.html in the folder of the module gazette, "))
        #expect(text.contains("or views/vendor/gazette/idx.html in the app."))
    }

    @Test func `a template of a module that is not there is looked for in two folders`() async throws {
        try module.write("views/index.html", "{% include 'gazette::nothing.like.it' %}")
        try folder.write("views/home.html", "{% extends 'gazete::layout.html' %}")
        let text = try await bootProblem(of: ModularApp(Gazette(folder: module.path)), in: folder)
        #expect(text.contains("It would be the file \(module.path)/views/nothing/like/it.html, or "))
        #expect(text.contains("\(folder.path)/views/vendor/gazette/nothing/like/it.html in the app."))
        #expect(
            text.contains("Did you mean \"gazette::layout.html\"?") || text.contains("Did you mean gazette::layout"))
    }

    @Test func `a broken view of a module keeps the app from starting, with its file`() async throws {
        try module.write("views/index.html", "{% if %}")
        let text = try await bootProblem(of: ModularApp(Gazette(folder: module.path)), in: folder)
        #expect(text.contains(module.path + "/views/index.html:1"))
    }
}
