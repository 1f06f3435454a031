import AshlarContainer
import AshlarHTTP
import AshlarRouting
import AshlarSupport
import HTTPTypes
import Testing

@Suite struct RouteTableTests {
    @Test func `two routes for the same requests are refused and both named`() {
        let error = #expect(throws: RouteErrors.self) {
            try Fixture { routes in
                routes.get("/a/{id}", SampleController.show)
                routes.get("/a/{other}", SampleController.index)
            }
        }
        let text = error?.description ?? ""
        #expect(text.contains("Two routes answer GET /a/{other}: SampleController.show at "))
        #expect(text.contains("RouteTableTests.swift:10 (/a/{id}) and SampleController.index."))
        #expect(text.contains("RouteTableTests.swift:"))
    }

    @Test func `a redirect to a route that does not exist is refused, with the one that was meant`() {
        let error = #expect(throws: RouteErrors.self) {
            try Fixture { routes in
                routes.get("/s/{id}", SampleController.show).name("sample.show")
                routes.post("/s", SampleController.store)
            }
        }
        #expect(
            error?.problems.first?.message
                == "SampleController.store names the route \"samples.show\", which does not exist. Did you mean \"sample.show\"?"
        )
    }

    @Test(arguments: [
        (
            "/old/{page}", "/new/{pgae}",
            "/old/{page} redirects to /new/{pgae}, but has no {pgae}. Did you mean \"page\"?"
        ),
        ("/old", "/new/{id}", "/old redirects to /new/{id}, but has no {id}."),
        ("/old/{rest*}", "/new/{rest...}", nil), ("/old/{id:int}", "https://example.com/{id}?x={id}", nil),
    ])
    func `a redirect takes along what its path has`(path: String, target: String, message: String?) throws {
        let (_, problems) = RouteTable.checked(
            {
                let routes = Routes(); routes.redirect(path, to: target); return routes
            }())
        #expect(problems.map(\.message) == [message].compactMap(\.self))
    }

    @Test func `a constraint of what a route does not have is refused, one of several routes is not`() throws {
        let routes = Routes()
        routes.get("/p/{page}", SampleController.page).where("pgae", .int)
        routes.group("/g") { $0.get("/", SampleController.ping) }.where("id", .int)
        routes.resource("samples", SampleController.self, only: [.index, .show]).where("sample", .int)
        let problems = RouteTable.checked(routes).problems
        #expect(
            problems.first?.message
                == "The route /p/{page} is constrained in {pgae}, which it does not have. Did you mean \"page\"?")
        #expect(!problems.contains { $0.message.contains("/g") || $0.message.contains("constrained in {sample}") })
    }

    @Test func `an app without a key says at boot which routes need it`() throws {
        let routes = Routes()
        routes.group("/in", middleware: ValidSignature()) { $0.get("/a") { _ in "" } }
        let table = try RouteTable(routes)
        #expect(
            table.signingProblems.map(\.message)
                == ["/in/a answers signed URLs only, and the app has no key to sign with."])
    }

    @Test func `a name given twice is refused`() {
        let error = #expect(throws: RouteErrors.self) {
            try Fixture { routes in
                routes.get("/a", SampleController.ping).name("x")
                routes.get("/b", SampleController.ping).name("x")
            }
        }
        #expect(error?.problems.first?.message.hasPrefix("Two routes are named \"x\": /a at ") == true)
    }

    @Test(arguments: [
        ("/a/{id", "\"{id\" mixes text and a placeholder"), ("/a/x{id}", "\"x{id}\" mixes text and a placeholder"),
        ("/a/{}", "\"{}\" is no placeholder"), ("/{a}/{a}", "it has {a} twice"), ("/{rest*}/x", "nothing can follow"),
        ("/{1a}", "\"{1a}\" is no placeholder"),
    ])
    func `a malformed path says what is wrong`(path: String, reason: String) {
        let error = #expect(throws: RouteErrors.self) { try Fixture { $0.get(path, SampleController.ping) } }
        #expect(error?.problems.first?.message.contains(reason) == true)
    }

    @Test func `all mistakes are reported at once, and the routes that are right remain`() {
        let routes = Routes()
        routes.get("/a", SampleController.ping)
        routes.get("/a", SampleController.index)
        routes.get("/b/{", SampleController.ping)
        routes.get("/c", SampleController.ping).name("c")
        routes.get("/d", SampleController.ping).name("c")
        routes.post("/e", SampleController.store)
        routes.redirect("/f", to: "/g", status: .ok)
        let (table, problems) = RouteTable.checked(routes)
        #expect(problems.count == 5)
        #expect(
            problems.allSatisfy {
                $0.location?.fileName == "RouteTableTests.swift" || $0.location?.fileName == "Fixtures.swift"
            })
        #expect(table.entries.map(\.path) == ["/a", "/c", "/d", "/e", "/f"])
    }

    @Test func `a listing knows method, host, constraints and place`() throws {
        let fixture = try Fixture { routes in
            routes.get("/s/{id:int}", SampleController.show).host("a.example").when(.xhr)
            routes.fallback(SampleController.ping)
        }
        let entry = try #require(fixture.table.entries.first)
        #expect(entry.summary == "GET a.example/s/{id:int}")
        #expect(entry.predicates == ["XMLHttpRequest"])
        #expect(entry.constraints == ["id": "int"])
        #expect(entry.location.fileName == "RouteTableTests.swift")
        #expect(fixture.table.entries.last?.methodText == "ANY")
        #expect(fixture.table.entry(for: Request(target: "/zzz"))?.isFallback == true)
    }

    @Test func `a missing binding refuses the routes with the chain`() throws {
        let routes = Routes()
        routes.get("/s/{id}", SampleController.show)
        let requirements = try RouteTable(routes).requirements
        #expect(requirements.first?.name == "SampleController.show (GET /s/{id})")
        #expect(requirements.first?.dependencies.map(\.typeName) == ["SampleController"])
    }

    @Test func `a resource declares the actions that its controller has`() throws {
        let fixture = try Fixture { $0.resource("samples", SampleController.self) }
        let lines = fixture.table.entries.map {
            "\($0.methods.map(\.rawValue).joined(separator: "|")) \($0.path) \($0.name ?? "")"
        }
        #expect(
            lines == [
                "GET /samples samples.index", "POST /samples samples.store", "GET /samples/{sample} samples.show",
                "PUT|PATCH /samples/{sample} samples.update", "DELETE /samples/{sample} samples.destroy",
            ])
    }

    @Test func `a resource declares only what is asked for`() throws {
        let fixture = try Fixture { $0.resource("samples", SampleController.self, except: [.store, .destroy]) }
        #expect(fixture.table.entries.compactMap(\.name) == ["samples.index", "samples.show", "samples.update"])
    }
}

@Suite struct URLGeneratorTests {
    private let urls: URLGenerator

    init() throws {
        urls = try Fixture { routes in
            routes.get("/", SampleController.ping).name("home")
            routes.get("/posts/{post}/comments/{comment}", SampleController.ping).name("comments.show")
            routes.get("/files/{path*}", SampleController.ping).name("files")
        }.table.urls
    }

    @Test func `placeholders are filled in order or by name, the rest is the query`() throws {
        #expect(try urls.path(to: "home") == "/")
        #expect(try urls.path(to: "comments.show", [1, "a/b"]) == "/posts/1/comments/a%2Fb")
        #expect(try urls.path(to: "comments.show", [2], named: ["post": 1, "page": 3]) == "/posts/1/comments/2?page=3")
        #expect(try urls.path(to: "home", query: ["q": "a b", "x": 1]) == "/?q=a%20b&x=1")
        #expect(try urls.path(to: "files", ["a b/c"]) == "/files/a%20b/c")
    }

    @Test func `an unknown name, a missing and a superfluous value are errors that say so`() {
        #expect(throws: RouteError(message: "There is no route named \"hom\". Did you mean \"home\"?")) {
            try urls.path(to: "hom")
        }
        #expect(
            throws: RouteError(
                message: "The route \"comments.show\" (/posts/{post}/comments/{comment}) needs a value for {comment}.")
        ) { try urls.path(to: "comments.show", [1]) }
        #expect(throws: RouteError(message: "The route \"home\" (/) has no place for 5.")) {
            try urls.path(to: "home", [5])
        }
    }
}
