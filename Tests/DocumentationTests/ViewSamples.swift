import Ashlar

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
