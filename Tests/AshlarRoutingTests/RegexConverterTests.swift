import AshlarHTTP
import AshlarRouting
import AshlarSupport
import HTTPTypes
import Testing

@Suite struct RegexConverterTests {
    @Test func `a regular expression constrains a placeholder, in the path and by where`() async throws {
        let fixture = try Fixture { routes in
            routes.get("/codes/{code}") { "code \($0.pathParameters["code"] ?? "")" }
                .where("code", matches: "[A-Z]{2}[0-9]+").name("code")
            routes.get("/codes/{word}") { "word \($0.pathParameters["word"] ?? "")" }
            routes.get("/dates/{day:regex(\\d{4}/?\\d{2})}") { _ in "day" }.name("day")
            routes.group("/g", where: ["id": .regex("a|bc")]) { $0.get("/{id}") { _ in "in" }.name("group") }
        }
        #expect(try await fixture.send(.get, "/codes/DE12").text == "code DE12")
        // As a whole, not somewhere in it; and decoded.
        #expect(try await fixture.send(.get, "/codes/DE12x").text == "word DE12x")
        #expect(try await fixture.send(.get, "/codes/%44E7").text == "code DE7")
        #expect(try await fixture.send(.get, "/dates/202611").text == "day")
        #expect(try await fixture.send(.get, "/dates/2026%2F11").text == "day")
        #expect(try await fixture.send(.get, "/dates/20261").status == 404)
        #expect(try await fixture.send(.get, "/g/bc").text == "in")
        #expect(try await fixture.send(.get, "/g/abc").status == 404)

        let urls = fixture.table.urls
        #expect(try urls.path(to: "code", ["FR3"]) == "/codes/FR3")
        #expect(try urls.path(to: "day", ["2026/11"]) == "/dates/2026%2F11")
        let error = #expect(throws: RouteError.self) { try urls.path(to: "code", ["fr3"]) }
        #expect(error?.message.contains("cannot have \"fr3\" for {code}: its converter regex([A-Z]{2}[0-9]+)") == true)
        #expect(fixture.table.entry(named: "code")?.path == "/codes/{code:regex([A-Z]{2}[0-9]+)}")
    }

    @Test func `what is no regular expression is an error at boot, at the route that has it`() {
        let routes = Routes()
        let line = #line + 1
        routes.get("/a/{b}") { _ in "" }.where("b", matches: "[a-")
        routes.get("/c/{d:regex(()}") { _ in "" }
        let problems = RouteTable.checked(routes).problems
        #expect(problems.count == 2)
        #expect(problems.first?.description.contains("\"[a-\" is no regular expression") == true)
        #expect(problems.first?.location?.line == line)
    }
}
