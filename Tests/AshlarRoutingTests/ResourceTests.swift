import AshlarContainer
import AshlarHTTP
import AshlarRouting
import AshlarSupport
import HTTPTypes
import Testing

@Controller
struct FullController {
    func index() -> String { "index" }
    func create() -> String { "create" }
    func store() -> String { "store" }
    func show() -> String { "show" }
    func edit() -> String { "edit" }
    func update() -> String { "update" }
    func destroy() -> String { "destroy" }
}

@Controller
struct ThingResponder {
    func onGet(id: Int) -> String { "thing \(id)" }
    func onDelete(id: Int) {}
    func onGetCollection() -> String { "things" }
    func onPostCollection() -> String { "made" }
    func helper() -> String { "no responder" }
}

private struct Mark: Middleware {
    func respond(to request: Request, next: any Responder) async throws -> Response {
        try await next.respond(to: request)
    }
}

@Suite struct ResourceTests {
    private func lines(_ declare: (Routes) -> Void) throws -> [String] {
        try Fixture(declare).table.entries.map { "\($0.methodText) \($0.path) \($0.name ?? "")" }
    }

    @Test func `a nested resource has its parent in the path, a shallow one only where it has to`() throws {
        #expect(
            try lines { $0.resource("blog-posts.comments", FullController.self, only: [.index, .show]) } == [
                "GET /blog-posts/{blogPost}/comments blog-posts.comments.index",
                "GET /blog-posts/{blogPost}/comments/{comment} blog-posts.comments.show",
            ])
        #expect(
            try lines { $0.resource("posts.comments", FullController.self, shallow: true) } == [
                "GET /posts/{post}/comments posts.comments.index",
                "GET /posts/{post}/comments/create posts.comments.create",
                "POST /posts/{post}/comments posts.comments.store", "GET /comments/{comment} comments.show",
                "GET /comments/{comment}/edit comments.edit", "PUT|PATCH /comments/{comment} comments.update",
                "DELETE /comments/{comment} comments.destroy",
            ])
    }

    @Test func `an API's resource has no pages, a singleton no list and no parameter`() throws {
        #expect(
            try lines { $0.apiResource("admin/posts", FullController.self, parameter: "post.slug") } == [
                "GET /admin/posts admin.posts.index", "POST /admin/posts admin.posts.store",
                "GET /admin/posts/{post.slug} admin.posts.show",
                "PUT|PATCH /admin/posts/{post.slug} admin.posts.update",
                "DELETE /admin/posts/{post.slug} admin.posts.destroy",
            ])
        #expect(
            try lines { $0.singleton("posts.cover", FullController.self, parameters: ["posts": "article"]) } == [
                "GET /posts/{article}/cover posts.cover.show", "GET /posts/{article}/cover/edit posts.cover.edit",
                "PUT|PATCH /posts/{article}/cover posts.cover.update",
            ])
        #expect(
            try lines { $0.singleton("me", FullController.self, creatable: true, except: [.edit]) } == [
                "GET /me/create me.create", "POST /me me.store", "GET /me me.show", "PUT|PATCH /me me.update",
                "DELETE /me me.destroy",
            ])
    }

    @Test func `names, constraints and middleware are set by action`() async throws {
        let fixture = try Fixture { routes in
            routes.group(middleware: Mark()) {
                $0.resource("posts", FullController.self).name(.index, "all").where("post", .int)
                    .withoutMiddleware(Mark.self, only: [.index]).middleware(Mark(), only: [.show])
            }
        }
        let table = fixture.table
        #expect(try table.middleware(for: "all") == [])
        #expect(try table.middleware(for: "posts.show") == ["Mark", "Mark"])
        #expect(try table.middleware(for: "posts.edit") == ["Mark"])
        #expect(try await fixture.send(.get, "/posts/x").status == 404)
        #expect(try await fixture.send(.get, "/posts/create").text == "create")
    }

    @Test func `a controller of responders answers by method, and 405 with Allow otherwise`() async throws {
        let fixture = try Fixture { routes in
            routes.responder("/things", ThingResponder.self, suffix: "collection")
            routes.responder("/things/{id}", ThingResponder.self).name("thing").middleware(Mark())
        }
        #expect(try await fixture.send(.get, "/things/7").text == "thing 7")
        #expect(try await fixture.send(.head, "/things/7").status == 200)
        #expect(try await fixture.send(.delete, "/things/7").status == 204)
        #expect(try await fixture.send(.post, "/things").text == "made")
        let refused = try await fixture.send(.put, "/things/7")
        #expect(refused.status == 405)
        #expect(refused.headers[.allow] == "DELETE, GET, HEAD, OPTIONS")
        #expect(try await fixture.send(.options, "/things").headers[.allow] == "GET, HEAD, OPTIONS, POST")
        #expect(try fixture.table.urls.path(to: "thing", [7]) == "/things/7")
    }

    @Test func `hooks of a group, of routes declared together and of a route run from outside in and back`()
        async throws
    {
        func after(_ name: String) -> @Sendable (Request, inout Response) -> Void {
            { _, response in response.headers[.via] = (response.headers[.via] ?? "") + name }
        }
        func before(_ name: String) -> @Sendable (inout Request) -> Response? {
            { request in
                request.headers[.via] = (request.headers[.via] ?? "") + name
                return nil
            }
        }
        let fixture = try Fixture { routes in
            routes.group("/in") { group in
                group.responder("/things/{id}", ThingResponder.self)
                    .before(before("c")).before(before("d")).after(after("3")).after(after("4"))
                    .before { Response(text: $0.headers[.via] ?? "") }
            }
            .before(before("a")).before(before("b")).after(after("1")).after(after("2"))
            routes.resource("posts", FullController.self).after(after("r")).teardown { _, _ in }
        }
        let answer = try await fixture.send(.get, "/in/things/7")
        #expect(answer.text == "abcd" && answer.headers[.via] == "4321")
        #expect(try await fixture.send(.get, "/posts/create").headers[.via] == "r")
    }

    @Test func `a redirect to a route takes a query, named values and an anchor`() async throws {
        let fixture = try Fixture { routes in
            routes.get("/users/{id}/{tab?}") { _ in "" }.name("user")
            routes.get("/go") { _ in
                Redirect.route("user", 7, named: ["tab": "notes"], query: ["page": 2, "q": "a b"], anchor: "top")
            }
        }
        #expect(try await fixture.send(.get, "/go").headers[.location] == "/users/7/notes?page=2&q=a%20b#top")
    }

    @Test func `a controller's routes are named by key paths`() async throws {
        let fixture = try Fixture { routes in
            routes.controller(SampleController.self, "/s", name: "s.", middleware: Mark()) {
                $0.get("/{id}", \.show).name("show")
                $0.delete("/{id}", \.destroy)
            }
        }
        #expect(try await fixture.send(.get, "/s/3").text == "sample 3 at noon")
        #expect(try await fixture.send(.delete, "/s/3").status == 204)
        #expect(try fixture.table.middleware(for: "s.show") == ["Mark"])
    }

    @Test func `a controller without the actions that are asked for is refused`() {
        let error = #expect(throws: RouteErrors.self) {
            try Fixture { routes in
                routes.responder("/x", FullController.self)
                routes.resource("y", ThingResponder.self)
            }
        }
        #expect(
            error?.problems.map(\.message) == [
                "FullController has no responder for /x: no onGet, no onPost or the like.",
                "ThingResponder has none of the actions of a resource.",
            ])
    }

    @Test(arguments: [
        (HTTPRequest.Method.get, "/old", 302, "/new"), (.get, "/old?a=1", 302, "/new?a=1"),
        (.get, "/gone/a%2Fb", 301, "/here/a%2Fb"), (.post, "/kept", 308, "/new"),
        (.delete, "/temp", 307, "https://x.example/"),
        (.get, "/files/a/b%20c", 302, "/new/a/b%20c"),
    ])
    func `an address leads to another one`(method: HTTPRequest.Method, target: String, status: Int, to: String)
        async throws
    {
        let fixture = try Fixture { routes in
            routes.redirect("/old", to: "/new")
            routes.permanentRedirect("/gone/{id}", to: "/here/{id}")
            routes.permanentRedirect("/kept", to: "/new", keepingMethod: true)
            routes.redirect("/temp", to: "https://x.example/", status: .temporaryRedirect)
            routes.redirect("/files/{path*}", to: "/new/{path*}")
        }
        let response = try await fixture.send(method, target)
        #expect(response.status == status)
        #expect(response.headers[.location] == to)
    }

    @Test func `closures of several methods, and of a fallback, return what those of one do`() async throws {
        let fixture = try Fixture { routes in
            routes.any("/any") { ["method": $0.method.rawValue] }
            routes.match([.put, .post], "/json") { _ in [1, 2] }
            routes.match([.put, .post], "/text") { $0.method.rawValue }
            routes.match([.get, .post], "/none") { _ -> [Int]? in nil }
            routes.group("/api") { $0.fallback { ["missing": $0.path] } }
        }
        for method in Routes.anyMethod {
            #expect(try await fixture.send(method, "/any").text == #"{"method":"\#(method.rawValue)"}"#)
        }
        let json = try await fixture.send(.put, "/json")
        #expect(json.text == "[1,2]" && json.headers[.contentType] == "application/json")
        #expect(try await fixture.send(.post, "/json").text == "[1,2]")
        #expect(try await fixture.send(.get, "/json").status == 405)
        #expect(try await fixture.send(.put, "/text").text == "PUT")
        #expect(try await fixture.send(.post, "/none").status == 404)
        #expect(try await fixture.send(.get, "/api/x").text == #"{"missing":"/api/x"}"#)
    }

    @Test func `any, match, options and closures of all methods`() async throws {
        let fixture = try Fixture { routes in
            routes.any("/any") { $0.method.rawValue }
            routes.match([.put, .get], "/some", SampleController.method)
            routes.options("/own", SampleController.method)
            routes.put("/put") { _ in ["a": 1] }
            routes.patch("/patch") { _ in "patched" }
            routes.delete("/delete") { _ in Response(status: .noContent) }
            routes.on(HTTPRequest.Method("PROPFIND") ?? .get, "/dav") { _ in "found" }
        }
        for method in Routes.anyMethod {
            #expect(try await fixture.send(method, "/any").text == method.rawValue)
        }
        #expect(try await fixture.send(.put, "/some").text == "PUT noon")
        #expect(try await fixture.send(.options, "/own").text == "OPTIONS noon")
        #expect(try await fixture.send(.put, "/put").text == #"{"a":1}"#)
        #expect(try await fixture.send(.patch, "/patch").text == "patched")
        #expect(try await fixture.send(HTTPRequest.Method("PROPFIND") ?? .get, "/dav").text == "found")
        #expect(
            try await fixture.send(HTTPRequest.Method("BREW") ?? .get, "/dav").headers[.allow] == "OPTIONS, PROPFIND")
    }
}
