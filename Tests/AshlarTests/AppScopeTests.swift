import Foundation
import Testing

@testable import Ashlar
@testable import AshlarTesting

@Suite struct AppScopeTests {
    @Test func `two apps in one process share nothing (F4)`() async throws {
        let url = try testDatabaseURL()
        let routes: @Sendable (Routes) -> Void = { routes in
            routes.group(middleware: .web) {
                $0.get("/") { request in
                    let kernel = try Kernel.current
                    let schema = try await Database.required().query("select current_database()::text")
                    let database = try schema.first?.decode(0, as: String.self) ?? ""
                    return "\(kernel.config.appName) \(database) \(try request.session["name"] ?? "nobody")"
                }
                $0.get("/is/{name}") { request in
                    try request.session["name"] = request.pathParameters["name"]
                    return Response()
                }
            }
        }
        let base = try #require(URLComponents(string: url))
        let one = String(base.path.dropFirst())
        let databases = ["one": one, "two": one == "postgres" ? "ashlar_test" : "postgres"]
        func variables(_ name: String) throws -> [String: String] {
            let own = try base.replacingDatabase(with: databases[name] ?? "")
            return ["APP_NAME": name, "DATABASE_URL": own, "SESSION_DRIVER": "memory"]
        }
        let first = "one \(databases["one"] ?? "")"
        let second = "two \(databases["two"] ?? "")"
        let folder = try AppFolder()
        try await withCycle(routes, in: folder, variables("one")) { one async throws in
            try await withCycle(routes, in: folder, variables("two")) { two async throws in
                try await one.get("/is/ada").assertOk()
                try await two.get("/").assertSee("\(second) nobody")
                try await one.get("/").assertSee("\(first) ada")
                // Not even a cookie of the other one leads anywhere.
                let cookie = one.cookies.header?.split(separator: "=").map(String.init) ?? []
                try #require(cookie.count == 2)
                two.withCookie(cookie[0], cookie[1])
                try await two.get("/").assertSee("\(second) nobody")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<100 {
                        let (app, expected) = number.isMultiple(of: 2) ? (one, first) : (two, second)
                        group.addTask { try await app.anotherVisitor.get("/").assertSee("\(expected) nobody") }
                    }
                    try await group.waitForAll()
                }
            }
        }
    }

    @Test func `the current app is known in requests and commands, and nowhere else (F6)`() async throws {
        struct Named: ConsoleCommand {
            static let configuration = CommandConfiguration(commandName: "named")
            func run(_ config: Config) async throws { Journal.note(try Kernel.current.config.appName) }
        }
        #expect(throws: NoCurrentKernel.self) { try Kernel.current }
        let folder = try AppFolder(["config/app.yaml": "name: Notes\n"])
        var app = ModularApp { $0.get("/name") { _ in try Kernel.current.config.appName } }
        app.commands = [Named.self]
        let journal = Journal()
        try await withKernel(app, in: folder) { kernel async throws in
            #expect(try await kernel.send(.get, "/name").text == "Notes")
            try await Journal.$current.withValue(journal) { try await kernel.call("named") }
            #expect(throws: NoCurrentKernel.self) { try Kernel.current }
        }
        #expect(journal.lines == ["Notes"])
    }

    @Test(arguments: ["cookie", "memory", "postgres"])
    func `200 visitors at once keep their sessions, users and rows (trap 1)`(driver: String) async throws {
        let folder = try AppFolder()
        try await withCycle(
            { routes in
                routes.group(middleware: .web) {
                    $0.post("/sign-in/{user}") { request in
                        try request.session.regenerate()
                        try request.session.set("user", request.pathParameters["user"] ?? "")
                        return Response(status: .noContent)
                    }
                    $0.get("/me") { request in
                        let user = try request.session.get("user", as: String.self) ?? "nobody"
                        let before = try Request.current.session.get("user", as: String.self)
                        // The others are let in between.
                        await Task.yield()
                        let row = try await Database.required().query("select \(user)::text || pg_backend_pid() * 0")
                        await Task.yield()
                        let after = try Request.current.session.get("user", as: String.self)
                        let text = try row.first?.decode(0, as: String.self) ?? ""
                        return "\(user) \(before == user) \(after == user) \(text)"
                    }
                }
            }, in: folder, ["SESSION_DRIVER": driver, "DATABASE_URL": try testDatabaseURL()]
        ) { app async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let visitor = app.anotherVisitor
                        try await visitor.post("/sign-in/u\(number)").assertNoContent()
                        for _ in 0..<2 {
                            #expect(try await visitor.get("/me").text == "u\(number) true true u\(number)0")
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `sessions in memory are those of all groups`() async throws {
        try await withCycle(
            { routes in
                routes.group(middleware: .web) {
                    $0.get("/set") {
                        try $0.session["name"] = "Ada"; return Response()
                    }
                }
                routes.group(middleware: .web) { $0.get("/get") { try $0.session["name"] ?? "nobody" } }
            }, in: try AppFolder(), ["SESSION_DRIVER": "memory"]
        ) { app async throws in
            try await app.get("/set").assertOk()
            try await app.get("/get").assertSee("Ada")
        }
    }

    @Test func `a fingerprint is that of a client at a route`() async throws {
        try await withCycle(
            { routes in
                routes.get("/a/{id}") { $0.fingerprint }
                routes.get("/b") { $0.fingerprint }
            }, in: try AppFolder()
        ) { app async throws in
            let first = try await app.get("/a/1?x=1").text
            #expect(first.count == 64)
            #expect(try await app.get("/a/2").text == first)
            #expect(try await app.get("/b").text != first)
            #expect(Request(target: "/a/1").fingerprint != Request(target: "/a/2").fingerprint)
        }
    }
}
