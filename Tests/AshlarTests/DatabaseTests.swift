import Ashlar
import Foundation
import Testing

@Model struct Gadget {
    var id: Int?
    var name: String
}

struct CreateGadgets: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.create("gadgets") {
            $0.id()
            $0.string("name").unique()
        }
    }

    func down(_ schema: Schema) async throws { try await schema.drop("gadgets") }
}

@Controller struct GadgetController {
    func index() async throws -> [Gadget] { try await Gadget.query().order { $0.name.asc }.all() }
    func show(gadget: Gadget) -> Gadget { gadget }
    func store(form: Form) async throws -> Redirect {
        .route("gadgets.show", try await Gadget.create(name: form.required("name")))
    }
}

@Suite struct DatabaseTests {
    private let app = RoutesOnly {
        $0.resource("gadgets", GadgetController.self)
        $0.get("/stream") { _ in
            Response(
                body: .stream(length: nil) { write in
                    let names = try await Gadget.query().all().map(\.name).joined()
                    let text = "\(names) of \(try Request.current.path), \(RequestID.current ?? "")"
                    try await write(ByteBuffer(string: text))
                })
        }
    }

    /// A database of its own for the body.
    private func withDatabase(_ body: (Kernel) async throws -> Void) async throws {
        try await withTestDatabase { url in
            try await withKernel(app, in: try AppFolder(), ["DATABASE_URL": url]) { kernel async throws in
                let database = try #require(kernel.database)
                try await Migrator([CreateGadgets.self], database: database).migrate()
                try await body(kernel)
            }
        }
    }

    @Test func `a stream reads models, and knows its request`() async throws {
        try await withDatabase { kernel async throws in
            _ = try await kernel.withDatabase { try await Gadget.create(name: "Lamp") }
            // The server asks for the pieces when the layers have returned.
            let response = try await kernel.respond(to: Request(target: "/stream"))
            let id = HTTPField.Name("X-Request-ID").flatMap { response.headers[$0] }
            let text = String(buffer: try await response.body.collect())
            #expect(text == "Lamp of /stream, \(id ?? "")")
        }
    }

    @Test func `the development page names the next step`() async throws {
        try await withDatabase { kernel async throws in
            #expect(!(try await kernel.send(.get, "/gadgets/7").text.contains("findOptional")))
            try await kernel.database?.execute("drop table gadgets")
            #expect(try await kernel.send(.get, "/gadgets").text.contains("Has its migration run? ./craft migrate"))
        }
    }

    @Test func `models are created, listed and bound from the path`() async throws {
        try await withDatabase { kernel async throws in
            try await kernel.database?.execute("insert into gadgets (name) values ('lamp'), ('fan')")
            let list = try await kernel.send(.get, "/gadgets", accept: "application/json")
            #expect(list.text == #"[{"id":2,"name":"fan"},{"id":1,"name":"lamp"}]"#)
            #expect(try await kernel.send(.get, "/gadgets/1").text == #"{"id":1,"name":"lamp"}"#)
            for key in ["3", "abc", "01", "+1", "99999999999999999999"] {
                #expect(try await kernel.send(.get, "/gadgets/\(key)").status == 404, "\(key)")
            }
            #expect(try await kernel.send(.get, "/gadgets/%00").status == 400)
        }
    }

    @Test func `a database that cannot be reached is 503, and says when to try again`() async throws {
        let folder = try AppFolder()
        try await withKernel(app, in: folder, ["DATABASE_URL": "postgres:///x?host=/nonexistent&port=1"]) {
            kernel async throws in
            let (status, text, headers) = try await kernel.send(
                .get, "/gadgets", accept: "application/problem+json")
            #expect(status == 503)
            #expect(headers[.retryAfter] == "1")
            #expect(headers[.contentType] == "application/problem+json")
            #expect(!text.contains("nonexistent") || text.contains("detail"))
        }
    }

    @Test func `200 requests at once each get their own answer`() async throws {
        try await withDatabase { kernel async throws in
            try await kernel.database?.execute(
                "insert into gadgets (name) select 'g' || i from generate_series(1, 200) i")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in 1...200 {
                    group.addTask {
                        let text = try await kernel.send(.get, "/gadgets/\(id)").text
                        #expect(text == #"{"id":\#(id),"name":"g\#(id)"}"#)
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}

extension URLComponents {
    func replacingDatabase(with name: String) throws -> String {
        var components = self
        components.path = "/" + name
        return try #require(components.string)
    }
}
