import Ashlar
import Foundation

/// What the parts of a request cost, without a socket: `swift run -c release Micro`.
@main
struct Micro {
    static func main() async throws {
        for count in [10, 100, 1_000] { try await measureRoutes(count) }
        try await measureContainer()
        try await measureKernel()
        try await measureInput()
        if let url = ProcessInfo.processInfo.environment["DATABASE_URL"] {
            try await DatabaseMeasure.run(on: Database(configuration: .init(url: url), logger: Logger(label: "micro")))
        }
    }

    /// Looks up each route in turn, of a table of so many, and calls its empty action.
    private static func measureRoutes(_ count: Int) async throws {
        let routes = Routes()
        for number in 0..<(count / 2) {
            routes.get("/area\(number % 10)/things\(number)") { _ in Response() }
            routes.get("/area\(number % 10)/things\(number)/{id}/edit") { _ in Response() }
        }
        let router = Router(try RouteTable(routes), container: try Container().verified(roots: [], scope: Scope()))
        let requests = (0..<(count / 2)).flatMap { number in
            [
                Request(method: .get, target: "/area\(number % 10)/things\(number)"),
                Request(method: .get, target: "/area\(number % 10)/things\(number)/42/edit"),
            ]
        }
        try await report("one of \(count) routes, found and called") { round in
            _ = try await router.respond(to: requests[round % requests.count])
        }
    }

    private static func measureContainer() async throws {
        let container = Container()
        container.singleton(First.self) { _ in First() }
        container.singleton(Second.self) { _ in Second() }
        container.singleton(Third.self) { _ in Third() }
        container.scoped(Own.self) { _ in Own() }
        let verified = try container.verified(
            roots: [("Three", Three.dependencies), ("Four", Four.dependencies)], scope: Scope())
        try await report("three singletons, in a scope of their own") { _ in
            keep(try verified.resolver(in: Scope()).resolve(Three.self))
        }
        try await report("three singletons and one value of the scope") { _ in
            keep(try verified.resolver(in: Scope()).resolve(Four.self))
        }
    }

    /// A request through all layers, as a server hands it over.
    private static func measureKernel() async throws {
        let app = App { routes in
            routes.get("/plaintext") { _ in "Hello, World!" }
            routes.get("/json") { _ in ["message": "Hello, World!"] }
            routes.group(middleware: .web) { $0.get("/page") { _ in "Hello, World!" } }
        }
        let config = try await Config.load(
            root: ".", variables: ["APP_ENV": "production", "LOG_LEVEL": "error", "APP_KEY": AppKey.random().base64])
        let kernel = try await Kernel.boot(app, config: config)
        for path in ["/plaintext", "/json", "/page"] {
            let request = Request(method: .get, target: path, authority: "localhost", headers: [.userAgent: "micro"])
            try await report("\(path) through the kernel") { _ in _ = try await kernel.respond(to: request) }
        }
        await kernel.shutdown()
    }

    /// JSON of 1 KiB with ten fields: decoded by Foundation, and read and checked as an input.
    private static func measureInput() async throws {
        let text = String(repeating: "Lorem ipsum. ", count: 60)
        let json = """
            {"title": "Notes on the engine", "email": "ada@example.com", "pages": 320, "rating": 4.5, "isPublic": true, \
            "language": "en", "slug": "notes-on-the-engine", "tags": ["history", "machines"], "year": 1843, "text": "\(text)"}
            """
        let bytes = Array(json.utf8)
        let data = Data(bytes)
        let decoder = JSONDecoder()
        try await report("\(bytes.count) bytes of JSON, decoded by Foundation") { _ in
            keep(try decoder.decode(PlainBook.self, from: data))
        }
        try await report("the same, read and checked as an input") { _ in
            keep(try await CheckedBook.validated(json: bytes))
        }
    }

    @inline(never)
    private static func keep<T>(_ value: T) {}

    /// The best of five rounds: what the work costs where nobody disturbs it.
    private static func report(_ name: String, _ body: (Int) async throws -> Void) async throws {
        let count = 20_000
        var best = Duration.seconds(3600)
        for _ in 0..<5 {
            let start = ContinuousClock.now
            for round in 0..<count { try await body(round) }
            best = min(best, start.duration(to: .now))
        }
        let nanoseconds = best / count / .nanoseconds(1)
        print(name.padding(to: 46), "\(Int(nanoseconds)) ns")
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

struct PlainBook: Decodable {
    var title: String
    var email: String
    var pages: Int
    var rating: Double
    var isPublic: Bool
    var language: String
    var slug: String
    var tags: [String]
    var year: Int
    var text: String
}

@Input
struct CheckedBook {
    @Rule(.trim, .length(1...80)) var title: String
    @Rule(.email) var email: String
    @Rule(.between(1...5000)) var pages: Int
    @Rule(.between(0...5)) var rating: Double
    var isPublic: Bool
    @Rule(.isIn("en", "de")) var language: String
    @Rule(.slug) var slug: String
    @Rule(.count(...5), .each(.length(1...20))) var tags: [String]
    @Rule(.max(2100)) var year: Int
    @Rule(.length(1...2000)) var text: String
}

final class First: Sendable {}
final class Second: Sendable {}
final class Third: Sendable {}
struct Own: Sendable { let value = 1 }

@Injectable
struct Three {
    let first: First
    let second: Second
    let third: Third
}

@Injectable
struct Four {
    let first: First
    let second: Second
    let third: Third
    let own: Own
}
