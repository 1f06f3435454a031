import Ashlar
import Synchronization
import Testing

private struct Member: MemberReadable {
    let name: String

    static let memberNames = ["id", "name"]

    func member(named name: String) throws -> any Sendable {
        switch name {
        case "id": 7
        case "name": self.name
        default: throw MemberError.unknown
        }
    }
}

/// An app that knows who asks by a cookie, and counts how often it looked.
private struct MemberApp: Application {
    let lookups = Mutexed()
    let declare: @Sendable (Routes) -> Void

    final class Mutexed: Sendable {
        private let count = Mutex(0)
        var value: Int { count.withLock { $0 } }
        func add() { count.withLock { $0 += 1 } }
    }

    init() { declare = { _ in } }

    init(_ declare: @escaping @Sendable (Routes) -> Void) { self.declare = declare }

    func routes(_ routes: Routes) { declare(routes) }

    func views(_ views: inout ViewConfiguration) {
        let lookups = lookups
        views.identify { request in
            lookups.add()
            await Task.yield()
            return request.cookies["name"].map { Member(name: $0) }
        }
        views.authorize { ability in
            guard let member = ability.user as? Member else { return ability.name == "read" }
            return ability.name == "read" || ability.subject as? String == member.name
        }
    }
}

/// `auth`, `can` and `cannot`.
@Suite struct ViewAuthTests {
    private func text(_ kernel: Kernel, _ path: String, name: String? = nil) async throws -> String {
        var headers: HTTPFields = [.accept: "text/html"]
        if let name { headers[.cookie] = "name=\(name)" }
        let response = try await kernel.respond(to: Request(target: path, headers: headers))
        return String(buffer: try await response.body.collect())
    }

    @Test func `without an app that says otherwise there are guests, who may do nothing`() async throws {
        let folder = try AppFolder([
            "views/home.html":
                "{{ auth.guest }} {{ auth.check }} [{{ auth.user }}] [{{ auth.id }}] {{ can('read', 1) }} {{ cannot('read') }}"
                + "{% if auth.user %}no{% endif %}"
        ])
        try await withKernel(RoutesOnly { $0.view("/", "home") }, in: folder) { kernel async throws in
            #expect(try await kernel.send(.get, "/").text == "True False [] [] False True")
        }
    }

    @Test func `templates know who asks, and what they may do`() async throws {
        let folder = try AppFolder([
            "views/home.html":
                "{{ auth.user.name if auth.check else 'guest' }} {{ auth.id }} {{ can('read') }} {{ can('update', owner) }} {{ cannot('update', owner) }}"
        ])
        let app = MemberApp { $0.view("/", "home", ["owner": "Ada"]) }
        try await withKernel(app, in: folder) { kernel async throws in
            #expect(try await text(kernel, "/", name: "Ada") == "Ada 7 True True False")
            #expect(try await text(kernel, "/", name: "Bob") == "Bob 7 True False True")
            #expect(try await text(kernel, "/") == "guest  True False True")
        }
    }

    @Test func `who asks is looked up once a request, and only for a page that may name them`() async throws {
        let folder = try AppFolder([
            "views/plain.html": "plain", "views/layout.html": "{% block a %}{% endblock %}{% include 'part.html' %}",
            "views/part.html": "{{ auth.check }}", "views/page.html": "{% extends 'layout.html' %}",
            "views/open.html": "{% include name %}",
        ])
        let app = MemberApp { routes in
            routes.view("/plain", "plain")
            routes.view("/page", "page")
            routes.view("/open", "open", ["name": "part.html"])
            routes.get("/twice") { request in
                let views = try ViewRenderer.current
                let pages = try await [
                    views.render("page", for: request), views.render("page", for: request),
                ]
                return pages.map { String(buffer: $0) }.joined()
            }
        }
        try await withKernel(app, in: folder) { kernel async throws in
            for (path, page, count) in [
                ("/plain", "plain", 0), ("/page", "True", 1), ("/open", "True", 2), ("/twice", "TrueTrue", 3),
            ] {
                #expect(try await text(kernel, path, name: "Ada") == page)
                #expect(app.lookups.value == count, "\(path)")
            }
        }
    }

    @Test func `what is asked about has to be there, and has no name`() async throws {
        let folder = try AppFolder([
            "views/undefined.html": "{{ can('update', owenr) }}", "views/named.html": "{{ can('update', post=1) }}",
        ])
        let app = MemberApp { routes in
            routes.view("/undefined", "undefined", ["owner": "Ada"])
            routes.view("/named", "named")
        }
        try await withKernel(app, in: folder) { kernel async throws in
            let undefined = try await text(kernel, "/undefined")
            #expect(undefined.contains("&#34;owenr&#34; is undefined"))
            #expect(undefined.contains("Did you mean &#34;owner&#34;?"))
            #expect(try await text(kernel, "/named").contains("Write {{ can(&#39;update&#39;, post) }}."))
        }
    }

    @Test func `they are checked at boot, as other helpers are`() async throws {
        let folder = try AppFolder([
            "views/cached.html":
                "{% cache 'a' %}{{ auth.check }}{% endcache %}{% cache 'b' %}{{ can('x') }}{% endcache %}",
            "views/components/bar.html": "{% props name: string %}{{ auth.check }}{{ cann('x') }}",
            "views/pages/welcome.html": "{{ auth.usr }}{{ auth.user.anything }}{{ name }}{{ request.pth }}",
        ])
        let app = RoutesOnly { $0.get("/", EssayController.welcome) }
        let error = try await #require(throws: BootError.self) { try await withKernel(app, in: folder) { _ in } }
        for part in [
            "cached.html:1:19: \"auth\" belongs to one visitor", "cached.html:1:64: \"can\" belongs to one visitor",
            "bar.html:1:44: \"cann\" is undefined. Did you mean \"can\"?",
            "welcome.html:1:4: \"auth\" has no member \"usr\". Did you mean \"user\"?",
            "welcome.html:1:52: \"request\" has no member \"pth\". Did you mean \"path\"?",
        ] { #expect(error.description.contains(part), "\(part)\n\(error.description)") }
        #expect(error.problems.count == 5, "\(error.description)")
    }

    @Test func `an error page knows who asks`() async throws {
        let folder = try AppFolder(["views/errors/404.html": "{{ status }} {{ auth.user.name }}"])
        try await withKernel(MemberApp { _ in }, in: folder, ["APP_ENV": "production"]) {
            kernel async throws in
            #expect(try await text(kernel, "/nowhere", name: "Ada") == "404 Ada")
        }
    }
}
