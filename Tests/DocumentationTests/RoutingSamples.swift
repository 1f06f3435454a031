import Ashlar
import Foundation

/// The samples of routing.md that are not the library's own.
func routingSamples(_ routes: Routes) {
    routes.get("/years/{year:int(1900...2100)}", ArchiveController.year)
    routes.get("/days/{day:date}", ArchiveController.day).name("days")
    routes.get("/labels/{label}", ArchiveController.label).where("label", .enumeration(Label.self))
    routes.get("/signs/{sign}", ArchiveController.sign).where("sign", matches: "[A-Z]{2}[0-9]+")
    routes.get("/pages/{page?}", ArchiveController.page).name("pages")
    routes.get("/scans/{path...}") { request in request.pathParameters["path"] ?? "" }

    routes.converter(PathConverter("hex", parse: { Int($0, radix: 16) }, build: { String($0, radix: 16) }))
    routes.get("/colours/{colour:hex}", ArchiveController.colour).name("colours")

    routes.get("/titles/{book.title}", BookController.show)
    routes.get("/writers/{writer}/books/{book}", ArchiveController.book).scoped()

    routes.group("/shelving", name: "shelving.") { shelvingSamples($0) }

    routes.responder("/desks", DeskResponder.self, suffix: "collection")
    routes.responder("/desks/{id}", DeskResponder.self).name("desk")
    routes.controller(ArchiveController.self, "/archive", name: "archive.") {
        $0.get("/{year:int}", \.year).name("year")
    }

    routes.controller(ShelfMarkController.self, "/marks", name: "marks.")

    groupSamples(routes)

    routes.get("/news", NewsController.page)
    routes.get("/news", NewsController.feed).when(.accept("application/atom+xml"))
    routes.get("/news", NewsController.preview).when(.query("preview"), .header(.authorization))

    routes.include(ReadingRoom(), at: "/upstairs", name: "upstairs.")
    routes.include(ReadingRoom(), at: "/cellar", name: "cellar.")
    routes.mount("/old-catalogue", OldCatalogue())
    routes.redirect("/catalogue", to: "/books")
    routes.permanentRedirect("/titles/{id}/show", to: "/books/{id}")

    routes.get("/leave/{reader}", ReaderController.leave).name("leave").middleware(ValidSignature())
}

private func shelvingSamples(_ routes: Routes) {
    routes.resource("writers.books", ShelvingController.self, except: [.create], shallow: true)
        .middleware(StaffOnly(), only: [.store, .destroy])
        .name(.index, "writers.works")
    routes.apiResource("api/books", ShelvingController.self, parameter: "book.title")
    routes.singleton("profile", ProfileController.self)
}

private func groupSamples(_ routes: Routes) {
    routes.group("/own/desks") { desks in
        desks.responder("/{id}", DeskResponder.self)
            .after { _, response in response.headers[.cacheControl] = "no-cache" }
    }
    .before { request in request.isAJAX ? nil : Response(status: .forbidden) }
    .after { _, response in response.headers[.vary] = "X-Requested-With" }

    routes.group("/api", name: "api.", where: ["id": .int]) {
        $0.get("/desks/{id}", DeskResponder.onGet).name("desk")
        $0.fallback { request in Response(status: .notFound, text: "There is no \(request.path).") }
    }
    .middleware(StaffOnly())
    .onError(ShelfFull.self) { error, _ in Response(status: .conflict, text: "Shelf \(error.shelf) is full.") }
    .after { _, response in response.headers[.cacheControl] = "no-store" }

    routes.group(name: "branch.", host: "{branch}.library.example") {
        $0.get("/hours", BranchController.hours).name("hours")
    }
}

func addressSamples(_ urls: URLGenerator) throws -> [String] {
    let path = try urls.path(to: "shelves.show", [3, "b"], query: ["detailed": true])
    let url = try urls.url(to: "branch.hours", named: ["branch": "north"], anchor: "sunday")
    let same = try urls.path(to: ShelfController.show, [3, "b"])
    let link = try urls.signedURL(to: "days", [Date.now], expires: .now.addingTimeInterval(3600))
    return [path, url, same, link]
}

enum Label: String, CaseIterable { case fiction, science }

@Controller
struct ArchiveController {
    func year(year: Int) -> String { "\(year)" }
    func day(day: Date) -> String { "\(day.timeIntervalSince1970)" }
    func label(label: Label) -> String { label.rawValue }
    func page(page: Int = 1) -> String { "\(page)" }
    func sign(sign: String) -> String { sign }
    func colour(colour: Int) -> String { "\(colour)" }
    func book(writer: Writer, book: Book) -> String { "\(writer.name): \(book.title)" }
}

@Controller
struct ShelfMarkController {
    @GET("/", name: "index")
    func index() -> [Int] { [1, 2] }

    @GET("/{mark:int}", name: "show")
    func show(mark: Int) -> String { "mark \(mark)" }

    @PUT("/{mark:int}", middleware: StaffOnly())
    @PATCH("/{mark:int}", middleware: StaffOnly())
    func update(mark: Int, form: Form) -> Redirect { .route("marks.show", mark) }
}

@Controller
struct ShelvingController {
    func index(writer: String = "all") -> String { writer }
    func store() -> Response { Response(status: .created) }
    func show(book: Book) -> Book { book }
    func destroy(book: Book) {}
}

@Controller
struct ProfileController {
    func show() -> String { "me" }
}

@Controller
struct DeskResponder {
    func onGet(id: Int) -> String { "desk \(id)" }
    func onGetCollection() -> [Int] { [1, 2] }
}

@Controller
struct BranchController {
    func hours(branch: String) -> String { "\(branch): 9 to 5" }
}

@Controller
struct NewsController {
    func page() -> String { "page" }
    func feed() -> String { "feed" }
    func preview() -> String { "preview" }
}

struct ReadingRoom: RouteModule {
    func routes(_ routes: Routes) {
        routes.get("/seats", SeatController.index).name("seats")
        routes.post("/seats", SeatController.store)
    }
}

@Controller
struct SeatController {
    func index() -> String { "12 seats" }
    func store() -> Redirect { .route(".seats") }
}

@Controller
struct ReaderController {
    func leave(reader: String) -> String { "Goodbye, \(reader)" }
}

func museum(_ routes: Routes) {
    routes.mount("/museum", app: Museum(), root: "museum")
}

struct Museum: Application {
    func routes(_ routes: Routes) { routes.view("/", "halls") }
}

struct OldCatalogue: Responder {
    func respond(to request: Request) async throws -> Response {
        Response(text: "\(request.path) below \(request.mountPath)")
    }
}
