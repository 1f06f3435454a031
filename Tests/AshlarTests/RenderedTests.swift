import Ashlar
import NIOCore
import Testing

private struct Row: Codable, Sendable {
    var title: String
    var hits: Int
}

private protocol CSVConvertible { var csv: String { get } }

extension [Row]: CSVConvertible {
    fileprivate var csv: String { map { "\($0.title),\($0.hits)\r\n" }.joined() }
}

private struct CSVRenderer: Renderer {
    let mediaTypes = ["text/csv"]

    func canRender(_ value: any Encodable & Sendable) -> Bool { value is any CSVConvertible }

    func response(for value: any Encodable & Sendable, in context: ActionContext) async throws -> Response {
        guard let value = value as? any CSVConvertible else { throw HTTPError(.notAcceptable) }
        return Response(contentType: "text/csv; charset=utf-8", bytes: ByteBuffer(string: value.csv))
    }
}

private struct CSVProvider: ServiceProvider {
    func register(_ container: Container) {
        container.tag("renderers", (any Renderer).self) { _ in CSVRenderer() }
    }
}

@Controller private struct RowController {
    func index() -> Rendered<[Row]> {
        Rendered([Row(title: "<a>", hits: 7)], as: "rows", view: "rows", with: ["heading": "All"])
    }
    func store() -> Rendered<Row> { Rendered(Row(title: "b", hits: 0), as: "row", view: "row", status: .created) }
    func data() -> Rendered<[Row]> { Rendered([Row(title: "a", hits: 7)]) }
}

@Controller private struct MisspeltRowController {
    func index() -> Rendered<[Row]> { Rendered([], as: "rows", view: "rwos") }
}

@Suite struct RenderedTests {
    private let app = RoutesOnly(providers: [CSVProvider.self]) { routes in
        routes.get("/rows", RowController.index).after { _, response in response.headers.append(Self.cookieVary) }
        routes.post("/rows", RowController.store)
        routes.get("/data", RowController.data)
    }

    private static let cookieVary = HTTPField(name: .vary, value: "Cookie")

    private func folder() throws -> AppFolder {
        try AppFolder([
            "views/rows.html": "{{ heading }}:{% for row in rows %}{{ row.title }} {{ row.hits }}{% endfor %}",
            "views/row.html": "{{ row.title }}",
        ])
    }

    private static let json = #"[{"hits":7,"title":"<a>"}]"#
    private static let html = "All:&lt;a&gt; 7"

    @Test(arguments: [
        ("text/html,application/xhtml+xml,*/*;q=0.8", html), ("application/json", json), ("*/*", html),
        ("text/csv", "<a>,7\r\n"), ("text/*;q=0.1, application/json;q=0.2", json),
        ("application/json;q=0, text/html;q=0, */*", "<a>,7\r\n"), ("text/*", html),
        ("text/html, application/json", html), ("application/*", json),
    ])
    func `the client decides what becomes of a value`(accept: String, body: String) async throws {
        let folder = try folder()
        try await withKernel(app, in: folder) { kernel async throws in
            let answer = try await kernel.send(.get, "/rows", accept: accept)
            #expect(answer.status == 200)
            #expect(answer.text == body)
            #expect(answer.headers[values: .vary].contains("Accept"))
            #expect(answer.headers[values: .vary].contains("Cookie"))
        }
    }

    @Test func `a client that does not say gets the page, and JSON where there is none`() async throws {
        let folder = try folder()
        try await withKernel(app, in: folder) { kernel async throws in
            let page = try await kernel.respond(to: Request(target: "/rows"))
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            let data = try await kernel.respond(to: Request(target: "/data"))
            #expect(data.headers[.contentType] == "application/json")
            #expect(data.headers[.vary] == "Accept")
        }
    }

    @Test func `where nothing fits it is 406, with what there is`() async throws {
        let folder = try folder()
        try await withKernel(app, in: folder) { kernel async throws in
            let answer = try await kernel.send(.get, "/rows", accept: "image/png")
            #expect(answer.status == 406)
            #expect(answer.text.contains("text/html, application/json, text/csv"))
            #expect(answer.headers[values: .vary].contains("Accept"))
            #expect(try await kernel.send(.get, "/data", accept: "text/html").status == 406)
            // The renderer cannot do anything with one row.
            #expect(try await kernel.send(.post, "/rows", accept: "text/csv").status == 406)
        }
    }

    @Test(arguments: ["text/html", "application/json"])
    func `the status is that of the value in every form`(accept: String) async throws {
        let folder = try folder()
        try await withKernel(app, in: folder) { kernel async throws in
            #expect(try await kernel.send(.post, "/rows", accept: accept).status == 201)
        }
    }

    @Test func `a view that does not exist is found at boot`() async throws {
        let folder = try folder()
        let app = RoutesOnly { $0.get("/rows", MisspeltRowController.index) }
        let text = try await bootProblem(of: app, in: folder)
        #expect(text.contains("MisspeltRowController.index shows the view \"rwos\", but there is no views/rwos.html."))
        #expect(text.contains("Did you mean \"rows.html\"?"))
    }
}
