import ArgumentParser
import Foundation
import Testing

@testable import Craft

/// What `craft client generate` writes, beside what is kept in `Tests/Clients`, which is compiled and called by other suites.
///
/// `ASHLAR_RECORD_SNAPSHOTS=1 ./craft test --filter ClientTests` writes it anew.
@Suite struct ClientTests {
    private static let folder = Files.absolute("../../Clients", from: #filePath)

    private func generate(_ workspace: Workspace, _ arguments: String...) throws {
        let command = try CraftCommand.parseAsRoot(["client", "generate"] + arguments)
        try #require(command as? any CraftSubcommand).run(in: workspace.place())
    }

    @Test(arguments: ["harbour", "parcels"], ["swift", "typescript"])
    func `a client is what it was`(api: String, language: String) throws {
        let workspace = try Workspace()
        let source = "\(Self.folder)/\(api).json"
        let kept = "\(Self.folder)/\(api)"
        if ProcessInfo.processInfo.environment["ASHLAR_RECORD_SNAPSHOTS"] != nil {
            try generate(workspace, "--language", language, "--from", source, "--output", kept)
        }
        try generate(workspace, "--language", language, "--from", source, "--output", "out")
        let files = Files.list(below: "\(workspace.root)/out")
        #expect(files.count == (language == "swift" ? 9 : 1))
        for file in files {
            let before = Files.exists("\(kept)/\(file)") ? try Files.text("\(kept)/\(file)") : ""
            let now = try workspace.text("out/\(file)")
            #expect(
                now == before,
                "\(TextDiff(from: before, to: now).text(console: workspace.console).joined(separator: "\n"))")
        }
    }

    @Test func `the folder is compared with what would be written`() throws {
        let workspace = try Workspace()
        let source = "\(Self.folder)/harbour.json"
        let command = ["--language", "typescript", "--from", source, "--output", "web/api"]
        try generate(workspace, command[0], command[1], command[2], command[3], command[4], command[5])
        #expect(workspace.output.contains("created  web/api/client.ts"))
        try generate(workspace, command[0], command[1], command[2], command[3], command[4], command[5], "--check")
        #expect(workspace.output.contains("web/api is what the API says."))
        try workspace.write("mine", to: "web/api/client.ts")
        #expect(
            message {
                try generate(
                    workspace, command[0], command[1], command[2], command[3], command[4], command[5], "--check")
            } == """
                web/api/client.ts is not what the API says.
                Write it anew: ./craft client generate --language typescript --output web/api
                """)
        #expect(try workspace.text("web/api/client.ts") == "mine")
    }

    @Test(arguments: [
        ("{", "The description is no JSON, from byte 1 on."),
        (#"{"swagger": "2.0"}"#, "This is no description of an API.\nIt has to be OpenAPI 3.1 or 3.0, as JSON."),
        (
            ##"{"openapi": "3.1.0", "components": {"schemas": {"A": {"$ref": "#/components/schemas/B"}}}}"##,
            """
            The description refers to #/components/schemas/B, which it does not have.
            Only #/components/schemas/... of the same file is read.
            """
        ),
        (
            ##"{"openapi": "3.1.0", "paths": {"/a": {"get": {"parameters": [{"$ref": "other.json#/a"}]}}}}"##,
            "The description refers to other.json#/a, which it does not have."
        ),
        (
            ##"{"openapi": "3.1.0", "components": {"schemas": {"A": {"allOf": [{"$ref": "#/components/schemas/A"}, {}]}}}}"##,
            "The description has an allOf that holds itself."
        ),
    ])
    func `what is no description is refused with its reason`(text: String, said: String) throws {
        let workspace = try Workspace()
        try workspace.write(text, to: "api.json")
        #expect(message { try generate(workspace, "--from", "api.json", "--output", "out") } == said)
        #expect(!Files.exists("\(workspace.root)/out"))
    }

    @Test func `a module needs a name that can be one`() throws {
        let workspace = try Workspace()
        try workspace.write(#"{"openapi": "3.1.0"}"#, to: "api.json")
        #expect(
            message { try generate(workspace, "--from", "api.json", "--output", "out", "--name", "my client") }
                == "\"my client\" is no name of a module.\nTry --name MyClient.")
        try generate(workspace, "--from", "api.json", "--output", "out")
        #expect(Files.exists("\(workspace.root)/out/Sources/APIClient/APIClient.swift"))
    }
}
