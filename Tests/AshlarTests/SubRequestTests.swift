import Ashlar
import AshlarTesting
import Foundation
import NIOCore
import Testing

@Suite struct SubRequestTests {
    @Test func `a route asks another one, as the same visitor`() async throws {
        let folder = try AppFolder()
        try await withCycle(
            { routes in
                routes.get("/page") { request in
                    let inner = try await request.send(.get, "/inner/7?x=1", headers: [.accept: "text/plain"])
                    return "[\(String(buffer: try await inner.body.collect()))]"
                }
                routes.get("/inner/{id}") { request in
                    let id = request.pathParameters["id"] ?? ""
                    let fields = [request.headers[.accept], request.cookies["c"], request.headers[.ifNoneMatch]]
                    return "\(id) \(try request.query["x"] ?? "") \(fields.map { $0 ?? "nil" }) \(request.isSubRequest)"
                }
                routes.get("/missing") { request in try await request.send(.get, "/nowhere") }
                routes.get("/circle") { request in try await request.send(.get, "/circle") }
            }, in: folder
        ) { app async throws in
            app.withCookie("c", "cookie")
            let response = try await app.kernel.respond(
                to: Request(
                    target: "/page", headers: [.cookie: "c=cookie", .accept: "text/html", .ifNoneMatch: "\"1\""]))
            #expect(
                String(buffer: try await response.body.collect()) == #"[7 1 ["text/plain", "cookie", "nil"] true]"#)
            try await app.get("/missing").assertNotFound()
            let circle = try await app.get("/circle").assertStatus(.internalServerError)
            #expect(circle.text.contains("Requests are sent inside of each other more than 8 deep."))
            #expect(circle.text.contains("GET /circle"))
        }
        let error = await #expect(throws: SubRequestError.self) {
            try await Request(target: "/").send(.get, "/a")
        }
        #expect(error?.description == "A request cannot be sent to /a: no app answers the one around it.")
    }

    @Test func `it has a scope and a life of its own`() async throws {
        let folder = try AppFolder()
        let notes = Notes()
        try await withCycle(
            { routes in
                routes.get("/page") { request in
                    request.whenFinished { notes.note("outer end") }
                    let inner = try await request.send(.get, "/inner")
                    notes.note("answered")
                    let text = String(buffer: try await inner.body.collect())
                    return text
                }
                routes.get("/inner") { request in
                    request.whenFinished { notes.note("inner end") }
                    request.afterResponse { $0.body = .bytes(ByteBuffer(string: "changed")) }
                    return "inner"
                }
                routes.get("/fails") { request -> String in
                    _ = try? await request.send(.get, "/thrown")
                    return "went on"
                }
                routes.get("/thrown") { request -> String in
                    request.whenFinished { notes.note("thrown end") }
                    throw Trouble()
                }
            }, in: folder
        ) { app async throws in
            try await app.get("/page").assertOk().assertSee("changed")
            #expect(notes.lines == ["answered", "inner end", "outer end"])
            try await app.get("/fails").assertSee("went on")
            #expect(notes.lines.last == "thrown end")
        }
    }

    @Test func `it works from global middleware, before a route was found`() async throws {
        struct Banner: Middleware {
            func respond(to request: Request, next: any Responder) async throws -> Response {
                guard request.path == "/page" else { return try await next.respond(to: request) }
                return try await request.send(.get, "/banner")
            }
        }
        let folder = try AppFolder()
        let config = try await Config.load(root: folder.path, variables: ["LOG_LEVEL": "critical"])
        let kernel = try await Kernel.boot(
            App(middleware: Banner()) { $0.get("/banner") { _ in "closed today" } }, config: config)
        #expect(try await kernel.send(.get, "/page").text == "closed today")
        await kernel.shutdown()
    }

    @Test func `it shares the session of the request around it, and needs no token`() async throws {
        let folder = try AppFolder()
        try await withCycle(
            { routes in
                routes.group(middleware: .web) {
                    $0.get("/page") { request in
                        try request.session.set("outer", "1")
                        return try await request.send(.post, "/count")
                    }
                    $0.post("/count") { request in
                        "\(try request.session.get("outer") ?? "nil") \(try request.session.increment("visits"))"
                    }
                }
            }, in: folder
        ) { app async throws in
            let app = app.checkingForms
            try await app.get("/page").assertOk().assertSee("1 1")
            try await app.get("/page").assertOk().assertSee("1 2")
        }
    }
}
