import AshlarContainer
import AshlarHTTP
import AshlarRouting
import AshlarSupport
import HTTPTypes
import NIOCore
import Testing

private struct Ticket: Sendable {
    let notes: Notes
}

@Controller
struct TicketController {
    private let ticket: Ticket
    private var notes: Notes { ticket.notes }

    func text() -> String {
        notes.add("2 action")
        return "done"
    }

    func fails() throws -> String {
        notes.add("2 action")
        throw HTTPError(.conflict)
    }

    func stream() -> Response {
        let notes = notes
        return Response(
            body: .stream(length: nil) { write in
                try await write(ByteBuffer(string: "piece"))
                notes.add("3 streamed")
            })
    }
}

@Suite struct ScopeTests {
    @Test(arguments: [
        ("/text", 200, ["1 made", "2 action", "4 ended"]), ("/fails", 409, ["1 made", "2 action", "4 ended"]),
        ("/stream", 200, ["1 made", "3 streamed", "4 ended"]),
    ])
    func `what belongs to a request is made before the action and ended after its response`(
        path: String, status: Int, all: [String]
    ) async throws {
        let notes = Notes()
        let routes = Routes()
        routes.get("/text", TicketController.text)
        routes.get("/fails", TicketController.fails)
        routes.get("/stream", TicketController.stream)
        let table = try RouteTable(routes)
        let container = Container()
        container.singleton((any Clock).self) { _ in FixedClock() }
        container.scoped(
            Ticket.self, needs: (any Clock).self,
            factory: { _ async throws in
                notes.add("1 made")
                return Ticket(notes: notes)
            }, teardown: { _ in notes.add("4 ended") })
        let router = Router(
            table,
            container: try container.verified(roots: table.requirements, scope: Scope(seed: Request(target: "/"))))
        notes.reset()
        do {
            let response = try await router.respond(to: Request(target: path))
            #expect(response.status.code == status)
            #expect(notes.inOrder.contains("4 ended") == (path != "/stream"))
            _ = try await response.body.collect()
        } catch let error as HTTPError {
            #expect(error.status.code == status)
        }
        #expect(notes.inOrder == all)
    }
}
