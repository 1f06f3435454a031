import Ashlar
import AshlarTesting
import Foundation
import Testing

private struct Odd: Error {}

/// What the layers of a group say is said on every answer to its requests, whoever makes it.
@Suite struct GroupLayerTests {
    private static let origin = "https://page.test"

    private let app = RoutesOnly { routes in
        routes.group(
            "/api", middleware: CORS.origins(GroupLayerTests.origin), SecurityHeaders(frameOptions: "DENY"),
            RateLimit.perMinute(100)
        ) { group in
            group.get("/fine") { _ in "fine" }
            group.get("/known") { _ -> String in throw HTTPError(.conflict, headers: [.retryAfter: "7"]) }
            group.get("/unknown") { _ -> String in throw Odd() }
            group.get("/handled") { _ -> String in throw HTTPError(.gone) }
        }.onError(HTTPError.self) { error, _ -> Response in
            guard error.status == .gone else { throw error }
            return Response(status: .gone, text: "handled")
        }
        routes.get("/elsewhere") { _ in "" }
    }

    @Test(arguments: [
        ("/api/fine", 200), ("/api/known", 409), ("/api/unknown", 500), ("/api/handled", 410),
    ])
    func `the fields of a group's layers are on its errors too, each once`(path: String, status: Int) async throws {
        try await withKernel(app, in: try AppFolder()) { kernel async throws in
            let answer = try await TestApp(kernel: kernel).with(.origin, Self.origin).get(path)
            #expect(answer.status.code == status)
            #expect(answer.headers[values: .accessControlAllowOrigin] == [Self.origin])
            #expect(answer.headers[values: .vary].count { $0 == "Origin" } == 1)
            let frames = try #require(HTTPField.Name("X-Frame-Options"))
            #expect(answer.headers[values: frames] == ["DENY"])
            let left = try #require(HTTPField.Name("RateLimit"))
            #expect(answer.headers[values: left].count == 1)
            #expect(answer.headers[.retryAfter] == (status == 409 ? "7" : nil))
        }
    }

    @Test func `a refusal of a limit within a group has the fields of the layers around it`() async throws {
        let app = RoutesOnly { routes in
            routes.group("/api", middleware: CORS.any(), .rateLimit(perMinute: 0)) { $0.get("/x") { _ in "" } }
        }
        try await withKernel(app, in: try AppFolder()) { kernel async throws in
            let answer = try await TestApp(kernel: kernel).with(.origin, Self.origin).get("/api/x")
            answer.assertStatus(.tooManyRequests).assertHeader(.accessControlAllowOrigin, "*")
            let wait = try #require(answer.headers[.retryAfter])
            let field = try #require(HTTPField.Name("RateLimit"))
            #expect(answer.headers[values: field] == [#""default";r=0;t=\#(wait)"#])
        }
    }

    @Test func `a group's CORS answers the preflights of its routes, the app's those of all`() async throws {
        try await withKernel(app, in: try AppFolder()) { kernel async throws in
            let page = TestApp(kernel: kernel).with(.origin, Self.origin).with(.accessControlRequestMethod, "GET")
            try await page.send(.options, "/api/fine").assertStatus(.noContent)
                .assertHeader(.accessControlAllowOrigin, Self.origin)
                .assertHeader(.accessControlAllowMethods, "GET, HEAD")
            let elsewhere = try await page.send(.options, "/elsewhere").assertStatus(.noContent)
            #expect(elsewhere.headers[.accessControlAllowOrigin] == nil)
        }
    }

    @Test func `who is sent away from an app that is down is no error of it`() async throws {
        let folder = try AppFolder(["storage/framework/down": "{}"])
        let notes = Notes()
        try await withCycle({ $0.get("/") { _ in "" } }, in: folder) {
            $0.listen(ExceptionReported.self) { notes.note("\($0.status.code)") }
        } _: { app async throws in
            try await app.get("/").assertStatus(.serviceUnavailable)
        }
        #expect(notes.lines == [])
    }
}
