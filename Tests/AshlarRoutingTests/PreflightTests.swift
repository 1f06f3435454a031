import AshlarHTTP
import AshlarRouting
import HTTPTypes
import Testing

/// Answers preflights as CORS does, and counts in a field who was asked.
private struct Partner: Middleware, PreflightAnswering {
    let origin: String

    func respond(to request: Request, next: any Responder) async throws -> Response {
        guard request.method == .options, request.headers[.origin] == origin else {
            return try await next.respond(to: request)
        }
        return Response(
            status: .noContent,
            headers: [.accessControlAllowOrigin: origin, .vary: "\(request.pathParameters["id"] ?? "-")"])
    }
}

/// Lets every origin in, as CORS does.
private struct Marking: Middleware, PreflightAnswering {
    func respond(to request: Request, next: any Responder) async throws -> Response {
        let origin = request.headers[.origin]
        if request.method == .options {
            return Response(status: .noContent, headers: [.accessControlAllowMethods: "GET, HEAD, POST, DELETE"])
        }
        return try await request.answering {
            $0.headers[.accessControlAllowOrigin] = origin
        } by: {
            try await next.respond(to: request)
        }
    }
}

/// A layer that has nothing to say of preflights.
private struct Closed: Middleware {
    func respond(to request: Request, next: any Responder) async throws -> Response { throw HTTPError(.forbidden) }
}

@Suite struct PreflightTests {
    private func fixture() throws -> Fixture {
        try Fixture { routes in
            routes.group("/api", middleware: Partner(origin: "https://a.test"), Closed()) { group in
                group.get("/things/{id}") { _ in "thing" }
                group.put("/things/{id}") { _ in "changed" }.middleware(Partner(origin: "https://b.test"))
            }
            routes.delete("/api/things/{id}") { _ in "gone" }
        }
    }

    @Test(arguments: [
        // The layers of the method that is asked for, and those alone
        ("GET", "https://a.test", true), ("HEAD", "https://a.test", true), ("GET", "https://b.test", false),
        ("PUT", "https://a.test", true), ("PUT", "https://b.test", true), ("DELETE", "https://a.test", false),
        ("PATCH", "https://a.test", false), ("no method", "https://a.test", false),
    ])
    func `a preflight is answered by the layers of the route that it asks for`(
        method: String, origin: String, isLetIn: Bool
    ) async throws {
        let answer = try await fixture().send(
            .options, "/api/things/7", headers: [.origin: origin, .accessControlRequestMethod: method])
        #expect(answer.status == 204)
        #expect(answer.headers[.allow] == "DELETE, GET, HEAD, OPTIONS, PUT")
        #expect(answer.headers[.accessControlAllowOrigin] == (isLetIn ? origin : nil))
        #expect(answer.headers[.vary] == (isLetIn ? "7" : nil))
    }

    @Test func `a method that there is not is refused in the layers' words`() async throws {
        let fixture = try Fixture { routes in
            routes.group("/api", middleware: Marking()) { $0.get("/things/{id}") { _ in "thing" } }
            routes.get("/other") { _ in "other" }
        }
        let error = try await fixture.send(.delete, "/api/things/7", headers: [.origin: "https://a.test"])
        #expect(error.status == 405)
        #expect(error.headers[.allow] == "GET, HEAD, OPTIONS")
        #expect(error.headers[.accessControlAllowOrigin] == "https://a.test")
        #expect(try await fixture.send(.delete, "/api/things/7").headers[.accessControlAllowOrigin] == nil)
        let other = try await fixture.send(.delete, "/other", headers: [.origin: "https://a.test"])
        #expect(other.status == 405 && other.headers[.accessControlAllowOrigin] == nil)
    }

    @Test func `of the methods that a layer lets in those are named that there are`() async throws {
        let fixture = try Fixture { routes in
            routes.group("/api", middleware: Marking()) { $0.get("/things/{id}") { _ in "thing" } }
        }
        let answer = try await fixture.send(
            .options, "/api/things/7", headers: [.origin: "https://a.test", .accessControlRequestMethod: "GET"])
        #expect(answer.headers[.accessControlAllowMethods] == "GET, HEAD")
    }

    @Test func `an OPTIONS that is no preflight is answered without them`() async throws {
        let answer = try await fixture().send(.options, "/api/things/7", headers: [.origin: "https://a.test"])
        #expect(answer.status == 204)
        #expect(answer.headers[.accessControlAllowOrigin] == nil)
    }
}
