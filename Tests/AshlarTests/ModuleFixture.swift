import Ashlar
import Synchronization

/// A module with everything that a module can bring.
struct Gazette: Module {
    var folder: String?
    var prefix = "/gazette"
    let providers: [any ServiceProvider.Type] = [PressProvider.self]
    let middleware: [any Middleware] = [Stamp(text: "gazette")]
    let migrations: [any Migration.Type] = [CreateIssues.self]
    let commands: [any ConsoleCommand.Type] = [PrintIssue.self]
    let settings: [String: any LosslessStringConvertible & Sendable] = ["title": "The Gazette", "perPage": 10]
    let templates = TemplateLibrary(
        filters: ["shout": TemplateFilter { value, _ in .string(try value.text().uppercased()) }],
        tests: ["short": TemplateTest { value, _ in try value.text().count < 4 }],
        globals: ["motto": .string("All the news")])
    let modules: [any Module] = [Letters()]

    /// Its folder as a package would ship it.
    static let files = [
        "views/layout.html": "<main>{% block content %}{% endblock %}</main>",
        "views/index.html": """
        {% extends "gazette::layout.html" %}{% block content %}{{ motto | shout }}|{{ title }}|\
        {{ route('.index') }}|{% include "gazette::parts.card" %}|{{ 'yes' if 'abc' is short }}|\
        {{ asset('gazette::css/g.css') }}{% endblock %}
        """,
        "views/parts/card.html": "card of the module",
        "public/css/g.css": "main { color: black }",
        "public/logo.svg": "<svg/>",
    ]

    func routes(_ routes: Routes) {
        routes.get("/", GazetteController.index).name("index")
        routes.get("/old", GazetteController.old)
        routes.get("/fails", GazetteController.fails)
        routes.onError(Trouble.self) { _, _ in Response(status: .conflict, text: "The presses stopped.") }
        routes.after { _, response in response.headers[.server] = "press" }
    }
}

struct Letters: Module {
    func routes(_ routes: Routes) {
        routes.get("/", LettersController.index).name("index")
    }
}

@Controller struct GazetteController {
    let config: Config
    func index() -> View { View("gazette::index", ["title": config.string("gazette.title") ?? ""]) }
    func old() -> Redirect { .route(".index") }
    func fails() throws -> String { throw Trouble() }
}

@Controller struct LettersController {
    func index(request: Request) -> String { "letters at \(request.path)" }
}

struct Stamp: Middleware {
    let text: String

    func respond(to request: Request, next: any Responder) async throws -> Response {
        var response = try await next.respond(to: request)
        response.headers[.via] = text
        return response
    }
}

final class Press: Sendable {
    private let printed = Mutex<[String]>([])
    var lines: [String] { printed.withLock { $0 } }
    func put(_ line: String) { printed.withLock { $0.append(line) } }
}

struct PressProvider: ServiceProvider {
    func register(_ container: Container) {
        container.singleton(Press.self) { _ in Press() }
        container.scoped(Shift.self) { _ in Shift() }
    }
}

/// There is one in each scope.
final class Shift: Sendable {}

@Injectable struct Typesetter {
    let press: Press
    let config: Config
    let shift: Shift
}

struct PrintIssue: ConsoleCommand {
    static let configuration = CommandConfiguration(commandName: "print-issue", abstract: "Print an issue.")

    @Option(help: "How many copies.") var copies = 1
    @Flag(help: "In colour.") var colour = false

    func run(_ typesetter: Typesetter) async throws {
        typesetter.press.put("\(typesetter.config.string("gazette.title") ?? "") \(copies) \(colour)")
    }
}

struct CreateIssues: Migration {
    func up(_ schema: Schema) async throws { try await schema.create("issues") { $0.id() } }
    func down(_ schema: Schema) async throws { try await schema.drop("issues") }
}

/// An app of modules.
struct ModularApp: Application {
    var modules: [any Module] = []
    var commands: [any ConsoleCommand.Type] = []
    var providers: [any ServiceProvider.Type] = []
    var migrations: [any Migration.Type] = []
    var configureViews: @Sendable (inout ViewConfiguration) -> Void = { _ in }
    var declare: @Sendable (Routes) -> Void = { _ in }

    init() {}

    init(_ modules: any Module..., declare: @escaping @Sendable (Routes) -> Void = { _ in }) {
        self.modules = modules
        self.declare = declare
    }

    func routes(_ routes: Routes) { declare(routes) }

    func views(_ views: inout ViewConfiguration) { configureViews(&views) }
}

/// What keeps an app from starting.
func bootProblem(of app: any Application, in folder: AppFolder) async throws -> String {
    do {
        try await withKernel(app, in: folder) { _ in }
        return ""
    } catch let error as BootError {
        return error.description
    }
}
