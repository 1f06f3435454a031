import AshlarContainer
import AshlarHTTP
import AshlarRouting
import AshlarSupport
import Foundation
import HTTPTypes
import Testing

/// Not a signature that anybody should use, but one that shows what was signed.
private struct PlainSigner: URLSigning {
    func signature(of text: String) -> String { String(text.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xffff_ffff }) }
    func isValid(_ signature: String, of text: String) -> Bool { signature == self.signature(of: text) }
}

@Suite struct SigningTests {
    private let fixture: Fixture
    private static let now = Date(timeIntervalSince1970: 1_000_000)

    init() throws {
        fixture = try Fixture(baseURL: "https://example.com/app/", signer: PlainSigner()) { routes in
            let valid = ValidSignature(ignoring: ["utm_source"], now: { Self.now })
            routes.get("/leave/{user}") { _ in "left" }.name("leave").middleware(valid)
            routes.get("/in") { _ in "in" }.name("in").host("{tenant}.example.com").middleware(valid)
        }
    }

    @Test func `a signed URL is answered, a changed one is not`() async throws {
        let path = try fixture.table.urls.signedPath(to: "leave", ["ada b"], query: ["list": "a&b"])
        #expect(path.hasPrefix("/leave/ada%20b?list=a%26b&signature="))
        #expect(try await fixture.send(.get, path).text == "left")
        #expect(try await fixture.send(.get, path + "&utm_source=mail").text == "left")
        for changed in [
            path.replacing("ada", with: "bob"), path.replacing("list=a", with: "list=b"), path + "&x=1", path + "0",
            path + "&signature=1", "/leave/ada%20b", "/leave/ada%20b?signature=", path.replacing("?", with: "?x&"),
        ] {
            let response = try await fixture.send(.get, changed)
            #expect(response.status == 403)
            #expect(response.text == "This link is not valid: it was changed, or cut off.")
        }
    }

    @Test(arguments: [(1, 200), (0, 403), (-1, 403)])
    func `a URL ends when it expires`(seconds: Double, status: Int) async throws {
        let path = try fixture.table.urls.signedPath(to: "leave", [1], expires: Self.now.addingTimeInterval(seconds))
        #expect(path.contains("?expires=\(1_000_000 + Int(seconds))&signature="))
        #expect(try await fixture.send(.get, path).status == status)
        #expect(try await fixture.send(.get, path.replacing("expires=1", with: "expires=2")).status == 403)
    }

    @Test func `a signature is for the host of its route`() async throws {
        let url = try fixture.table.urls.signedURL(to: "in", ["ada"])
        #expect(url.hasPrefix("https://ada.example.com/app/in?signature="))
        let path = String(url.dropFirst("https://ada.example.com/app".count))
        #expect(try await fixture.send(.get, path, host: "ada.example.com").status == 200)
        #expect(try await fixture.send(.get, path, host: "bob.example.com").status == 403)
    }

    @Test func `an app without a signer says so`() async throws {
        let fixture = try Fixture { $0.get("/a") { _ in "a" }.name("a").middleware(ValidSignature()) }
        let error = #expect(throws: RouteError.self) { try fixture.table.urls.signedPath(to: "a") }
        #expect(error?.message == "The app has no signer for URLs.")
        await #expect(throws: RouteError.self) { try await fixture.send(.get, "/a?signature=1") }
        #expect(throws: RouteError.self) {
            try self.fixture.table.urls.signedPath(to: "leave", [1], query: ["expires": 1])
        }
    }

    @Test func `absolute URLs stand at the base, or at the request's address`() throws {
        let urls = fixture.table.urls
        #expect(
            try urls.url(to: "leave", [1], query: ["a": "b c"], anchor: "x y/?", scheme: "wss")
                == "wss://example.com/app/leave/1?a=b%20c#x%20y/?")
        let plain = try Fixture { $0.get("/a", SampleController.ping).name("a") }.table.urls
        let error = #expect(throws: RouteError.self) { try plain.url(to: "a") }
        #expect(error?.message == "There is no base URL for an absolute URL of the route \"a\".")
        let request = Request(target: "/", scheme: "https", authority: "a.example:81", mountPath: "/m")
        #expect(try plain.adapted(to: request).url(to: "a") == "https://a.example:81/m/a")
        #expect(try plain.path(to: SampleController.ping, query: ["q": 1]) == "/a?q=1")
        #expect(throws: RouteError.self) { try plain.path(to: SampleController.show) }
    }

    @Test(arguments: ["example.com", "https://", "https://a b", "https://x?y", "https://user@x", "ht tp://x"])
    func `a malformed base URL is refused`(base: String) {
        #expect(throws: RouteError.self) { try Fixture(baseURL: base) { _ in } }
    }
}
