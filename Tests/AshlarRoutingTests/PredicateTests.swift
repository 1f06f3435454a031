import AshlarContainer
import AshlarHTTP
import AshlarRouting
import AshlarSupport
import HTTPTypes
import Testing

@Suite struct PredicateTests {
    private let fixture: Fixture

    init() throws {
        fixture = try Fixture { routes in
            routes.get("/feed") { _ in "plain" }
            routes.get("/feed") { _ in "json" }.when(.accept("application/json"))
            routes.get("/feed") { _ in "xml" }.when(.accept("application/xml", "text/xml"))
            routes.get("/feed") { _ in "json preview" }.when(.accept("application/json"), .query("preview"))
            routes.get("/only/{kind}") { _ in "secret" }.when(.header(.authorization), .parameter("kind", "a"))
            routes.get("/not") { _ in "anonymous" }.when(!.header(.authorization))
            routes.post("/in") { _ in "json" }.when(.contentType("application/json"))
            routes.post("/in") { _ in "other" }
            routes.get("/x") { _ in "script" }.when(.xhr)
            routes.get("/x") { _ in "evil" }.when(RoutePredicate("a moon") { $0.headers[.userAgent] == "moon" })
        }
    }

    @Test(arguments: [
        ("/feed", "text/html", "plain"), ("/feed", "application/json", "json"), ("/feed", "text/xml", "xml"),
        ("/feed", "application/json;q=0.5, text/xml", "xml"), ("/feed", "application/json, text/xml;q=0.5", "json"),
        ("/feed", "application/json;q=0, text/html", "plain"), ("/feed?preview", "application/*", "json preview"),
        ("/feed?preview", "text/xml", "xml"),
    ])
    func `of several handlers the most specific one answers`(target: String, accept: String, text: String) async throws
    {
        #expect(try await fixture.send(.get, target, headers: [.accept: accept]).text == text)
    }

    @Test func `a request that meets no predicates is 404`() async throws {
        #expect(try await fixture.send(.get, "/only/a").status == 404)
        #expect(try await fixture.send(.get, "/only/a", headers: [.authorization: "x"]).text == "secret")
        #expect(try await fixture.send(.get, "/only/b", headers: [.authorization: "x"]).status == 404)
        #expect(try await fixture.send(.get, "/not", headers: [.authorization: "x"]).status == 404)
        #expect(try await fixture.send(.get, "/not").text == "anonymous")
        #expect(try await fixture.send(.get, "/x").status == 404)
        #expect(try await fixture.send(.get, "/x", headers: [.userAgent: "moon"]).text == "evil")
        #expect(try await fixture.send(.post, "/only/a").status == 405)
        #expect(
            try await fixture.send(.post, "/in", headers: [.contentType: "application/json; charset=utf-8"]).text
                == "json")
        #expect(try await fixture.send(.post, "/in", form: "a=1").text == "other")
    }

    @Test func `the same predicates twice are refused`() {
        let error = #expect(throws: RouteErrors.self) {
            try Fixture { routes in
                routes.get("/a", SampleController.ping).when(.query("x"), .xhr)
                routes.get("/a", SampleController.index).when(.xhr, .query("x"))
            }
        }
        #expect(
            error?.problems.first?.message.hasPrefix("Two routes answer GET /a under the same predicates: ") == true)
    }

    @Test func `an explanation tells what matched and why the others did not`() throws {
        let router = fixture.router
        let text = router.explain(Request(target: "/feed", headers: [.accept: "application/json"])).description
        #expect(text.hasPrefix("GET /feed: closure at PredicateTests.swift:"))
        #expect(text.contains("GET /feed [Accept: application/json & ?preview]: asks for ?preview"))
        #expect(
            text.contains("GET /feed [Accept: application/xml, text/xml]: asks for Accept: application/xml, text/xml"))
        #expect(text.contains("GET /feed: another route goes first"))
        #expect(
            router.explain(Request(method: .delete, target: "/in")).description.contains("answers POST, not DELETE"))
        #expect(router.explain(Request(target: "/only/a")).outcome == "404 Not Found: no predicates were met")
        #expect(router.explain(Request(target: "/nothing")).candidates.isEmpty)
        let other = try Fixture { $0.get("/x/{id:int}", SampleController.show).host("a.example") }.router
        #expect(
            other.explain(Request(target: "/x/y", authority: "b.example")).description
                == "GET /x/y: 404 Not Found\n  GET a.example/x/{id:int}: {id:int} does not accept \"y\"")
        #expect(
            other.explain(Request(target: "/x/1", authority: "b.example")).candidates.first?.reason
                == "belongs to the host a.example, not b.example")
    }
}
