import AshlarContainer
import AshlarHTTP
import AshlarRouting
import AshlarSupport
import HTTPTypes
import NIOCore
import Synchronization
import Testing

private protocol Gate: Sendable { func lets(_ name: String) -> Bool }
private struct StaffGate: Gate { func lets(_ name: String) -> Bool { name == "ada" } }

private final class Made: Sendable {
    private let count = Atomic(0)
    var total: Int { count.load(ordering: .relaxed) }
    func add() { count.add(1, ordering: .relaxed) }
}

/// Made from singletons alone: once.
@Injectable private struct StaffOnly: Middleware {
    let gate: any Gate
    init(gate: any Gate, made: Made) {
        self.gate = gate
        made.add()
    }
    func respond(to request: Request, next: any Responder) async throws -> Response {
        guard gate.lets((try? request.query["name"]) ?? "") else { throw HTTPError(.forbidden) }
        return try await next.respond(to: request)
    }
}

private final class Ticket: Sendable {
    let number: Int
    init(_ number: Int) { self.number = number }
}

/// Needs what belongs to a request.
@Injectable private struct Stamp: Middleware {
    static var over: [any Middleware.Type] { [StaffOnly.self] }
    let ticket: Ticket
    func respond(to request: Request, next: any Responder) async throws -> Response {
        var response = try await next.respond(to: request)
        response.headers[.via] = "\(ticket.number)"
        return response
    }
}

@Injectable private struct Picky: Middleware {
    struct Wrong: Error {}
    func check() throws { throw Wrong() }
    func respond(to request: Request, next: any Responder) async throws -> Response { Response() }
    init() {}
}

@Controller private struct TicketDesk {
    let ticket: Ticket
    func show() -> String { "\(ticket.number)" }
}

@Suite struct ResolvedMiddlewareTests {
    private let made = Made()
    private let ended = Made()

    private func router(
        bindingGate: Bool = true, _ declare: (Routes) -> Void
    ) async throws -> (Router, RouteTable, Made) {
        let routes = Routes()
        declare(routes)
        let table = try RouteTable(routes)
        let container = Container()
        let (numbers, ended) = (Made(), ended)
        container.instance(made)
        if bindingGate { container.singleton((any Gate).self) { _ in StaffGate() } }
        container.scoped(Ticket.self) { _ in
            numbers.add()
            return Ticket(numbers.total)
        } teardown: { _ in
            ended.add()
        }
        let verified = try await container.booted(
            roots: table.requirements, scope: Scope(seed: Request(target: "/")))
        return (Router(table, container: verified), table, ended)
    }

    private func send(_ responder: any Responder, _ target: String) async throws -> (Int, String, String?) {
        do {
            let response = try await responder.respond(to: Request(target: target))
            let text = String(buffer: try await response.body.collect())
            return (response.status.code, text, response.headers[.via])
        } catch let error as HTTPError {
            return (error.status.code, "", nil)
        }
    }

    @Test func `the container makes it once, for all routes that name it`() async throws {
        let (router, table, _) = try await router { routes in
            routes.group("/admin", middleware: .resolved(StaffOnly.self)) {
                $0.get("/a") { _ in "a" }.name("a")
                $0.get("/b") { _ in "b" }.middleware(Before { _ in })
            }
        }
        #expect(made.total == 1)
        #expect(try await send(router, "/admin/a?name=ada").1 == "a")
        #expect(try await send(router, "/admin/b?name=ada").1 == "b")
        #expect(try await send(router, "/admin/b?name=bob").0 == 403)
        #expect(made.total == 1)
        #expect(try table.middleware(for: "a") == ["StaffOnly"])
    }

    @Test func `one that needs what belongs to a request shares it with the action`() async throws {
        let (router, _, ended) = try await router { routes in
            routes.get("/ticket", TicketDesk.show).middleware(.resolved(Stamp.self))
        }
        let before = ended.total
        let first = try await send(router, "/ticket")
        let second = try await send(router, "/ticket")
        #expect(first.2 == first.1 && second.2 == second.1)
        #expect(first.1 != second.1)
        // Each is ended once.
        #expect(ended.total == before + 2)
    }

    @Test func `order and exclusion go by its type`() async throws {
        let (router, table, _) = try await router { routes in
            routes.group(middleware: .resolved(StaffOnly.self), .resolved(Stamp.self)) {
                $0.get("/in") { _ in "in" }.name("in")
                $0.get("/open") { _ in "open" }.name("open").withoutMiddleware(StaffOnly.self)
            }
        }
        #expect(try table.middleware(for: "in") == ["Stamp", "StaffOnly"])
        #expect(try table.middleware(for: "open") == ["Stamp"])
        #expect(try await send(router, "/open").1 == "open")
    }

    @Test func `what it needs and nobody binds is said at boot, with the chain`() async throws {
        let error = await #expect(throws: VerificationError.self) {
            _ = try await router(bindingGate: false) { routes in
                routes.get("/admin") { _ in "a" }.middleware(.resolved(StaffOnly.self))
            }
        }
        #expect(error?.problems.count == 1)
        #expect(error?.description.contains("middleware of GET /admin → StaffOnly → any Gate") == true)
    }

    @Test func `a layer that is set up wrongly is a problem of the router`() async throws {
        let (router, _, _) = try await router { $0.get("/a") { _ in "a" }.middleware(.resolved(Picky.self)) }
        #expect(router.problems.count == 1)
        #expect(router.problems.first is Picky.Wrong)
    }

    @Test func `layers around the router are made too`() async throws {
        let layers: [any Middleware] = [MiddlewareGroup("staff", .resolved(StaffOnly.self))]
        let routes = Routes()
        routes.get("/a") { _ in "a" }
        let table = try RouteTable(routes)
        let container = Container()
        container.instance(made)
        container.instance(StaffGate(), as: (any Gate).self)
        let verified = try await container.booted(
            roots: RouteTable.requirements(of: layers, around: "every request"),
            scope: Scope(seed: Request(target: "/")))
        let app = Router(table, container: verified).wrapped(in: layers)
        #expect(try await send(app, "/a?name=ada").1 == "a")
        #expect(try await send(app, "/nowhere").0 == 403)
    }

    @Test func `where no router has made it, it says what to do`() async throws {
        let alone = [ResolvedMiddleware<StaffOnly>.resolved(StaffOnly.self)].wrapping(
            ClosureResponder { _ in Response() })
        let error = await #expect(throws: UnresolvedMiddleware.self) {
            try await alone.respond(to: Request(target: "/"))
        }
        #expect(error?.description.contains(".resolved(StaffOnly.self)") == true)
    }
}
