import Ashlar
import AshlarTesting
import Foundation
import NIOCore
import Testing

private struct CatalogueApp: Application {
    func routes(_ routes: Routes) {
        catalogue(routes)
        routes.get("/shelves", ShelfSearchController.index)
        routes.get("/search", ShelfSearchController.search)
        routes.post("/acquisitions", AcquisitionController.store)
        routes.put("/volumes/{volume}", AcquisitionController.renumber)
    }
}

/// What parameters.md says of parameters.
@Suite struct ParameterSampleTests {
    private func visit(_ body: @Sendable (TestApp) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ashlar-catalogue-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await AshlarTesting.withApp(CatalogueApp.self, root: folder.path, body)
    }

    @Test(arguments: [
        (
            "/catalogue/3/poem/2026-11-22/6F9619FF-8B86-D011-B42D-00C04FC964FF", 200,
            "3 poem 2026-11-22T00:00:00Z 6F9619FF-8B86-D011-B42D-00C04FC964FF"
        ),
        ("/catalogue/three/poem/2026-11-22/6F9619FF-8B86-D011-B42D-00C04FC964FF", 404, "Not Found"),
        ("/catalogue/3/poetry/2026-11-22/6F9619FF-8B86-D011-B42D-00C04FC964FF", 404, "Not Found"),
        (
            "/catalogue?q=ink&genre=poem&tag=a&tag=b&year[]=2001&from=2026-01-01&most=12.50&isHere=no", 200,
            #"ink poem ["a", "b"] [2001] 2026-01-01T00:00:00Z 12.5 false"#
        ),
        ("/catalogue?q=ink&genre=&from=", 200, "ink any [] [] ever 20 true"),
        ("/catalogue", 422, #"["query","q"]"#), ("/catalogue?q=a&year=x", 422, #"["query","year",0]"#),
        ("/search?q=%20a%20", 422, #"["query","q"]"#), ("/search?q=%20ab", 200, "ab"),
        ("/shelves?page=2&genres=a", 200, #"2 ["a"] 0 light"#), ("/shelves?pgae=2", 422, #"["query","pgae"]"#),
    ])
    func `the path and the query are read by the types of parameters`(target: String, status: Int, text: String)
        async throws
    {
        try await visit { app async throws in
            let answer = try await app.with(.accept, "application/problem+json").get(target)
            #expect(answer.status.code == status)
            #expect(status == 200 ? answer.text == text : answer.text.contains(text), "\(answer.text)")
        }
    }

    @Test func `a body is JSON or a form, with all that is in it`() async throws {
        try await visit { app async throws in
            let json = """
                {"title": " Notes ", "genre": "essay", "price": 12.50, "boughtOn": "2026-11-22", "copies": 2, "tags": ["a"],
                "address": {"street": "Ring 1", "code": "1010"},
                "volumes": [{"number": 1, "mark": "QA7"}, {"number": 2}]}
                """
            let sent = try await app.send(
                .post, "/acquisitions?isTrial=1", body: json, contentType: "application/json")
            #expect(sent.text == #"Notes 12.5 ["a"] Ring 1 ["1:QA7", "2:"] true"#)
            let typed = try await app.post(
                "/acquisitions",
                form: [
                    "title": "Notes", "genre": "essay", "price": "12.50", "boughtOn": "2026-11-22", "tags[]": "a",
                    "address[street]": "Ring 1", "address[code]": "1010", "volumes[0][number]": "1",
                    "volumes[0][mark]": "QA7", "volumes[4][number]": "2",
                ])
            #expect(typed.text == #"Notes 12.5 ["a"] Ring 1 ["1:QA7", "2:"] false"#)
            let wrong = try await app.with(.accept, "application/problem+json").send(
                .post, "/acquisitions",
                body:
                    #"{"title": "", "genre": "x", "price": 1, "boughtOn": "2026-11-22", "copies": 256, "volumes": [{"number": 1, "mark": "?"}]}"#,
                contentType: "application/json")
            wrong.assertStatus(.unprocessableContent).assertSee(#"["body","volumes",0,"mark"]"#)
                .assertSee("The copies must be between 0 and 255.").assertSee(#"["body","title"]"#)
        }
    }

    @Test func `fields of a form stand beside the path and the query`() async throws {
        try await visit { app async throws in
            let scans = ["a.txt", "b.txt"].map {
                UploadedFile(named: $0, bytes: ByteBuffer(string: $0), fieldName: "scans")
            }
            let answer = try await app.send(.put, "/volumes/7?mark=QA7", form: ["to": "QA8"], files: scans)
            #expect(answer.text == #"7 QA7 QA8 ["a.txt", "b.txt"]"#)
            try await app.json.send(.put, "/volumes/7?mark=QA7", form: ["to": "8"])
                .assertStatus(.unprocessableContent).assertSee("The to is not a call number.")
        }
    }
}
