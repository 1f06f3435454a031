import Ashlar
import Foundation
import NIOCore

// The samples of modules.md.

struct Reservations: Module {
    var folder: String?
    let providers: [any ServiceProvider.Type] = [ReservationProvider.self]
    let migrations: [any Migration.Type] = [CreateReservations.self]
    let commands: [any ConsoleCommand.Type] = [ReleaseReservations.self]
    let settings: [String: any LosslessStringConvertible & Sendable] = ["days": 14, "notify": true]

    func routes(_ routes: Routes) {
        routes.get("/", ReservationController.index).name("index")
        routes.post("/", ReservationController.store)
        routes.onError(TooManyReservations.self) { _, _ in View("reservations::refused", status: .conflict) }
    }
}

struct BranchLibrary: Application {
    let modules: [any Module] = [Reservations()]

    func routes(_ routes: Routes) {}
}

let places: [any Module] = [
    Reservations(), Reservations().at("/desk"), Reservations().at("/", name: "north.", host: "north.example.com"),
]

struct ReleaseReservations: ConsoleCommand {
    static let configuration = CommandConfiguration(abstract: "Give back what was not fetched in time.")

    @Option(help: "After how many days.") var days: Int?

    func run(_ desk: ReservationDesk) async throws {
        print("Released \(try await desk.release(after: days)).")
    }
}

func releaseNow(_ kernel: Kernel) async throws {
    try await kernel.call("release-reservations", "--days", "7")
}

extension Routes {
    @discardableResult
    func calendar(_ path: String, file: String = #filePath, line: Int = #line) -> Route {
        let location = SourceLocation(file: file, line: line)
        let action = Action(name: "calendar \(path)", location: location) { context in
            let desk = try context.resolver.resolve(ReservationDesk.self)
            return Response(contentType: "text/calendar", bytes: ByteBuffer(string: desk.calendar))
        }
        return get(path, action, file: file, line: line)
    }
}

extension RoutePredicate {
    static var kiosk: RoutePredicate { RoutePredicate("kiosk") { $0.headers[.userAgent] == "Kiosk" } }
}

struct CalendarTools: Module {
    let templates = TemplateLibrary(
        filters: ["weekday": TemplateFilter { value, _ in .string(String(try value.text().prefix(3))) }],
        globals: ["opening": .string("9:00")])

    func routes(_ routes: Routes) {
        routes.converter(PathConverter("quarter") { ["q1", "q2", "q3", "q4"].contains($0) })
        routes.get("/{quarter:quarter}") { $0.pathParameters["quarter"] ?? "" }.when(.kiosk)
        routes.calendar("/all.ics")
    }
}

struct TooManyReservations: Error {}

@Controller
struct ReservationController {
    func index() -> View { View("reservations::index") }
    func store() throws -> Redirect { throw TooManyReservations() }
}

@Injectable
struct ReservationDesk {
    var calendar: String { "BEGIN:VCALENDAR" }
    func release(after days: Int?) async throws -> Int { days ?? 14 }
}

struct ReservationProvider: ServiceProvider {}

struct CreateReservations: Migration {
    func up(_ schema: Schema) async throws { try await schema.create("reservations") { $0.id() } }
    func down(_ schema: Schema) async throws { try await schema.drop("reservations") }
}
