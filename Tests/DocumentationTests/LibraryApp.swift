import Ashlar
import Foundation
import Synchronization

struct Library: Application {
    let providers: [any ServiceProvider.Type] = [LibraryProvider.self, IndexProvider.self]
    let migrations: [any Migration.Type] = [CreateWritersTable.self, CreateBooksTable.self, CreateLoansTable.self]

    func routes(_ routes: Routes) {
        web(routes)
        routingSamples(routes)
    }
}

func web(_ routes: Routes) {
    routes.get("/", HomeController.index).name("home")
    routes.get("/shelves/{shelf}/{slot}", ShelfController.show).name("shelves.show")
    routes.resource("books", BookController.self)
    routes.view("/about", "about")
    routes.get("/ping") { _ in "pong" }
    routes.group("/admin", name: "admin.", middleware: StaffOnly()) {
        $0.get("/loans", LoanController.index).name("loans")
    }
}

protocol LibraryClock: Sendable {
    var today: String { get }
}

@Injectable
struct SystemClock: LibraryClock {
    var today: String { Date().formatted(.iso8601.year().month().day()) }
}

struct FixedClock: LibraryClock {
    let today = "a fixed day"
}

final class LendingLog: Sendable {
    private let opened = Mutex(false)
    var isOpen: Bool { opened.withLock { $0 } }
    func open() { opened.withLock { $0 = true } }
}

struct Basket: Sendable {
    let clock: any LibraryClock
}

@Injectable
struct Lending {
    let clock: any LibraryClock
    let log: LendingLog
}

struct LibraryProvider: ServiceProvider {
    func register(_ container: Container) {
        container.singleton((any LibraryClock).self, to: SystemClock.self) { $0 }
        container.singleton(LendingLog.self) { _ in LendingLog() }
        container.scoped(Basket.self) { resolver in Basket(clock: try resolver.resolve()) }
    }
}

struct IndexProvider: ServiceProvider {
    func boot(_ resolver: Resolver) async throws {
        try resolver.resolve(LendingLog.self).open()
    }

    func shutdown() async {}
}

@Controller
struct HomeController {
    let lending: Lending
    func index(basket: Basket) -> String { "open: \(lending.log.isOpen) \(basket.clock.today)" }
}

@Controller
struct ShelfController {
    func show(shelf: Int, slot: String, detailed: Bool = false) -> String {
        "shelf \(shelf), slot \(slot)" + (detailed ? ", dusty" : "")
    }
}

@Controller
struct LoanController {
    func index() async throws -> [Loan] { try await Loan.all() }
}

@Controller
struct BookController {
    let clock: any LibraryClock

    func index(page: Int = 1) async throws -> View {
        let books = try await Book.available.with { [$0.writer] }.latest().paginate(page, perPage: 20)
        return View("books.index", ["books": books.items, "today": clock.today])
    }

    func show(book: Book) -> Book { book }

    func store(form: Form) async throws -> Redirect {
        let writer = try await Writer.find(form.value("writer") ?? 0)
        let book = try await Book.create(title: form.required("title"), writerID: writer.requireID())
        return .route("books.show", book)
    }
}

struct StaffOnly: Middleware {
    func respond(to request: Request, next: any Responder) async throws -> Response {
        guard request.headers[.authorization] == "staff" else { throw HTTPError(.forbidden) }
        var response = try await next.respond(to: request)
        response.headers[.cacheControl] = "private"
        return response
    }
}

struct ShelfFull: Error {
    let shelf: Int
}

extension ShelfFull: HTTPErrorConvertible {
    var httpError: HTTPError { HTTPError(.conflict, "Shelf \(shelf) is full.") }
}
