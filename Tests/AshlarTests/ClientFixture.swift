import Ashlar
import Foundation
import NIOCore
import Synchronization

/// What is said of a boat.
@Input struct BoatInput {
    /// What is painted on its bow.
    @Rule(.trim, .length(1...40)) var name: String
    @Rule(.between(1...400)) var length: Double
    var kind: BoatKind = .sail
    var berth: BerthInput?
    var launchedOn: Date?
    var price: Decimal?
    @Rule(.count(...5)) var tags: [String] = []
    var key: UUID?
    var site: URL?
}

@Input struct BerthInput {
    @Rule(.length(1)) var pier: String
    @Rule(.min(1)) var number: Int
}

enum BoatKind: String, CaseIterable, Codable { case sail, motor, rowing = "row-boat" }

struct Berth: Codable, Sendable {
    var pier: String
    var number: Int
}

struct Boat: Codable, Sendable {
    var id: Int
    var name: String
    var length: Double
    var kind: BoatKind
    var berth: Berth?
    var launchedOn: Date?
    var price: Decimal?
    var tags: [String]
    var key: UUID?
    var site: URL?
    var lastSeen: [String: Date]
}

struct BoatConflict: Codable {
    var name: String
    var takenBy: Int
}

struct Voyage: Codable, Sendable {
    var boat: Int
    var harbour: String
}

struct BoatQueue: Codable, Sendable { var place: Int }
struct UnknownBoat: Codable, Sendable { var wanted: Int }

/// What becomes of a boat that wants to leave.
@Answers enum LaunchAnswer {
    /// It is on its way.
    case launched(Created<Voyage>)
    /// It has to wait.
    @Answer(.accepted) case waiting(BoatQueue)
    /// It was out already.
    case out
    /// Another one is in its way.
    @Answer(.conflict) case blocked(BoatConflict)
    /// There is no boat of that number.
    @Answer(.notFound) case unknown(UnknownBoat)
    /// It has sunk.
    @Answer(.gone) case sunk
}

struct BoatSighting: Codable {
    var boat: Int
    var at: Date
}

@Input struct BellHeaders { var xSignature: String }

/// The boats of one server.
final class Harbour: Sendable {
    private let boats = Mutex<[Boat]>([])

    var all: [Boat] { boats.withLock { $0 } }

    func add(_ input: BoatInput) -> Boat? {
        boats.withLock { boats in
            guard !boats.contains(where: { $0.name == input.name }) else { return nil }
            let boat = Boat(
                id: boats.count + 1, name: input.name, length: input.length, kind: input.kind,
                berth: input.berth.map { Berth(pier: $0.pier, number: $0.number) }, launchedOn: input.launchedOn,
                price: input.price, tags: input.tags, key: input.key, site: input.site,
                lastSeen: ["here": Date(timeIntervalSince1970: 1_700_000_000)])
            boats.append(boat)
            return boat
        }
    }
}

struct HarbourKey: Middleware {
    func respond(to request: Request, next: any Responder) async throws -> Response {
        let key = HTTPField.Name("X-Key").flatMap { request.headers[$0] }
        guard request.bearerToken == "harbour" || key == "lighthouse" else {
            throw HTTPError.unauthorized("Sign in first.")
        }
        return try await next.respond(to: request)
    }
}

@Controller struct BoatController {
    let harbour: Harbour

    /// The boats. In the order in which they came.
    ///
    /// - Parameters:
    ///   - kinds: only these.
    ///   - since: launched then or later.
    func index(
        kinds: [BoatKind], since: Date? = nil, @Validated(.min(1)) page: Int = 1,
        @FromHeader("X-Language") language: String?, @FromCookie theme: String = "light"
    ) -> Page<Boat> {
        let boats = harbour.all.filter { boat in
            (kinds.isEmpty || kinds.contains(boat.kind)) && since.map { boat.launchedOn ?? .distantPast >= $0 } ?? true
        }
        return Page(items: boats, total: boats.count, page: page, perPage: 20)
    }

    func show(boat: Int) -> Boat? { harbour.all.first { $0.id == boat } }

    func store(input: BoatInput) throws -> Response {
        guard let boat = harbour.add(input) else {
            let taken = harbour.all.first { $0.name == input.name }?.id ?? 0
            return try .json(BoatConflict(name: input.name, takenBy: taken), status: .conflict)
        }
        return try .json(boat, status: .created)
    }

    func picture(boat: Int, @FromForm(.maxBytes(1_000)) file: UploadedFile, @FromForm title: String) async throws
        -> String
    {
        let bytes = try await file.bytes(upTo: 1_000)
        return "\(boat) \(title) \(file.name) \(String(buffer: bytes))"
    }

    func theme(name: String, @FromHeader("X-Language") language: String?, @FromCookie theme: String = "light") -> String
    {
        "\(name) \(language ?? "none") \(theme)"
    }

    func destroy(boat: Int) {}

    /// Lets a boat go.
    func launch(boat: Int) -> LaunchAnswer {
        switch boat {
        case 1: .launched(Created(Voyage(boat: boat, harbour: "Sligo"), at: "boats.show", boat))
        case 2: .waiting(BoatQueue(place: 3))
        case 3: .out
        case 4: .blocked(BoatConflict(name: "Lark", takenBy: 1))
        case 5: .sunk
        default: .unknown(UnknownBoat(wanted: boat))
        }
    }
}

/// An API that clients are written for.
struct HarbourApp: Application {
    let providers: [any ServiceProvider.Type] = [HarbourProvider.self]

    func routes(_ routes: Routes) {
        routes.group("/api", middleware: HarbourKey()) {
            $0.get("/boats", BoatController.index).name("boats.index")
            $0.get("/boats/{boat:int}", BoatController.show).name("boats.show")
            $0.post("/boats", BoatController.store).name("boats.store").documented {
                $0.answers(.created, "It is moored.", Boat.self)
                $0.answers(.conflict, "There is one of that name.", BoatConflict.self)
            }
            $0.put("/boats/{boat:int}/picture", BoatController.picture).name("boats.picture")
            $0.post("/boats/{boat:int}/launch", BoatController.launch).name("boats.launch")
            $0.delete("/boats/{boat:int}", BoatController.destroy).name("boats.destroy").documented {
                $0.isDeprecated = true
            }
        }.documented { $0.security = [.bearer, .apiKey(header: "X-Key")] }
        routes.get("/theme/{name}", BoatController.theme).name("theme")
        routes.webhook("boatSeen", sends: BoatSighting.self, headers: BellHeaders.self) {
            $0.summary = "A boat was seen."
            $0.tags = ["Sightings"]
            $0.example = ["boat": 1, "at": "2026-11-22T10:15:00Z"]
            $0.security = [.apiKey(header: "X-Bell")]
            $0.answers(.gone, "Nobody wants to hear of it any more.")
        }
    }
}

struct HarbourProvider: ServiceProvider {
    func register(_ container: Container) { container.singleton(Harbour.self) { _ in Harbour() } }
}
