import AshlarHTTP
import AshlarMiddleware
import AshlarRouting
import Foundation
import Testing

@testable import Ashlar

private struct Polite: Middleware {
    func respond(to request: Request, next: any Responder) async throws -> Response {
        try await next.respond(to: request)
    }
}

@Suite struct RouteCommandTests {
    private let app = RoutesOnly { routes in
        routes.get("/posts/{id:int}") { _ in "a post" }.name("posts.show").middleware(Polite())
        routes.post("/posts") { _ in "made" }.name("posts.store").withoutMiddleware(RequestID.self)
        routes.any("/anything") { _ in "any" }
    }

    private func plan(_ body: (BootPlan) throws -> Void) async throws {
        let config = try await Config.load(root: AppFolder().path, variables: ["LOG_LEVEL": "critical"])
        try await BootPlan.forCommand(app, config: config) { try body($0) }
    }

    @Test func `middleware prints what a route's requests pass, outermost first`() async throws {
        try await plan { plan in
            let all = try #require(try AppCommand.parseAsRoot(["middleware"]) as? MiddlewareCommand).lines(of: plan)
            #expect(all.first == "RequestID" && !all.contains("Polite"))
            for arguments in [["middleware", "posts.show"], ["middleware", "/posts/7"]] {
                let lines = try #require(try AppCommand.parseAsRoot(arguments) as? MiddlewareCommand).lines(of: plan)
                #expect(lines.dropLast() == all + ["Polite"])
                #expect(lines.last?.hasSuffix("(GET /posts/{id:int})") == true)
            }
            let posted = try #require(
                try AppCommand.parseAsRoot(["middleware", "/posts", "--method", "post"]) as? MiddlewareCommand)
            #expect(try posted.lines(of: plan).last?.hasSuffix("(POST /posts)") == true)
            let unknown = try #require(try AppCommand.parseAsRoot(["middleware", "/nothing"]) as? MiddlewareCommand)
            #expect(throws: ConfigError.self) { try unknown.lines(of: plan) }
        }
    }

    @Test func `routes lists what was asked for, and as JSON with all that is known`() async throws {
        try await plan { plan in
            func paths(_ arguments: String...) throws -> [String] {
                let command = try #require(try AppCommand.parseAsRoot(["routes"] + arguments) as? RoutesCommand)
                return plan.routes.entries.filter(command.isWanted).map(\.path)
            }
            #expect(try paths() == ["/posts/{id:int}", "/posts", "/anything"])
            // A route for any method answers this one, too.
            #expect(try paths("--method", "post") == ["/posts", "/anything"])
            #expect(try paths("--name", "show") == ["/posts/{id:int}"])
            #expect(try paths("--path", "any") == ["/anything"])
            #expect(try paths("--path", "posts", "--method", "GET") == ["/posts/{id:int}"])
            let json = try RouteListing.json(plan.routes.entries)
            let listed = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
            #expect(listed.count == 3)
            #expect(listed[0]["methods"] as? [String] == ["GET"] && listed[0]["name"] as? String == "posts.show")
            #expect(listed[0]["middleware"] as? [String] == ["Polite"] && listed[0]["kind"] as? String == "route")
            #expect((listed[0]["file"] as? String)?.hasSuffix("RouteCommandTests.swift") == true)
            #expect(listed[1]["line"] as? Int == 18)
        }
    }

    @Test func `a path that no route answers is told with the nearest ones and all their methods`() async throws {
        let app = RoutesOnly { routes in
            routes.get("/posts") { _ in "all" }.name("posts.index")
            routes.post("/posts") { _ in "made" }
            routes.get("/posts/{id:int}/comments") { _ in "comments" }
            routes.get("/about") { _ in "about" }
        }
        let config = try await Config.load(root: AppFolder().path, variables: ["LOG_LEVEL": "critical"])
        try await BootPlan.forCommand(app, config: config) { plan async throws in
            func explanation(_ arguments: String...) throws -> String {
                let parsed = try AppCommand.parseAsRoot(["routes", "--for"] + arguments)
                let command = try #require(parsed as? RoutesCommand)
                return try command.explanation(of: try #require(command.target), in: plan.routes)
            }
            #expect(
                try explanation("/post?page=2") == """
                    GET /post?page=2: 404 Not Found
                    The nearest:
                      GET /posts (posts.index)
                      POST /posts
                    """)
            #expect(try explanation("/posts/7/coments").hasSuffix("The nearest:\n  GET /posts/{id:int}/comments"))
            #expect(try explanation("/nope").contains("\nThe nearest:\n  GET /"))
            // Routes that come into question say themselves why they do not answer.
            #expect(try !explanation("/about", "--method", "PUT").contains("nearest"))
            #expect(try !explanation("/about").contains("nearest"))
        }
        let none = NearRoutes(to: "/nope", in: [])
        #expect(none.lines == [])
    }

    @Test(arguments: [
        ("/posts", "/posts", 0), ("/posts/7", "/posts/{id}", 0), ("/post", "/posts", 1), ("/", "/posts", 5),
        ("/posts", "/posts/{id}", 1), ("/psots/7", "/posts/{id}", 1), ("/a/b", "/b", 1), ("/", "/", 0),
    ])
    func `paths are as far from each other as they have to be changed`(path: String, route: String, distance: Int) {
        func parts(_ path: String) -> [String] { path.split(separator: "/").map(String.init) }
        #expect(NearRoutes.distance(parts(path), parts(route)) == distance)
    }

    @Test func `the log is JSON in production, and for people elsewhere`() async throws {
        for (environment, format) in [("production", "json"), ("development", "text"), ("testing", "text")] {
            let config = try await Config.load(root: AppFolder().path, variables: ["APP_ENV": environment])
            #expect(AppLogger.format(config) == format)
        }
    }
}
