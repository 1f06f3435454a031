import Ashlar
import AshlarTesting
import Foundation
import NIOCore
import Testing

/// How much of a form is read: as the settings say, and as layers of a group or a route say of theirs.
@Suite struct InputLimitTests {
    private let folder: AppFolder
    private let app = RoutesOnly { routes in
        routes.group(middleware: .web) { group in
            group.post("/plain") { request in "\(try await request.input().file("film")?.size ?? -1)" }
            group.post("/large") { request in "\(try await request.input().file("film")?.size ?? -1)" }
                .middleware(.inputLimits { $0.fileBytes = 2_000_000 })
            group.post("/small") { request in "\(try await request.form()["text"]?.utf8.count ?? -1)" }
                .middleware(.inputLimits { $0.bodyBytes = 100 })
            group.post("/json") { request in "\(try await request.json(as: [String].self).count)" }
                .middleware(.inputLimits { $0.bodyBytes = 100 })
        }
    }

    init() throws { folder = try AppFolder() }

    /// What the action says, and what is said where the protection of forms reads the form before any layer of the route has
    /// its turn: it finds no token.
    private func upload(_ path: String, _ count: Int, _ kernel: Kernel) async throws -> [Int] {
        let body = """
            --x\r\nContent-Disposition: form-data; name="film"; filename="a.bin"\r\n\r\n\
            \(String(repeating: "f", count: count))\r\n--x--\r\n
            """
        var codes: [Int] = []
        for visitor in [TestApp(kernel: kernel), TestApp(kernel: kernel).checkingForms] {
            let type = "multipart/form-data; boundary=x"
            codes.append(try await visitor.send(.post, path, body: body, contentType: type).status.code)
        }
        return codes
    }

    @Test func `a setting holds for all forms, a layer for those of its route`() async throws {
        try await withKernel(app, in: folder, ["INPUT_FILE_BYTES": "1000000"]) { kernel async throws in
            #expect(try await upload("/plain", 900_000, kernel) == [200, 403])
            #expect(try await upload("/plain", 1_100_000, kernel) == [413, 413])
            #expect(try await upload("/large", 1_100_000, kernel) == [200, 403])
            #expect(try await upload("/large", 2_100_000, kernel) == [413, 413])
        }
    }

    @Test func `forms and JSON keep to it, before their bytes are read`() async throws {
        try await withKernel(app, in: folder) { kernel async throws in
            let visitor = TestApp(kernel: kernel)
            try await visitor.post("/small", form: ["text": "abc"]).assertOk().assertSee("3")
            try await visitor.post("/small", form: ["text": String(repeating: "a", count: 100)])
                .assertStatus(.contentTooLarge).assertSee("config/input.yaml")
            try await visitor.send(.post, "/json", json: ["a"]).assertOk()
            try await visitor.send(.post, "/json", json: [String(repeating: "a", count: 100)])
                .assertStatus(.contentTooLarge)
        }
    }

    @Test func `the protection of forms keeps to a limit that stands further inside`() async throws {
        let kernel = try await Kernel.boot(
            app, config: Config.load(root: folder.path, variables: ["APP_ENV": "testing"]))
        let names = try #require(kernel.routes.entries.first { $0.path == "/large" }).middleware
        await kernel.shutdown()
        let limit = try #require(names.firstIndex(of: "InputLimit"))
        let protection = try #require(names.firstIndex(of: "CSRFProtection"))
        #expect(limit < protection)
    }

    @Test(arguments: ["0", "-1"]) func `a setting that is no limit is an error that names it`(value: String)
        async throws
    {
        let error = await #expect(throws: (any Error).self) {
            try await withKernel(app, in: folder, ["INPUT_FILE_BYTES": value]) { _ in }
        }
        #expect(error.map { "\($0)" }?.contains("The setting input.fileBytes is \(value).") == true)
    }

    @Test func `a layer that is no limit is refused at boot`() {
        let error = #expect(throws: InputLimitError.self) { try InputLimit { $0.fileBytes = -1 }.check() }
        #expect(error?.name == "fileBytes")
    }
}
