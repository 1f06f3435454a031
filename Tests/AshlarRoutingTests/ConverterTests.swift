import AshlarContainer
import AshlarHTTP
import AshlarRouting
import AshlarSupport
import Foundation
import HTTPTypes
import Testing

private enum State: String, CaseIterable { case draft, live }

@Suite struct ConverterTests {
    @Test(arguments: [
        ("int", "7", true), ("int", "-7", true), ("int", "+7", false), ("int", "7a", false), ("int", "-", false),
        ("int", "9223372036854775807", true), ("int", "9223372036854775808", false),
        ("int", "-9223372036854775808", true), ("integer", "1", true),
        ("int(1900...2100)", "1999", true), ("int(1900...2100)", "1899", false),
        ("float", "-1.5", true), ("float", "1.", false), ("float", "1.2.3", false), ("float", "3", true),
        ("uuid", "123e4567-e89b-12d3-a456-426614174000", true), ("uuid", "123e4567e89b12d3a456426614174000", false),
        ("uuid", "123e4567-e89b-12d3-a456-42661417400g", false),
        ("date", "2024-02-29", true), ("date", "2023-02-29", false), ("date", "2024-13-01", false),
        ("date", "2024-1-01", false), ("date", "-024-01-01", false),
        ("ulid", "01ARZ3NDEKTSV4RRFFQ69G5FAV", true), ("ulid", "81ARZ3NDEKTSV4RRFFQ69G5FAV", false),
        ("ulid", "01ARZ3NDEKTSV4RRFFQ69G5FAU", false),
        ("alpha", "abcXYZ", true), ("alpha", "abc1", false), ("alpha", "%C3%BC", false), ("alnum", "abc1", true),
        ("slug", "hello-world_2", true), ("slug", "hello%20world", false), ("slug", "h%65llo", true),
        ("any(draft,live)", "live", true), ("any(draft, live)", "live", true), ("any(draft,live)", "lives", false),
        ("string", "anything%20at%20all", true), ("even", "4", true), ("even", "5", false),
    ])
    func `a converter decides whether a segment is the route's`(name: String, text: String, fits: Bool) async throws {
        let fixture = try Fixture { routes in
            routes.converter(
                PathConverter("even") {
                    Int($0).flatMap { $0.isMultiple(of: 2) ? $0 : nil }
                } build: {
                    String($0)
                })
            routes.get("/x/{value:\(name)}") { $0.pathParameters["value"] ?? "" }
        }
        #expect(try await fixture.send(.get, "/x/\(text)").status == (fits ? 200 : 404))
    }

    @Test func `narrow placeholders go before wide ones, in whatever order they are declared`() async throws {
        let fixture = try Fixture { routes in
            routes.get("/x/{a}") { _ in "string" }
            routes.get("/x/{a:slug}") { _ in "slug" }
            routes.get("/x/{a:int}") { _ in "int" }
            routes.get("/x/{a:int(1...9)}") { _ in "digit" }
            routes.get("/x/{a:any(new,old)}") { _ in "word" }
            routes.get("/x/mine") { _ in "literal" }
        }
        for (path, answer) in [
            ("5", "digit"), ("50", "int"), ("fifty", "slug"), ("f%20y", "string"), ("new", "word"), ("mine", "literal"),
        ] {
            #expect(try await fixture.send(.get, "/x/\(path)").text == answer)
        }
    }

    @Test func `a converter of the app's own works in both directions`() async throws {
        let fixture = try Fixture { routes in
            routes.converter(
                PathConverter("hex", parse: { Int($0, radix: 16) }, build: { String($0, radix: 16) }))
            routes.get("/s/{id:hex}", SampleController.show).name("s")
        }
        #expect(try await fixture.send(.get, "/s/ff").text == "sample 255 at noon")
        #expect(try await fixture.send(.get, "/s/xyz").status == 404)
        #expect(try fixture.table.urls.path(to: "s", [255]) == "/s/ff")
    }

    @Test func `a value that the converter would not accept makes no URL`() throws {
        let urls = try Fixture { $0.get("/s/{id:int}", SampleController.show).name("s") }.table.urls
        #expect(
            throws: RouteError(
                message:
                    "The route \"s\" (/s/{id:int}) cannot have \"x\" for {id}: its converter int would not accept it.")
        ) { try urls.path(to: "s", ["x"]) }
    }

    @Test func `a date goes both ways as its day`() async throws {
        let fixture = try Fixture { $0.get("/d/{day:date}", DayController.show).name("d") }
        #expect(try await fixture.send(.get, "/d/2024-02-29").text == "1709164800.0")
        let date = Date(timeIntervalSince1970: 1_709_164_800 + 86_399)
        #expect(try fixture.table.urls.path(to: "d", [date]) == "/d/2024-02-29")
        #expect(try fixture.table.urls.path(to: "d", [Date(timeIntervalSince1970: -1)]) == "/d/1969-12-31")
    }

    @Test func `constraints are given by a route or its group, those of the route first`() async throws {
        let fixture = try Fixture { routes in
            routes.group("/g", where: ["id": .int]) {
                $0.get("/a/{id}") { _ in "a" }
                $0.get("/b/{id}") { _ in "b" }.where("id", .enumeration(State.self))
            }
        }
        #expect(try await fixture.send(.get, "/g/a/1").status == 200)
        #expect(try await fixture.send(.get, "/g/a/x").status == 404)
        #expect(try await fixture.send(.get, "/g/b/draft").status == 200)
        #expect(try await fixture.send(.get, "/g/b/1").status == 404)
        #expect(fixture.table.entries.map(\.constraints) == [["id": "int"], ["id": "any(draft,live)"]])
    }

    @Test func `an unknown converter is refused, with the one that was meant`() {
        let error = #expect(throws: RouteErrors.self) { try Fixture { $0.get("/{a:itn}", SampleController.ping) } }
        #expect(error?.problems.first?.message.contains("there is no converter \"itn\". Did you mean \"int\"?") == true)
    }
}

@Suite struct OptionalAndRestTests {
    private let fixture: Fixture

    init() throws {
        fixture = try Fixture { routes in
            routes.get("/list/{page?}", SampleController.index).name("list")
            routes.get("/archive/{year:int?}/{month:int?}") { request in
                request.pathParameters.items.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
            }.name("archive")
            routes.get("/with/{page?}", SampleController.page).defaults("page", 3)
            routes.get("/first", SampleController.page).defaults("page", 1)
            routes.get("/files/{path...}") { $0.pathParameters["path"] ?? "" }.name("files")
            routes.get("/tree/{path:path?}") { $0.pathParameters["path"] ?? "none" }
        }
    }

    @Test(arguments: [
        ("/list", 200, "page 1 newest [] false nil"), ("/list/4", 200, "page 4 newest [] false nil"),
        ("/list/x", 404, "Not Found"), ("/archive", 200, ""), ("/archive/2024", 200, "year=2024"),
        ("/archive/2024/5", 200, "year=2024 month=5"), ("/archive/x", 404, "Not Found"), ("/with", 200, "page 3"),
        ("/with/9", 200, "page 9"), ("/first", 200, "page 1"), ("/files/a/b.txt", 200, "a/b.txt"),
        ("/files/a//b/", 200, "a//b/"), ("/files/", 308, ""), ("/files", 404, "Not Found"), ("/tree", 200, "none"),
        ("/tree/x/y", 200, "x/y"), ("/files/../etc", 404, "Not Found"), ("/files/a/%2e%2E/b", 404, "Not Found"),
        ("/files/a%2F..%2Fb", 404, "Not Found"), ("/files/a/./b", 404, "Not Found"), ("/files/..a/b..", 200, "..a/b.."),
        ("/list/%00", 400, "The path has a broken percent-encoding, a NUL (%00), or is not UTF-8."),
    ])
    func `optional placeholders and the rest of a path`(target: String, status: Int, text: String) async throws {
        let response = try await fixture.send(.get, target)
        #expect(response.status == status || (target == "/files/" && response.status == 404))
        if status != 308 { #expect(response.text == text) }
    }

    @Test func `URLs leave out what is not given`() throws {
        let urls = fixture.table.urls
        #expect(try urls.path(to: "list") == "/list")
        #expect(try urls.path(to: "list", [2]) == "/list/2")
        #expect(try urls.path(to: "list", [Int?.none]) == "/list")
        #expect(try urls.path(to: "archive", named: ["year": 2024]) == "/archive/2024")
        #expect(try urls.path(to: "files", ["a b/c"]) == "/files/a%20b/c")
        #expect(throws: RouteError.self) { try urls.path(to: "files", ["../x"]) }
    }

    @Test func `an action that needs what its route may leave out is refused`() {
        let error = #expect(throws: RouteErrors.self) { try Fixture { $0.get("/p/{page?}", SampleController.page) } }
        #expect(
            error?.problems.first?.message
                == "SampleController.page needs page: Int, but its route /p/{page?} may leave it out.")
    }

    @Test func `two routes that an optional placeholder makes one are refused`() {
        let error = #expect(throws: RouteErrors.self) {
            try Fixture { routes in
                routes.get("/p", SampleController.ping)
                routes.get("/p/{page?}", SampleController.index)
            }
        }
        #expect(
            error?.problems.first?.message.hasPrefix("Two routes answer GET /p/{page?}: SampleController.ping at ")
                == true)
    }
}

@Suite struct TrailingSlashTests {
    @Test func `a slash at the end redirects, is refused or is ignored`() async throws {
        let fixture = try Fixture { routes in
            routes.get("/a") { _ in "a" }
            routes.get("/{wild}/x") { _ in "x" }
            routes.group("/s") { $0.get("/b") { _ in "b" } }.trailingSlash(.strict)
            routes.group("/i") {
                $0.get("/c") { _ in "c" }
                $0.get("/d") { _ in "d" }.trailingSlash(.strict)
            }.trailingSlash(.ignore)
        }
        let redirect = try await fixture.send(.post, "/a/")
        #expect(redirect.status == 404)
        let moved = try await fixture.send(.get, "/a/?q=1", mountPath: "/shop")
        #expect(moved.status == 308)
        #expect(moved.headers[.location] == "/shop/a?q=1")
        #expect(try await fixture.send(.get, "/s/b/").status == 404)
        #expect(try await fixture.send(.get, "/i/c/").text == "c")
        #expect(try await fixture.send(.get, "/i/d/").status == 404)
        #expect(try await fixture.send(.get, "/a//").status == 404)
    }

    @Test func `addresses can end with a slash: those without lead there, and URLs have it`() async throws {
        let fixture = try Fixture { routes in
            routes.group("/news") {
                $0.get("/") { _ in "news" }.name("news")
                $0.get("/{day}") { request in request.pathParameters["day"] ?? "" }.name("news.day")
                $0.post("/{day}") { _ in "posted" }
                $0.get("/feed.xml") { _ in "feed" }.trailingSlash(.redirect).name("feed")
                $0.get("/files/{path...}") { request in request.pathParameters["path"] ?? "" }.name("files")
            }.trailingSlash(.append)
            routes.get("/{page?}") { request in request.pathParameters["page"] ?? "home" }.trailingSlash(.append)
                .name("page")
        }
        for (target, text) in [
            ("/news/", "news"), ("/news/monday/", "monday"), ("/news/feed.xml", "feed"),
            ("/news/files/a/b.txt", "a/b.txt"),
            ("/", "home"), ("/about/", "about"),
        ] {
            let answer = try await fixture.send(.get, target)
            #expect(answer.status == 200 && answer.text == text, "\(target): \(answer.status) \(answer.text)")
        }
        for (target, location) in [
            ("/news", "/news/"), ("/news/monday?page=2", "/news/monday/?page=2"), ("/news/feed.xml/", "/news/feed.xml"),
            ("/about", "/about/"), ("/news/\\evil.example", "/news/%5Cevil.example/"),
        ] {
            let answer = try await fixture.send(.get, target)
            #expect(answer.status == 308 && answer.headers[.location] == location, "\(target): \(answer.status)")
        }
        #expect(
            try await fixture.send(.post, "/news/monday", mountPath: "/shop").headers[.location] == "/shop/news/monday/"
        )
        #expect(try await fixture.send(.post, "/news/monday/").text == "posted")
        #expect(try await fixture.send(.post, "/news").status == 405)
        let urls = fixture.table.urls
        #expect(try urls.path(to: "news") == "/news/")
        #expect(try urls.path(to: "news.day", ["monday"], query: ["page": 2]) == "/news/monday/?page=2")
        #expect(try urls.path(to: "feed") == "/news/feed.xml")
        #expect(try urls.path(to: "files", ["a/b.txt"]) == "/news/files/a/b.txt")
        #expect(try urls.path(to: "page") == "/" && urls.path(to: "page", ["about"]) == "/about/")
    }

    @Test func `the redirect cannot lead to another host`() async throws {
        let fixture = try Fixture { $0.get("/{a}/{b}") { _ in "x" } }
        #expect(try await fixture.send(.get, "/\\evil.example/x/").headers[.location] == "/%5Cevil.example/x")
    }
}
