import AshlarTesting
import Foundation
import NIOCore
import ServiceLifecycle
import Synchronization
import TestClients
import Testing

@testable import Ashlar

/// A whole app at a path of another one, each with its own settings, sessions, errors and life.
@Suite struct MountedAppTests {
    private static func key() -> String {
        Data((0..<32).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
    }

    private struct Lost: Error {}

    private static let shop = RoutesOnly { routes in
        routes.group(middleware: .web) {
            $0.get("/count") { request in "shop \(try request.session.increment("visits"))" }
            $0.get("/form") { request in View("form") }
            $0.post("/orders") { _ in "ordered" }
        }
        routes.get("/here") { request in
            "\(request.mountPath) \(request.path) \(try Kernel.current.config.appName) \(try Request.current.path)"
        }
        routes.get("/orders/{id:int}") { _ in "an order" }.name("orders.show")
        routes.get("/link") { _ in try Kernel.current.routes.urls.path(to: "orders.show", [7]) }
        routes.get("/breaks") { _ -> String in throw Lost() }
        routes.get("/refuses") { _ -> String in throw HTTPError(.conflict, "Sold out.") }
    }

    private static func site(_ shop: Kernel, _ seen: LifeNotes) -> RoutesOnly {
        RoutesOnly { routes in
            routes.onError(HTTPError.self) { error, _ in Response(status: error.status, text: "the site's handler") }
            routes.group(middleware: .web) {
                $0.get("/count") { request in "site \(try request.session.increment("visits"))" }
            }
            routes.group(middleware: After { _, response in seen.note("\(response.status.code)") }) {
                $0.mount("/shop", shop)
            }
            routes.get("/here") { _ in try Kernel.current.config.appName }
        }
    }

    private func withApps(
        keys: (String, String), _ body: @Sendable (TestApp, Kernel, LifeNotes) async throws -> Void
    ) async throws {
        let inner = try AppFolder([
            "views/errors/404.html": "The shop has no such page. {{ asset('shop.css') }} {{ route('orders.show', 7) }}",
            "views/form.html": "{{ csrf_field() }}{{ asset('shop.css') }}", "public/shop.css": "p {}",
        ])
        let outer = try AppFolder(["views/errors/404.html": "The site has no such page."])
        let seen = LifeNotes()
        let production = ["APP_ENV": "production"]
        try await withKernel(
            Self.shop, in: inner, production.merging(["APP_KEY": keys.0, "APP_NAME": "Shop"]) { $1 }
        ) { shop async throws in
            try await withKernel(
                Self.site(shop, seen), in: outer, production.merging(["APP_KEY": keys.1, "APP_NAME": "Site"]) { $1 }
            ) { site async throws in
                try await body(TestApp(kernel: site), shop, seen)
            }
        }
    }

    @Test func `each app has its own session, with the same settings and with keys of their own`() async throws {
        try await withApps(keys: (Self.key(), Self.key())) { visitor, _, _ async throws in
            for count in 1...3 {
                try await visitor.get("/count").assertOk().assertSee("site \(count)")
                try await visitor.get("/shop/count").assertOk().assertSee("shop \(count)")
            }
            let form = try await visitor.get("/shop/form")
            let token = try #require(form.text.firstMatch(of: /value="([^"]+)"/)?.output.1)
            try await visitor.checkingForms.post("/shop/orders", form: ["_token": String(token)]).assertOk()
            try await visitor.checkingForms.post("/shop/orders", form: [:]).assertForbidden()
            try await visitor.get("/count").assertSee("site 4")
        }
    }

    @Test func `each app answers its own errors, and the outer one's layers see them`() async throws {
        try await withApps(keys: (Self.key(), Self.key())) { visitor, _, seen async throws in
            let lost = try await visitor.get("/shop/nowhere").assertNotFound()
            let match = lost.text.wholeMatch(
                of: /The shop has no such page\. (\/shop\/shop-[0-9a-f]+\.css) \/shop\/orders\/7/)
            let stylesheet = try #require(match, "\(lost.text)").output.1
            #expect(try await visitor.get(String(stylesheet)).assertOk().text == "p {}")
            try await visitor.get("/shop/breaks").assertStatus(.internalServerError)
            try await visitor.get("/shop/refuses").assertStatus(.conflict).assertSee("Sold out.")
            try await visitor.post("/shop/here", form: [:]).assertStatus(.methodNotAllowed)
            #expect(seen.lines == ["404", "200", "500", "409", "405"])
            #expect(try await visitor.get("/nowhere").assertNotFound().text == "the site's handler")
        }
    }

    @Test func `code in an app finds its own app, path and addresses`() async throws {
        try await withApps(keys: (Self.key(), Self.key())) { visitor, _, _ async throws in
            #expect(try await visitor.get("/shop/here").text == "/shop /here Shop /here")
            #expect(try await visitor.get("/here").text == "Site")
            #expect(try await visitor.get("/shop/link").text == "/shop/orders/7")
        }
    }

    @Test func `one app ends after the other; what is in flight in the inner one is finished before`() async throws {
        let events = LifeNotes()
        let gate = AsyncStream<Void>.makeStream()
        let begun = AsyncStream<Void>.makeStream()
        let inner = RoutesOnly { routes in
            routes.get("/slow") { request in
                request.whenFinished { events.note("finished in the shop") }
                begun.continuation.yield()
                var iterator = gate.stream.makeAsyncIterator()
                _ = await iterator.next()
                return "slow"
            }
        }
        let innerFolder = try AppFolder()
        let outerFolder = try AppFolder()
        let shop = try await Kernel.boot(inner, config: .load(root: innerFolder.path, variables: Self.quiet))
        shop.events.listen(ApplicationStopping.self) { _ in events.note("the shop stops") }
        let outer = RoutesOnly { routes in
            routes.get("/own") { request in
                request.whenFinished { events.note("finished in the site") }
                return "own"
            }
            routes.mount("/shop", shop)
        }
        try await withKernel(outer, in: outerFolder) { site async throws in
            site.events.listen(ApplicationStopping.self) { _ in events.note("the site stops") }
            try await served(site) { port async throws in
                async let slow = exchange(port, "GET /shop/slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                var iterator = begun.stream.makeAsyncIterator()
                _ = await iterator.next()
                #expect(try await exchange(port, "GET /own HTTP/1.0\r\n\r\n").hasSuffix("own"))
                gate.continuation.yield()
                #expect(try await slow.hasSuffix("slow"))
            }
        }
        await shop.shutdown()
        #expect(events.lines == ["finished in the site", "finished in the shop", "the site stops", "the shop stops"])
    }

    @Test func `an app that is declared with another is booted, proven and ended with it`() async throws {
        let folder = try AppFolder([
            "config/app.yaml": "name: Site\n", "shop/config/app.yaml": "name: Shop\n",
            "shop/views/home.html": "<h1>{{ config('app.name') }}</h1>{{ route('home') }}",
        ])
        try await LifeNotes.$current.withValue(LifeNotes()) {
            try await withKernel(Site(), in: folder, ["APP_ENV": "production"]) { site async throws in
                #expect(site.routes.entries.map(\.listedPath) == ["/name", "/shop/* (mount)"])
                #expect(try await site.send(.get, "/name").text == "Site")
                #expect(try await site.send(.get, "/shop/").text == "<h1>Shop</h1>/shop/")
                #expect(try await site.send(.get, "/shop/nothing").status == 404)
                #expect(site.mounts.flatMap(\.services).count == 1)
            }
            #expect(
                LifeNotes.current?.lines == ["boot shop", "boot site", "shutdown site", "shutdown shop"])
        }
        let config = try await Config.load(root: folder.path, variables: Self.quiet)
        try await BootPlan.forCommand(Site(), config: config) { try await CheckCommand.prove($0) }
        try folder.write("shop/views/home.html", "{{ route('nowhere') }}")
        let unproven = await #expect(throws: MountedAppFailure.self) {
            try await BootPlan.forCommand(Site(), config: config) { try await CheckCommand.prove($0) }
        }
        #expect(unproven?.description.hasPrefix("Shop, mounted at /shop, does not start.\n\n") == true)
        await LifeNotes.$current.withValue(LifeNotes()) {
            await #expect(throws: MountedAppFailure.self) { try await Kernel.boot(Site(), config: config) }
            #expect(LifeNotes.current?.lines == [])
        }
    }

    private static let quiet = ["LOG_LEVEL": "critical"]
}

/// What happens to the apps of one test.
private final class LifeNotes: Sendable {
    @TaskLocal static var current: LifeNotes?
    private let all = Mutex<[String]>([])
    var lines: [String] { all.withLock { $0 } }
    func note(_ line: String) { all.withLock { $0.append(line) } }
}

private struct SiteProvider: ServiceProvider {
    func register(_ container: Container) {}
    func boot(_ resolver: Resolver) async throws { LifeNotes.current?.note("boot site") }
    func shutdown() async { LifeNotes.current?.note("shutdown site") }
}

private struct ShopProvider: ServiceProvider {
    func register(_ container: Container) {}
    func boot(_ resolver: Resolver) async throws { LifeNotes.current?.note("boot shop") }
    func shutdown() async { LifeNotes.current?.note("shutdown shop") }
}

private struct Waiting: Service {
    func run() async throws { try await gracefulShutdown() }
}

private struct Shop: Application {
    let providers: [any ServiceProvider.Type] = [ShopProvider.self]
    func services(_ kernel: Kernel) -> [any Service] { [Waiting()] }
    func routes(_ routes: Routes) { routes.view("/", "home").name("home") }
}

private struct Site: Application {
    let providers: [any ServiceProvider.Type] = [SiteProvider.self]
    func routes(_ routes: Routes) {
        routes.get("/name") { _ in try Kernel.current.config.appName }
        routes.mount("/shop", app: Shop(), root: "shop")
    }
}
