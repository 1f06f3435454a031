import AshlarContainer
import AshlarHTTP
import AshlarRouting
import AshlarSupport
import HTTPTypes
import Testing

@Suite struct RouterTests {
    private let fixture: Fixture

    init() throws {
        fixture = try Fixture { routes in
            routes.get("/", SampleController.ping)
            routes.get("/samples", SampleController.index).name("samples.index")
            routes.post("/samples", SampleController.store)
            routes.get("/samples/search", SampleController.search)
            routes.get("/samples/{id}", SampleController.show).name("samples.show")
            routes.get("/pair/{first}/{second}", SampleController.two)
            routes.get("/point", SampleController.point)
            routes.get("/fails", SampleController.fails)
            routes.get("/closure/{name}") { request in "hello \(request.pathParameters["name"] ?? "")" }
            routes.get("/json") { _ in ["message": "hi"] }
            routes.get("/files/{path*}") { request in request.pathParameters["path"] ?? "" }
            routes.group("/admin", name: "admin.", middleware: Deny()) {
                $0.get("/stats", SampleController.method).name("stats")
            }
        }
    }

    @Test(arguments: [
        ("/", 204, ""), ("/samples/7", 200, "sample 7 at noon"), ("/samples/-1", 200, "sample -1 at noon"),
        ("/samples/abc", 404, "Not Found"), ("/samples/99999999999999999999", 404, "Not Found"),
        ("/samples/search?limit=3", 200, "limit 3"), ("/nothing", 404, "Not Found"), ("/samples/1/2", 404, "Not Found"),
        ("/samples", 200, "page 1 newest [] false nil"),
        ("/samples?page=2&order=oldest&tag=a&tag=b&draft=1&q=x+y", 200, #"page 2 oldest ["a", "b"] true x y"#),
        ("/samples?page=&order=&draft=&q=", 200, "page 1 newest [] false "),
        ("/samples?page=x", 422, "The query parameter \"page\" is not a valid Int: \"x\"."),
        ("/samples?order=up", 422, "The query parameter \"order\" is not a valid Order: \"up\"."),
        ("/samples/search", 422, "The query parameter \"limit\" is required."),
        ("/samples?page=%zz", 400, "The query has a broken percent-encoding or is not UTF-8."),
        ("/point", 200, #"{"x":1,"y":2}"#), ("/json", 200, #"{"message":"hi"}"#),
        ("/closure/J%C3%BCrgen", 200, "hello Jürgen"), ("/closure/a%2Fb", 200, "hello a/b"),
        ("/closure/%FF", 400, "The path has a broken percent-encoding, a NUL (%00), or is not UTF-8."),
        ("/closure/%", 400, "The path has a broken percent-encoding, a NUL (%00), or is not UTF-8."),
        ("/files/a/b/c.txt", 200, "a/b/c.txt"), ("/files", 404, "Not Found"), ("//", 404, "Not Found"),
        ("/pair/x/not-a-uuid", 404, "Not Found"),
        ("/pair/x/00000000-0000-0000-0000-000000000001", 200, "x 00000000-0000-0000-0000-000000000001"),
        ("/fails", 409, "Taken."), ("*", 400, "The path has a broken percent-encoding, a NUL (%00), or is not UTF-8."),
    ])
    func `a path leads to its action with typed arguments`(target: String, status: Int, text: String) async throws {
        let response = try await fixture.send(.get, target)
        #expect(response.status == status)
        #expect(response.text == text)
    }

    @Test func `HEAD is answered where GET is`() async throws {
        #expect(try await fixture.send(.head, "/samples/7").status == 200)
    }

    @Test func `another method is 405 and says which there are`() async throws {
        let response = try await fixture.send(.delete, "/samples")
        #expect(response.status == 405)
        #expect(response.headers[.allow] == "GET, HEAD, OPTIONS, POST")
    }

    @Test func `OPTIONS is answered with the methods`() async throws {
        let response = try await fixture.send(.options, "/samples/7")
        #expect(response.status == 204)
        #expect(response.headers[.allow] == "GET, HEAD, OPTIONS")
    }

    @Test func `a slash at the end leads to the address without it`() async throws {
        let response = try await fixture.send(.get, "/samples/?page=2")
        #expect(response.status == 308)
        #expect(response.headers[.location] == "/samples?page=2")
        #expect(try await fixture.send(.get, "//samples/").headers[.location] == nil)
    }

    @Test func `a form is read, and a redirect leads to a named route`() async throws {
        let response = try await fixture.send(.post, "/samples", form: "id=a+b")
        #expect(response.status == 303)
        #expect(response.headers[.location] == "/samples/a%20b")
        #expect(try await fixture.send(.post, "/samples", form: "x=1").status == 422)
        #expect(try await fixture.send(.post, "/samples").status == 415)
    }

    @Test func `a group's middleware lies around its actions`() async throws {
        #expect(try await fixture.send(.get, "/admin/stats").status == 403)
        #expect(try await fixture.send(.get, "/admin/stats?pass=1").text == "GET noon")
    }

    @Test func `what follows an old address does not lead to another host`() async throws {
        let fixture = try Fixture {
            $0.redirect("/old/{path...}", to: "/{path...}")
            $0.get("/{path...}") { _ in "" }.name("all")
        }
        #expect(try await fixture.send(.get, "/old/a/b").headers[.location] == "/a/b")
        #expect(try await fixture.send(.get, "/old//evil.example").headers[.location] == "/%2Fevil.example")
    }

    @Test func `an action that finds nothing is a 404`() async throws {
        let fixture = try Fixture {
            $0.get("/number") { _ -> Int? in nil }
            $0.get("/text") { _ -> String? in nil }
            $0.get("/there") { _ -> String? in "there" }
        }
        #expect(try await fixture.send(.get, "/number").status == 404)
        #expect(try await fixture.send(.get, "/text").status == 404)
        #expect(try await fixture.send(.get, "/there").text == "there")
    }

    @Test(arguments: ["//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", "evil"])
    func `a redirect does not leave the app by accident`(path: String) async throws {
        let fixture = try Fixture { $0.get("/go") { _ in Redirect.to(path) } }
        #expect(try await fixture.send(.get, "/go").status == 400)
    }
}

private struct Deny: Middleware {
    func respond(to request: Request, next: any Responder) async throws -> Response {
        guard try request.query["pass"] != nil else { throw HTTPError(.forbidden) }
        return try await next.respond(to: request)
    }
}
