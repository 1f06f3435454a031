import Ashlar
import AshlarTesting
import Testing

struct BookLent: Event {
    let title: String
    let reader: String
}

struct LendingProvider: ServiceProvider {
    func register(_ container: Container) {
        container.listen(BookLent.self) { event in print("\(event.reader) reads \(event.title)") }
        container.listen(TellLibrarian.self)
    }
}

@Injectable
actor ReturnsDesk {
    private var expected: [String] = []
    func expect(_ title: String) { expected.append(title) }
    init() {}
}

@Injectable
struct TellLibrarian: Listener {
    let desk: ReturnsDesk

    func handle(_ event: BookLent) async throws { await desk.expect(event.title) }
}

@Injectable
struct LoanDesk {
    let events: Events

    func lend(_ title: String, to reader: String) async throws {
        try await events.dispatch(BookLent(title: title, reader: reader))
    }
}

func observe(_ container: Container) {
    container.listen(RouteMatched.self, where: { $0.route.name == "home" }) { event in
        print("\(event.request.path) again")
    }
    container.listen(ViewRendering.self, where: { $0.name.hasPrefix("books.") }) { event in
        event.set("shelves", ["A", "B"])
    }
}

private func seePages(_ app: TestApp) async throws {
    let pages = app.record(ViewRendered.self)
    try await app.get("/books").assertOk()
    #expect(pages.all.map(\.name) == ["books.index"])
}

// What requests.md shows of a request's life.
private enum CardIndex {
    static func name(of token: String) async throws -> String { token }
    static func note(_ line: String) async {}
}

enum Reader: LazyRequestKey {
    static func value(for request: Request) async throws -> String {
        guard let token = request.bearerToken else { throw HTTPError(.forbidden, "Who are you?") }
        return try await CardIndex.name(of: token)
    }
}

extension Request {
    var reader: String { get async throws { try await lazy(Reader.self) } }
}

func borrow(request: Request) -> String {
    request.afterResponse { response in response.headers[.cacheControl] = "no-store" }
    request.whenFinished { await CardIndex.note("borrowed") }
    return "Done."
}

func page(request: Request) async throws -> Response {
    let menu = try await request.send(.get, "/fragments/menu").body.collect()
    return .html("<nav>\(String(buffer: menu))</nav>")
}

private func answerByRedirect(_ routes: Routes) {
    routes.onError(ShelfFull.self) { error, _ in
        Redirect.back(fallback: "/shelves").withInput().flash("Shelf \(error.shelf) is full.")
    }
}

// What middleware.md shows of the container.
@Injectable
struct MemberRegister {
    func knows(_ token: String?) -> Bool { token != nil }
}

@Injectable
struct MembersOnly: Middleware {
    let register: MemberRegister

    func respond(to request: Request, next: any Responder) async throws -> Response {
        guard register.knows(request.bearerToken) else { throw HTTPError(.forbidden, "Members only.") }
        return try await next.respond(to: request)
    }
}

func members(_ routes: Routes) {
    routes.group("/members", middleware: .resolved(MembersOnly.self), Timing()) {
        $0.get("/") { _ in "Welcome" }
        $0.get("/rules") { _ in "Be quiet." }.withoutMiddleware(MembersOnly.self)
    }
}

@Controller
struct RateController {
    func show() async -> String {
        await measure("exchange rates") { "1.08" }
    }
}

struct DebugPanels: ServiceProvider {
    func register(_ container: Container) {
        container.listen(DebugBarRendering.self) { event in
            event.add(DebugPanel("Client", rows: [.init("Path", event.request.path)]))
        }
    }
}
