import Ashlar
import Foundation

/// The samples of views.md.
@View
struct BookShow {
    let book: Book
    let related: [Book]
}

@Controller
struct ShowcaseController {
    func show(book: Book) async throws -> BookShow {
        BookShow(book: book, related: try await Book.available.all())
    }
}

struct Showcase: Application {
    func routes(_ routes: Routes) {}

    func views(_ views: inout ViewConfiguration) {
        views.share("site", "The Library")
        views.share("theme") { request in request.cookies["theme"] ?? "light" }
        views.compose("partials.shelf") { _ in ["books": try await Book.available.all()] }
        views.filter("shout") { value, _ in .string(try value.text() + "!") }
        views.test("long") { value, arguments in
            try value.text().count > (try arguments.integer(0, "limit") ?? 80)
        }
        views.function("stars") { arguments in
            .string(String(repeating: "*", count: min(max(try arguments.integer(0, "count") ?? 0, 0), 5)))
        }
    }
}

struct Members: Application {
    func routes(_ routes: Routes) {}

    func views(_ views: inout ViewConfiguration) {
        views.identify { request -> Writer? in
            guard let id = request[Session.self]?.get("writer", as: Int.self) else { return nil }
            return try await Writer.find(id)
        }
        views.authorize { ability in
            switch (ability.name, ability.user, ability.subject) {
            case ("update", let writer as Writer, let book as Book): book.writerID == writer.id
            default: false
            }
        }
    }
}

enum Reading {
    @TaskLocal static var language = "en"
}

struct ReadersLanguage: Middleware {
    func respond(to request: Request, next: any Responder) async throws -> Response {
        let language = request.headers[.acceptLanguage]?.prefix(2) ?? "en"
        return try await Reading.$language.withValue(String(language)) { try await next.respond(to: request) }
    }
}

struct Polyglot: Application {
    static let german = [
        "Hello %(name)s": "Hallo %(name)s", "%(num)s book": "%(num)s Buch", "%(num)s books": "%(num)s Bücher",
    ]

    let middleware: [any Middleware] = [ReadersLanguage()]

    func routes(_ routes: Routes) { routes.view("/", "page") }

    func views(_ views: inout ViewConfiguration) {
        views.translate { message in
            guard Reading.language == "de" else { return nil }
            return Self.german[message.untranslated]
        }
    }
}

struct FragmentFiles: TemplateFragmentStore {
    let folder: URL

    func fragment(for key: String) -> [UInt8]? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file(key).path)
        // The time of the file is the end of its use.
        guard let end = attributes?[.modificationDate] as? Date, end > Date() else { return nil }
        return (try? Data(contentsOf: file(key))).map { Array($0) }
    }

    func keep(_ fragment: [UInt8], for key: String, duration: Duration?) {
        let seconds = duration.map { Double($0.components.seconds) } ?? 365 * 86_400
        try? Data(fragment).write(to: file(key), options: .atomic)
        try? FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: seconds)], ofItemAtPath: file(key).path)
    }

    private func file(_ key: String) -> URL { folder.appending(path: Digest.of([key])) }
}

struct SlowLibrary: Application {
    func routes(_ routes: Routes) {}

    func views(_ views: inout ViewConfiguration) {
        let folder = URL(filePath: "storage/fragments")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        views.keepFragments(in: FragmentFiles(folder: folder))
        views.limits.iterations = 5_000_000
        views.limits.outputBytes = 128 << 20
    }
}

@Controller
struct ShelfPartController {
    func index() async throws -> View {
        View("books.index", ["books": try await Book.available.all()]).fragment("rows")
    }
}

@Controller
struct SlowShelfController {
    func index() -> View {
        View("books.index").awaiting("books") { try await Book.available.all() }
    }
}

/// The sample of templates.md.
private func renderAlone() throws -> String {
    let engine = TemplateEngine(loader: FileSystemLoader(root: "templates", watches: false))
    let html = try engine.renderText("hello.html", ["name": "Ada"])
    return html
}
