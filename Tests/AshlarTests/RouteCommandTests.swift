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

    @Test func `the log is JSON in production, and for people elsewhere`() async throws {
        for (environment, format) in [("production", "json"), ("development", "text"), ("testing", "text")] {
            let config = try await Config.load(root: AppFolder().path, variables: ["APP_ENV": environment])
            #expect(AppLogger.format(config) == format)
        }
    }
}
