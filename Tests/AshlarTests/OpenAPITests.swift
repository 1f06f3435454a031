import AshlarHTTP
import AshlarSupport
import AshlarTesting
import Foundation
import Testing

@testable import Ashlar

/// The description of an API, made of its code.
@Suite struct OpenAPITests {
    private func document(
        _ routes: @escaping @Sendable (Routes) -> Void = shelves, policy: JSONPolicy = JSONPolicy(),
        errors: InputErrorShape? = nil
    ) throws -> SentValue {
        let declared = Routes()
        routes(declared)
        let document = OpenAPIDocument(
            try RouteTable(declared), title: "Shelves", server: "https://example.com", policy: policy, errors: errors)
        return try JSONReader.read(Array(document.json.utf8), .init(depth: 64, count: 100_000))
    }

    private func json(_ value: SentValue?) -> String { value?.json() ?? "nothing" }

    @Test func `operations say what they take and answer`() throws {
        let api = try document()
        #expect(json(api["openapi"]) == #""3.1.0""#)
        #expect(json(api["info"]) == #"{"title":"Shelves","version":"1.0.0"}"#)
        let index = try #require(api["paths"]?["/api/shelves"]?["get"])
        #expect(json(index["summary"]) == #""All shelves.""#)
        #expect(json(index["description"]) == #""In the order of their names, a page at a time.""#)
        #expect(json(index["operationId"]) == #""shelves.index""#)
        #expect(json(index["tags"]) == #"["Shelf"]"#)
        #expect(
            json(index["parameters"])
                == #"[{"name":"page","in":"query","description":"which page, counted from 1.","schema":{"type":"integer","format":"int64","minimum":1,"default":1}},{"name":"kind","in":"query","description":"only those.","schema":{"type":"string","enum":["open","closed"]}},{"name":"tags","in":"query","schema":{"type":"array","items":{"type":"string"}}}]"#
        )
        #expect(json(index["security"]) == #"[{"bearer":["shelves"]},{"headerKey":[]}]"#)
        let answers = try #require(index["responses"])
        #expect(
            json(answers["200"]?["content"]?["application/json"]?["schema"]?["properties"]?["items"])
                == ##"{"type":"array","items":{"$ref":"#/components/schemas/ShelvedBook"}}"##)
        #expect(answers["422"] != nil && answers["default"] != nil && answers["404"] == nil)
        let show = try #require(api["paths"]?["/api/shelves/{shelf}"]?["get"])
        #expect(
            json(show["parameters"])
                == #"[{"name":"shelf","in":"path","required":true,"schema":{"type":"string","format":"uuid"}},{"name":"X-Reader","in":"header","schema":{"type":"integer","format":"int64"}},{"name":"theme","in":"cookie","schema":{"type":"string","default":"light"}}]"#
        )
        #expect(
            json(show["responses"]?["200"]?["content"]?["application/json"]?["schema"])
                == ##"{"$ref":"#/components/schemas/ShelfOut"}"##)
        #expect(show["responses"]?["404"] != nil)
        let destroy = try #require(api["paths"]?["/api/shelves/{shelf}"]?["delete"])
        #expect(json(destroy["deprecated"]) == "true" && json(destroy["security"]) == "[]")
        #expect(json(destroy["responses"]?["204"]) == #"{"description":"No Content"}"#)
        #expect(
            json(api["components"]?["securitySchemes"])
                == #"{"bearer":{"type":"http","scheme":"bearer"},"headerKey":{"type":"apiKey","in":"header","name":"X-Key"}}"#
        )
    }

    @Test func `bodies are inputs, with what their rules say`() throws {
        let api = try document()
        let store = try #require(api["paths"]?["/api/shelves"]?["post"])
        #expect(
            json(store["requestBody"]?["content"]?["application/json"])
                == ##"{"schema":{"$ref":"#/components/schemas/ShelfInput"},"example":{"name":"A","isLow":true}}"##)
        let form = store["requestBody"]?["content"]?["application/x-www-form-urlencoded"]?["schema"]
        #expect(json(form?["required"]) == #"["name"]"#)
        #expect(json(form?["properties"]?["keeper"]) == #"{"type":"string","format":"email"}"#)
        #expect(
            json(store["responses"]?["409"]?["content"]?["application/json"])
                == ##"{"schema":{"$ref":"#/components/schemas/ShelfConflict"},"example":{"reason":"taken"}}"##)
        #expect(store["responses"]?["201"]?["headers"]?["Location"] != nil)
        #expect(store["responses"]?["415"] != nil && store["responses"]?["400"] != nil)
        let input = try #require(api["components"]?["schemas"]?["ShelfInput"])
        #expect(json(input["required"]) == #"["name","isLow"]"#)
        #expect(json(input["additionalProperties"]) == "false")
        let properties = try #require(input["properties"])
        let expected = [
            "name":
                #"{"type":"string","minLength":1,"maxLength":40,"pattern":"^(?:[A-Z].*)$","description":"What is written on it."}"#,
            "rows": #"{"type":"integer","format":"int64","minimum":1,"maximum":9,"default":3}"#,
            "keeper": #"{"type":["string","null"],"format":"email"}"#,
            "kind": #"{"type":"string","enum":["open","closed"],"default":"open"}"#,
            "floor": #"{"anyOf":[{"type":"integer","enum":[0,1]},{"type":"null"}]}"#,
            "place": ##"{"anyOf":[{"$ref":"#/components/schemas/ShelfPlace"},{"type":"null"}]}"##,
            "isLow": #"{"type":"boolean"}"#,
            "password": #"{"type":["string","null"],"format":"password","writeOnly":true}"#,
        ]
        for (name, schema) in expected { #expect(json(properties[name]) == schema) }
        #expect(
            json(properties["tags"])
                == #"{"type":"array","maxItems":5,"uniqueItems":true,"items":{"type":"string","pattern":"^(?:[a-z0-9]+(-[a-z0-9]+)*)$"}}"#
        )
        let cover = try #require(api["paths"]?["/api/shelves/{shelf}/cover"]?["put"])
        #expect(
            json(cover["requestBody"]?["content"]?["multipart/form-data"]?["schema"]?["required"])
                == #"["file","title"]"#)
        #expect(cover["requestBody"]?["content"]?["application/json"] == nil)
    }

    @Test func `answers are types that decode themselves, and models, as the app's JSON is set`() throws {
        let plain = try document()
        #expect(
            json(plain["components"]?["schemas"]?["ShelfOut"])
                == ##"{"type":"object","properties":{"id":{"type":"string","format":"uuid"},"name":{"type":"string"},"kind":{"$ref":"#/components/schemas/ShelfKind"},"builtOn":{"type":["string","null"],"format":"date-time"},"price":{"type":"number"},"parts":{"type":"array","items":{"$ref":"#/components/schemas/ShelfOut"}},"labels":{"type":"object","additionalProperties":{"type":"integer","format":"int64"}}},"required":["id","name","kind","price","parts","labels"]}"##
        )
        let policy = JSONPolicy(dates: .seconds, keys: .snakeCase, decimals: .text)
        let other = try document(policy: policy)
        let out = try #require(other["components"]?["schemas"]?["ShelfOut"]?["properties"])
        #expect(json(out["built_on"]) == #"{"type":["number","null"]}"# && json(out["price"]) == #"{"type":"string"}"#)
        #expect(
            json(other["components"]?["schemas"]?["ShelvedBook"])
                == #"{"type":"object","properties":{"id":{"type":"integer","format":"int64"},"title":{"type":"string"},"pages":{"type":["integer","null"],"format":"int64"},"tags":{"type":"array","items":{"type":"string"}},"created_at":{"type":["number","null"]}},"required":["id","title","pages","tags","created_at"]}"#
        )
        #expect(
            json(
                try document(errors: .fastAPI)["components"]?["schemas"]?["Ashlar.InputErrors"]?["properties"]?[
                    "detail"]?[
                        "items"]?["required"]) == #"["loc","msg","type"]"#)
    }

    @Test(
        arguments: [
            (nil, ["application/problem+json", "application/json"], ["application/problem+json", "application/json"]),
            (.problem, ["application/problem+json"], ["application/problem+json"]),
            (.plain, ["application/json"], ["application/json"]),
            (.fastAPI, ["application/problem+json"], ["application/json"]),
        ] as [(InputErrorShape?, [String], [String])])
    func `errors are described in the kinds of JSON that they are told in`(
        shape: InputErrorShape?, errors: [String], inputs: [String]
    ) throws {
        let components = try #require(try document(errors: shape)["components"])
        for (name, types) in [("NotFound", errors), ("Invalid", inputs)] {
            guard case .members(let content)? = components["responses"]?[name]?["content"] else { throw SkippedPaths() }
            #expect(content.map(\.name) == types + ["text/plain", "text/html"])
            for member in content.prefix(types.count) {
                guard case .text(let reference)? = member.value["schema"]?["$ref"] else { throw SkippedPaths() }
                let schema = try #require(reference.split(separator: "/").last)
                #expect(components["schemas"]?[String(schema)]?["properties"] != nil)
            }
        }
    }

    @Test func `pages are left out, optional placeholders are paths of their own, names are used once`() throws {
        let api = try document { routes in
            shelves(routes)
            routes.get("/again/{number:int}") { _ in "a" }.name("again")
            routes.put("/again/{other}") { _ in "b" }.name("again.b").documented { $0.operation = "again" }
        }
        guard case .members(let paths)? = api["paths"] else { throw SkippedPaths() }
        #expect(
            paths.map(\.name) == [
                "/api/shelves", "/api/shelves/{shelf}", "/api/shelves/{shelf}/cover", "/api/books/{book}/{year}",
                "/api/books/{book}", "/ping", "/again/{number}",
            ])
        #expect(
            json(api["paths"]?["/api/books/{book}/{year}"]?["get"]?["parameters"])
                == #"[{"name":"book","in":"path","required":true,"schema":{"type":"integer","format":"int64"}},{"name":"year","in":"path","required":true,"schema":{"type":"integer","minimum":1900,"maximum":2100}}]"#
        )
        #expect(json(api["paths"]?["/again/{number}"]?["put"]?["operationId"]) == #""again.put""#)
        let again = json(api["paths"]?["/again/{number}"]?["put"]?["parameters"])
        #expect(again.contains(#""name":"number""#))
        #expect(
            json(api["paths"]?["/ping"]?["get"]?["responses"]?["200"])
                == #"{"description":"OK","content":{"text/plain":{"schema":{"type":"string"}}}}"#)
    }

    @Test func `an app serves its document and the page that tries it, in production only where it says so`()
        async throws
    {
        let app = DocumentedShelves()
        let folder = try AppFolder(["views/page.html": "A page"])
        try await withKernel(app, in: folder) { kernel async throws in
            let api = try await kernel.send(.get, "/openapi.json", accept: "application/json")
            #expect(api.status == 200 && api.text.contains(#""operationId": "shelves.index""#))
            #expect(api.headers[.contentType] == "application/json")
            let page = try await kernel.send(.get, "/docs")
            #expect(page.text.contains(#"<script src="/docs/docs.js" defer>"#) && !page.text.contains("http"))
            #expect(
                try await kernel.send(.get, "/docs/docs.js").headers[.contentType]?.hasPrefix("text/javascript") == true
            )
            #expect(try await kernel.send(.get, "/docs/docs.css").text.contains("color-scheme"))
            #expect(try await kernel.send(.get, "/docs/other").status == 404)
        }
        let production = ["APP_ENV": "production"]
        try await withKernel(app, in: folder, production) { kernel async throws in
            for path in ["/openapi.json", "/docs", "/docs/docs.js"] {
                #expect(try await kernel.send(.get, path).status == 404, "\(path)")
            }
        }
        try await withKernel(
            app, in: folder,
            production.merging(["OPENAPI_DOCUMENT": "true", "OPENAPI_TITLE": "All shelves"]) { $1 }
        ) { kernel async throws in
            #expect(try await kernel.send(.get, "/openapi.json").text.contains("All shelves"))
            #expect(try await kernel.send(.get, "/docs").status == 404)
        }
    }

    @Test func `the description is written to a file, and compared with it`() async throws {
        let command = try #require(
            AppCommand.parseAsRoot(["openapi", "export", "--output", "api.json"]) as? OpenAPICommand.Export)
        #expect(command.output == "api.json")
        #expect(throws: (any Error).self) { try AppCommand.parseAsRoot(["openapi", "export", "--check"]) }
    }
}

private struct SkippedPaths: Error {}

struct DocumentedShelves: Application {
    let modules: [any Module] = [OpenAPI()]
    func routes(_ routes: Routes) { shelves(routes) }
}
