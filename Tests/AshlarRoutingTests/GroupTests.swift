import AshlarContainer
import AshlarHTTP
import AshlarRouting
import AshlarSupport
import HTTPTypes
import Synchronization
import Testing

private struct Tag: Middleware {
    let text: String
    var name: String { "Tag(\(text))" }
    func respond(to request: Request, next: any Responder) async throws -> Response {
        var response = try await next.respond(to: request)
        let field = HTTPField.Name("X-Tags") ?? .server
        response.headers[field] = text + (response.headers[field].map { ",\($0)" } ?? "")
        return response
    }
}

private struct Outer: Middleware {
    func respond(to request: Request, next: any Responder) async throws -> Response {
        try await next.respond(to: request)
    }
}

private struct Broken: Error {}
private protocol Temporary: Error {}
private struct Busy: Temporary {}
private class Base: Error, @unchecked Sendable {}  // it has no state
private final class Derived: Base, @unchecked Sendable {}  // it has no state

@Suite struct GroupTests {
    @Test func `middleware lies around in the order of declaration, can be prepended and taken out`() throws {
        let fixture = try Fixture { routes in
            routes.group("/a", middleware: Tag(text: "1"), Outer()) { group in
                group.group("/b") {
                    $0.get("/c", SampleController.ping).name("c").middleware(Tag(text: "4")).prependMiddleware(
                        Tag(text: "0"))
                    $0.get("/d", SampleController.ping).name("d").withoutMiddleware(Outer.self)
                }.middleware(Tag(text: "3"))
            }.middleware(Tag(text: "2"))
        }
        #expect(try fixture.table.middleware(for: "c") == ["Tag(0)", "Tag(1)", "Outer", "Tag(2)", "Tag(3)", "Tag(4)"])
        #expect(try fixture.table.middleware(for: "d") == ["Tag(1)", "Tag(2)", "Tag(3)"])
        #expect(throws: RouteError(message: "There is no route named \"e\".")) {
            try fixture.table.middleware(for: "e")
        }
    }

    @Test func `hooks run around the action, the last one also when it throws`() async throws {
        let notes = Notes()
        let fixture = try Fixture { routes in
            routes.group {
                $0.get("/ok") { request in
                    notes.add("action")
                    return request.headers[.userAgent] ?? ""
                }
                $0.get("/fails") { _ -> String in throw Broken() }
                $0.get("/blocked") { _ in "never" }.before { _ in Response(status: .forbidden) }
            }
            .before { request in
                notes.add("before")
                request.headers[.userAgent] = "hook"
                return nil
            }
            .after { _, response in
                notes.add("after")
                response.headers[.server] = "hook"
            }
            .teardown { _, result in notes.add("teardown \((try? result.get())?.status.code ?? 0)") }
        }
        let response = try await fixture.send(.get, "/ok")
        #expect(response.text == "hook")
        #expect(response.headers[.server] == "hook")
        #expect(notes.inOrder == ["before", "action", "after", "teardown 200"])
        await #expect(throws: Broken.self) { try await fixture.send(.get, "/fails") }
        #expect(notes.all.contains("teardown 0"))
        #expect(try await fixture.send(.get, "/blocked").status == 403)
    }

    @Test(arguments: [
        ("/in/broken", "inner Broken"), ("/in/busy", "inner Temporary"), ("/in/derived", "inner Base"),
        ("/in/404", "inner 404"), ("/in/409", "inner HTTPError"), ("/in/other", "outer any"),
        ("/out/broken", "outer any"),
        ("/in/loop", "outer any: loop"), ("/missing", "root 404"),
    ])
    func `the most specific handler of the innermost group answers an error`(path: String, text: String) async throws {
        let fixture = try Fixture { routes in
            routes.onError(status: .notFound) { _, _ in "root 404" }
            routes.group { outer in
                outer.get("/out/broken") { _ -> String in throw Broken() }
                outer.group("/in") { inner in
                    inner.get("/{kind}") { request -> String in
                        switch request.pathParameters["kind"] {
                        case "broken": throw Broken()
                        case "busy": throw Busy()
                        case "derived": throw Derived()
                        case "404": throw HTTPError(.notFound)
                        case "409": throw HTTPError(.conflict)
                        case "loop": throw LoopError()
                        default: throw OtherError()
                        }
                    }
                }
                .onError((any Temporary).self) { _, _ in "inner Temporary" }
                .onError(HTTPError.self) { _, _ in "inner HTTPError" }
                .onError(status: .notFound) { _, _ in "inner 404" }
                .onError(Base.self) { _, _ in "inner Base" }
                .onError(Broken.self) { _, _ in "inner Broken" }
                .onError(LoopError.self) { error, _ -> String in throw error }
            }
            .onError((any Error).self) { error, _ in error is LoopError ? "outer any: loop" : "outer any" }
        }
        #expect(try await fixture.send(.get, path).text == text)
    }

    @Test func `a fallback answers what nothing else does, with its group's middleware, but no 405`() async throws {
        let fixture = try Fixture { routes in
            routes.group("/api", middleware: Tag(text: "api")) {
                $0.get("/things", SampleController.ping)
                $0.fallback { request in "no \(request.path)" }
            }
            routes.fallback { _ in "nothing" }
        }
        let inner = try await fixture.send(.post, "/api/x/y")
        #expect(inner.text == "no /api/x/y")
        #expect(inner.headers[HTTPField.Name("X-Tags") ?? .server] == "api")
        #expect(try await fixture.send(.get, "/api").text == "no /api")
        #expect(try await fixture.send(.delete, "/elsewhere").text == "nothing")
        #expect(try await fixture.send(.get, "/").text == "nothing")
        #expect(try await fixture.send(.post, "/api/things").status == 405)
        #expect(try await fixture.send(.get, "/api/things/").status == 308)
    }

    @Test func `a request knows its route`() async throws {
        let fixture = try Fixture { routes in
            routes.get("/x/{id:int}") { "\($0.route?.name ?? "") \($0.route?.path ?? "")" }.name("x")
        }
        #expect(try await fixture.send(.get, "/x/1").text == "x /x/{id:int}")
        #expect(Request(target: "/").route == nil)
    }
}

private struct LoopError: Error {}
private struct OtherError: Error {}

final class Notes: Sendable {
    private let notes = Mutex<[String]>([])
    func add(_ note: String) { notes.withLock { $0.append(note) } }
    func reset() { notes.withLock { $0 = [] } }
    var inOrder: [String] { notes.withLock { $0 } }
    var all: [String] { inOrder.sorted() }
}
