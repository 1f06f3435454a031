import AshlarContainer
import AshlarHTTP
import AshlarRouting
import AshlarSupport
import HTTPTypes
import Testing

@Suite struct HostTests {
    private let fixture: Fixture

    init() throws {
        fixture = try Fixture(baseURL: "https://example.com:8443") { routes in
            routes.get("/") { _ in "main" }.name("home")
            routes.get("/shared/{id}") { _ in "shared" }
            routes.group(name: "tenant.", host: "{tenant}.example.com") {
                $0.get("/", TenantController.index).name("home")
                $0.get("/users/{id:int}", TenantController.user).name("user")
                $0.post("/shared/{id}") { _ in "tenant's" }
            }
            routes.get("/") { _ in "api" }.host("api.example.com")
            routes.group(host: "{region:any(eu,us)}.cdn.example.com") { $0.get("/") { _ in "cdn" } }
        }
    }

    @Test(arguments: [
        ("example.com", "/", 200, "main"), ("ada.example.com", "/", 200, "tenant ada"),
        ("ADA.Example.com:8080", "/", 200, "tenant ada"), ("api.example.com", "/", 200, "api"),
        ("ada.example.com", "/users/7", 200, "user 7 of ada"), ("example.com", "/users/7", 404, "Not Found"),
        ("eu.cdn.example.com", "/", 200, "cdn"), ("xx.cdn.example.com", "/", 200, "main"),
        ("ada.example.com", "/shared/1", 200, "shared"), ("[::1]:80", "/", 200, "main"), ("", "/", 200, "main"),
    ])
    func `a host's routes go first`(host: String, path: String, status: Int, text: String) async throws {
        let response = try await fixture.send(.get, path, host: host)
        #expect(response.status == status)
        #expect(response.text == text)
    }

    @Test func `the methods of all hosts that match are allowed`() async throws {
        let response = try await fixture.send(.delete, "/shared/1", host: "ada.example.com")
        #expect(response.headers[.allow] == "GET, HEAD, OPTIONS, POST")
    }

    @Test func `an absolute URL has the host, taken by name, in order, or from the request`() throws {
        let urls = fixture.table.urls
        #expect(try urls.url(to: "home") == "https://example.com:8443/")
        #expect(try urls.url(to: "tenant.user", ["ada", 7]) == "https://ada.example.com:8443/users/7")
        #expect(
            try urls.url(to: "tenant.user", [7], named: ["tenant": "bob"]) == "https://bob.example.com:8443/users/7")
        #expect(try urls.path(to: "tenant.user", [7], named: ["tenant": "bob"]) == "/users/7")
        #expect(fixture.table.entry(named: "tenant.home")?.host == "{tenant}.example.com")
    }

    @Test(arguments: ["evil.com/x", "evil.com", "a.b", "a@b", "a:80", "ü", String(repeating: "a", count: 64)])
    func `a value that is no label leads to no other host`(tenant: String) throws {
        let error = #expect(throws: RouteError.self) {
            try fixture.table.urls.url(to: "tenant.home", named: ["tenant": tenant])
        }
        #expect(error?.message.contains("for {tenant}: it is no label of a host.") == true)
        #expect(try fixture.table.urls.url(to: "tenant.home", ["Ada"]) == "https://ada.example.com:8443/")
    }

    @Test(arguments: [".", ".."])
    func `no value is a step in the path`(value: String) throws {
        let fixture = try Fixture { $0.get("/slots/{slot}") { _ in "" }.name("slot") }
        #expect(throws: RouteError.self) { try fixture.table.urls.path(to: "slot", [value]) }
        #expect(try fixture.table.urls.path(to: "slot", ["..."]) == "/slots/...")
    }

    @Test func `a list in the query is the same name several times`() throws {
        let urls = fixture.table.urls
        #expect(
            try urls.path(to: "home", query: ["q": [1, 2], "tag": ["a b"], "none": [Int]()]) == "/?q=1&q=2&tag=a%20b")
    }

    @Test(arguments: ["", "a/b", "{a*}.x", "x{a}.y"])
    func `a malformed host is refused`(host: String) {
        #expect(throws: RouteErrors.self) { try Fixture { $0.get("/", SampleController.ping).host(host) } }
    }
}

@Controller
struct TenantController {
    func index(tenant: String) -> String { "tenant \(tenant)" }
    func user(id: Int, tenant: String) -> String { "user \(id) of \(tenant)" }
}
