import Ashlar
import Foundation
import TestClients
import Testing

/// What `schemathesis` is told of, and sent to: typed parameters of all kinds, inputs, files and several answers.
struct TriedAPI: Application {
    let modules: [any Module] = [OpenAPI()]
    let providers: [any ServiceProvider.Type] = [HarbourProvider.self]

    func routes(_ routes: Routes) {
        HarbourApp().routes(routes)
        routes.get("/mixed/{kind:any(text,loan,busy,maybe,voyage)}", MixedController.show)
        routes.post("/parcels", ParcelController.store)
        routes.get("/notes", InputNoteController.list)
        routes.get("/notes/search", InputNoteController.search)
        routes.get("/agent", InputNoteController.agent)
        routes.post("/notes/photo", InputNoteController.upload)
        routes.post("/fuzzed", FuzzedController.store)
        routes.post("/fuzzed/upload", FuzzedController.upload)
        routes.post("/shelves", ShelfController.store)
    }
}

/// Answers are what the description says, whatever is sent.
@Suite(.enabled(if: Tool.schemathesis != nil, "ASHLAR_SCHEMATHESIS is not set"))
struct SchemathesisTests {
    @Test(.timeLimit(.minutes(10)), arguments: [nil, "problem", "plain", "fastapi"])
    func `nothing that is sent by the description or against it is answered otherwise than it says`(
        errors: String?
    ) async throws {
        let folder = try AppFolder()
        let examples = ProcessInfo.processInfo.environment["ASHLAR_SCHEMATHESIS_EXAMPLES"] ?? "25"
        let variables = errors.map { ["JSON_ERRORS": $0] } ?? [:]
        try await withKernel(TriedAPI(), in: folder, variables) { kernel async throws in
            try await served(kernel) { port async throws in
                do {
                    _ = try await Tool.run(
                        "/bin/sh",
                        [
                            // It keeps what it found below the folder that it runs in.
                            "-c", #"cd "$0" && exec "$@""#, folder.path, Tool.schemathesis ?? "", "run",
                            "http://127.0.0.1:\(port)/openapi.json", "--max-examples", examples, "--no-color",
                            "--generation-database", "none", "--seed", "7", "-H", "Authorization: Bearer harbour",
                            "--checks",
                            "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance",
                        ])
                } catch let failure as Tool.Failure {
                    Issue.record("\(failure.output)")
                }
            }
        }
    }
}
