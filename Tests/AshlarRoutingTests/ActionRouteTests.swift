import AshlarContainer
import AshlarHTTP
import AshlarRouting
import AshlarSupport
import HTTPTypes
import Testing

/// Says that it was passed.
private struct Stamp: Middleware {
    let text: String
    func respond(to request: Request, next: any Responder) async throws -> Response {
        var response = try await next.respond(to: request)
        response.headers[.server] = text
        return response
    }
}

@Controller
private struct PaperController {
    @GET("/", name: "index")
    func index(tag: [String] = []) -> String { "all \(tag.joined(separator: "+"))" }

    @GET("/{id:int}", name: "show", middleware: Stamp(text: "show"))
    @GET("/{id:int}/print")
    func show(id: Int) -> String { "paper \(id)" }

    @POST("/") func store() -> String { "stored" }
    @PUT("/{id}", name: "update") @PATCH("/{id}") func update(id: Int) -> String { "updated \(id)" }
    @DELETE("/{id}") func destroy(id: Int) -> String { "gone \(id)" }

    func plain() -> String { "no route of its own" }
}

@Suite struct ActionRouteTests {
    @Test func `routes that stand on actions are those that are declared one by one (P1)`() async throws {
        let marked = try Fixture { $0.controller(PaperController.self, "/papers", name: "papers.") }
        let declared = try Fixture {
            $0.controller(PaperController.self, "/papers", name: "papers.") {
                $0.get("/", \.index).name("index")
                $0.get("/{id:int}", \.show).name("show").middleware(Stamp(text: "show"))
                $0.get("/{id:int}/print", \.show)
                $0.post("/", \.store)
                $0.put("/{id}", \.update).name("update")
                $0.patch("/{id}", \.update)
                $0.delete("/{id}", \.destroy)
            }
        }
        func listing(_ fixture: Fixture) -> [String] {
            fixture.table.entries.map { "\($0.summary) \($0.name ?? "") \($0.action.name) \($0.middleware)" }
        }
        #expect(listing(marked) == listing(declared))
        #expect(listing(marked).count == 7)
        #expect(listing(marked).first == "GET /papers papers.index PaperController.index []")

        #expect(try await marked.send(.get, "/papers/7").text == "paper 7")
        #expect(try await marked.send(.get, "/papers/7").headers[.server] == "show")
        #expect(try await marked.send(.patch, "/papers/7").text == "updated 7")
        #expect(try await marked.send(.delete, "/papers/7").text == "gone 7")
        // Each has the place where it stands.
        let lines = marked.table.entries.map(\.location.line)
        #expect(Set(lines).count == 6 && lines == lines.sorted())
        #expect(marked.table.entries.allSatisfy { $0.location.fileName == "ActionRouteTests.swift" })
    }

    @Test func `a controller without such a route is an error at boot`() {
        let routes = Routes()
        routes.controller(SampleController.self, "/samples")
        let problem = RouteTable.checked(routes).problems.first
        #expect(problem?.message == "SampleController has no routes of its own: none of its methods is marked.")
        #expect(problem?.location?.fileName == "ActionRouteTests.swift")
    }

    @Test func `a list in the query may have brackets`() async throws {
        let fixture = try Fixture { $0.controller(PaperController.self, "/papers") }
        #expect(try await fixture.send(.get, "/papers?tag=a&tag=b").text == "all a+b")
        #expect(try await fixture.send(.get, "/papers?tag[]=a&tag%5B%5D=b").text == "all a+b")
        #expect(try await fixture.send(.get, "/papers?tag=a&tag[]=b").text == "all a+b")
    }

    @Test func `a value of the path that the action refuses is 404, and the error says which`() async throws {
        let fixture = try Fixture { $0.get("/papers/{id}", PaperController.show) }
        let error = await #expect(throws: RefusedPathValue.self) {
            try await fixture.router.respond(to: Request(target: "/papers/abc"))
        }
        #expect(error?.message == "The path has \"abc\" for {id}, which is not a valid Int.")
        #expect(error?.httpError.status == .notFound)
        #expect(error?.httpError.message == "Not Found")
    }
}

@Suite struct CurrentRouteTests {
    @Test func `a request knows by what name its route goes`() async throws {
        let fixture = try Fixture { routes in
            routes.get("/posts/{id}") { request in
                [request.route(is: "posts.show"), request.route(is: "a", "posts.*"), request.route(is: "post")]
                    .map { "\($0)" }.joined(separator: " ")
            }.name("posts.show")
            routes.get("/plain") { "\($0.route(is: "*"))" }
        }
        #expect(try await fixture.send(.get, "/posts/1").text == "true true false")
        #expect(try await fixture.send(.get, "/plain").text == "false")
        #expect(!Request(target: "/").route(is: "*"))
    }

    @Test func `listings mark what answers everything below`() throws {
        let fixture = try Fixture { routes in
            routes.fallback { _ in "lost" }
            routes.group("/api") { $0.fallback { _ in "lost" } }
            routes.mount("/old", ClosureResponder { _ in Response() })
            routes.get("/a/{b:int}") { _ in "" }.host("x.example.com")
        }
        #expect(
            fixture.table.entries.map(\.listedPath) == [
                "/* (fallback)", "/api/* (fallback)", "/old/* (mount)", "x.example.com/a/{b:int}",
            ])
    }

    @Test func `an injected generator of URLs follows the request, and needs a base outside of one`() async throws {
        let routes = Routes()
        routes.get("/posts/{id}") { _ in "" }.name("posts.show")
        let urls = try RouteTable(routes).urls
        let fixture = try Fixture {
            $0.get("/link") { _ in
                "\(try urls.url(to: "posts.show", [7])) \(try urls.path(to: "posts.show", [8]))"
            }
        }
        #expect(
            try await fixture.send(.get, "/link", host: "shop.example:81", mountPath: "/old").text
                == "http://shop.example:81/old/posts/7 /old/posts/8")
        let error = #expect(throws: RouteError.self) { try urls.url(to: "posts.show", [7]) }
        #expect(error?.suggestion == "Set app.url (APP_URL), or make the URL while answering a request.")
        let based = try RouteTable(routes).with(baseURL: "https://shop.example").urls
        #expect(try based.url(to: "posts.show", [7]) == "https://shop.example/posts/7")
    }
}
