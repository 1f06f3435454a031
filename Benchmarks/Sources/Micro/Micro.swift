import Ashlar

/// What the parts of a request cost, without a socket: `swift run -c release Micro`.
@main
struct Micro {
    static func main() async throws {
        for count in [10, 100, 1_000] { try await measureRoutes(count) }
        try await measureContainer()
        try await measureKernel()
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
