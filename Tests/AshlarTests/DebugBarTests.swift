import Ashlar
import AshlarTesting
import Foundation
import Testing

@Controller private struct GadgetPageController {
    func index() async throws -> View {
        let gadgets = try await measure("gadgets") { try await Gadget.query().order { $0.name.asc }.all() }
        for _ in 0..<3 { _ = try await Gadget.query().count() }
        dump(gadgets.count, name: "how many")
        return View("gadgets", ["gadgets": gadgets])
    }
}

@Suite struct DebugBarTests {
    private let page =
        "<!doctype html><html><body>{% for gadget in gadgets %}{{ gadget.name }} {% endfor %}</body></html>"

    private let routes: @Sendable (Routes) -> Void = { routes in
        routes.get("/gadgets", GadgetPageController.index).name("gadgets.index")
        routes.get("/page") { _ in Response(html: "<html><body>Hi</body></html>") }
        routes.get("/part") { _ in Response(html: "<p>a part</p>") }
        routes.get("/json") { _ in ["a": 1] }
    }

    @Test func `a page tells how it came about (2.3, Debugbar)`() async throws {
        try await withTestDatabase { url in
            let folder = try AppFolder(["views/gadgets.html": page])
            try await withCycle(routes, in: folder, ["DATABASE_URL": url]) { app async throws in
                let database = try #require(app.kernel.database)
                try await Migrator([CreateGadgets.self], database: database).migrate()
                try await Database.$current.withValue(database) {
                    for name in ["a", "b"] { _ = try await Gadget.create(name: name) }
                }
                try await app.with(.accept, "text/html").get("/gadgets?token=abc").assertOk()
                    .assertSeeInOrder(
                        "a b <ashlar-debug>", "Route", "gadgets.index", "<summary>Statements <b>4, ",
                        "3 times the same",
                        "2 rows, DebugBarTests.swift:8", "<summary>Models <b>2</b>", "<th>Gadget</th><td>2</td>",
                        "<summary>Views <b>1</b>", "gadgets.html", "<summary>Measures <b>1</b>", "<th>gadgets</th>",
                        "<summary>Dumps <b>1</b>", "how many, DebugBarTests.swift:10", "<summary>Request", "***",
                        "<summary>Response", "200 OK", "<summary>App", "development", "</ashlar-debug></body></html>"
                    )
                    .assertDontSee("abc")
            }
        }
    }

    @Test func `what is no page, and who asks for none, gets none`() async throws {
        try await withCycle(routes, in: try AppFolder(["views/gadgets.html": page])) { app async throws in
            try await app.with(.accept, "text/html").get("/part").assertOk().assertDontSee("ashlar-debug")
            try await app.with(.accept, "text/html").get("/json").assertOk().assertDontSee("ashlar-debug")
            try await app.with(.accept, "*/*").get("/page").assertOk().assertDontSee("ashlar-debug")
            try await app.with(.accept, "text/html").get("/page").assertOk().assertSee("Hi<ashlar-debug>")
        }
        for variables in [["APP_ENV": "production"], ["APP_DEBUG_BAR": "off"], ["APP_DEBUG": "off"]] {
            try await withCycle(routes, in: try AppFolder(["views/gadgets.html": page]), variables) {
                app async throws in
                try await app.with(.accept, "text/html").get("/page").assertOk().assertDontSee("ashlar-debug")
            }
        }
    }

    @Test func `a listener adds a panel, and a policy lets the bar's style in`() async throws {
        let folder = try AppFolder([
            "config/security.yaml": "contentSecurityPolicy: strict\n", "views/gadgets.html": page,
        ])
        try await withCycle(routes, in: folder) {
            $0.listen(DebugBarRendering.self) { event in
                event.add(DebugPanel("Cart", badge: "2", rows: [.init("<tea>", "for \(event.request.path)")]))
            }
        } _: { app async throws in
            let response = try await app.with(.accept, "text/html").get("/page")
            response.assertOk().assertSeeInOrder("<summary>App", "<summary>Cart <b>2</b>", "&lt;tea&gt;", "for /page")
            let policy = try #require(response.headers[.contentSecurityPolicy])
            let nonce = try #require(response.text.split(separator: "<style nonce=\"").last?.prefix { $0 != "\"" })
            #expect(policy.contains("style-src ") && policy.contains("'nonce-\(nonce)'"))
        }
    }
}
