import AshlarContainer
import AshlarHTTP
import AshlarRouting
import AshlarSupport
import HTTPTypes
import Testing

private struct Forum: RouteModule {
    func routes(_ routes: Routes) {
        routes.get("/", ForumController.index).name("index")
        routes.get("/old", ForumController.old)
        routes.include(Moderation(), at: "/mod", name: "mod.")
    }
}

private struct Moderation: RouteModule {
    func routes(_ routes: Routes) { routes.get("/queue") { _ in "queue" }.name("queue") }
}

private struct Rival: RouteModule {
    func routes(_ routes: Routes) { routes.get("/") { _ in "rival" } }
}

@Controller
struct ForumController {
    func index(request: Request) -> String { "forum at \(request.path)" }
    func old() -> Redirect { .route(".index") }
}

@Suite struct ModuleTests {
    @Test func `a module stands at several places, with its names and its own links`() async throws {
        let fixture = try Fixture { routes in
            routes.include(Forum(), at: "/forum", name: "forum.")
            routes.include(Forum(), at: "/help", name: "help.")
            routes.include(Forum(), at: "/forum/", name: "forum.")
        }
        #expect(
            fixture.table.entries.compactMap(\.name).sorted()
                == ["forum.index", "forum.mod.queue", "help.index", "help.mod.queue"])
        #expect(try await fixture.send(.get, "/help").text == "forum at /help")
        #expect(try await fixture.send(.get, "/help/old").headers[.location] == "/help")
        #expect(try await fixture.send(.get, "/forum/old").headers[.location] == "/forum")
        #expect(try await fixture.send(.get, "/forum/mod/queue").text == "queue")
    }

    @Test(arguments: [true, false])
    func `the app's own route takes the place of a module's, in either order`(first: Bool) async throws {
        let fixture = try Fixture { routes in
            if first { routes.get("/forum") { _ in "own" } }
            routes.include(Forum(), at: "/forum", name: "forum.")
            if !first {
                routes.get("/forum") { _ in "own" }.name("forum.index")
            } else {
                routes.get("/index") { _ in "" }.name("forum.index")
            }
        }
        #expect(try await fixture.send(.get, "/forum").text == "own")
    }

    @Test func `two modules that claim the same are refused and both named`() {
        let error = #expect(throws: RouteErrors.self) {
            try Fixture { routes in
                routes.include(Forum(), at: "/x", name: "forum.")
                routes.include(Rival(), at: "/x")
            }
        }
        let problem = error?.problems.first
        #expect(problem?.message.hasPrefix("Two routes answer GET /x: ForumController.index at ") == true)
        #expect(problem?.location?.fileName == "ModuleTests.swift")
    }

    @Test func `a mounted app sees the path without the prefix, and makes URLs with it`() async throws {
        let inner = try Fixture { routes in
            routes.get("/", SampleController.ping).name("home")
            routes.get("/users/{id}") { "\($0.mountPath)|\($0.path)" }.name("user")
            routes.get("/go") { _ in Redirect.route("user", 7) }
            routes.get("/to") { _ in Redirect.to("/users/8") }
            routes.get("/fails") { _ -> String in throw HTTPError(.conflict, "Taken.") }
        }
        let outer = try Fixture { routes in
            routes.mount("/legacy", inner.router)
            routes.mount("/legacy/{part}/deep", ClosureResponder { Response(text: "deep \($0.path)") })
            routes.get("/legacy/own") { _ in "own" }
            routes.onError(HTTPError.self) { error, _ in "handled \(error.status.code)" }
        }
        #expect(try await outer.send(.get, "/legacy/users/a%20b").text == "/legacy|/users/a%20b")
        #expect(try await outer.send(.get, "/legacy").status == 204)
        #expect(try await outer.send(.get, "/legacy/").status == 204)
        #expect(try await outer.send(.get, "/legacy/own").text == "own")
        #expect(try await outer.send(.post, "/legacy/p/deep/x?y").text == "deep /x")
        #expect(try await outer.send(.get, "/legacy/go").headers[.location] == "/legacy/users/7")
        #expect(try await outer.send(.get, "/legacy/to").headers[.location] == "/legacy/users/8")
        #expect(try await outer.send(.get, "/legacyish").text == "handled 404")
        let error = await #expect(throws: MountedAppError.self) { try await outer.send(.get, "/legacy/fails") }
        #expect(error?.httpError.status == .conflict)
        #expect(error?.mountPath == "/legacy")
    }

    @Test func `around a mounted app lies the middleware of its groups and of no sibling, and the longest path wins`()
        async throws
    {
        @Sendable func mark(_ text: String) -> Before {
            Before { $0.headers[.via] = ($0.headers[.via] ?? "") + text }
        }
        let fixture = try Fixture { routes in
            routes.group("/a", middleware: mark("outer-")) { group in
                group.group(middleware: mark("own")) {
                    $0.mount("/legacy", ClosureResponder { Response(text: $0.headers[.via] ?? "-") })
                }
                group.group(middleware: mark("sibling")) {
                    $0.get("/legacy-not/x") { _ in "" }
                    $0.mount("/legacy/deep", ClosureResponder { Response(text: "deep \($0.headers[.via] ?? "-")") })
                }
            }
        }
        #expect(try await fixture.send(.get, "/a/legacy/x").text == "outer-own")
        #expect(try await fixture.send(.get, "/a/legacy/deep/x").text == "deep outer-sibling")
    }
}
