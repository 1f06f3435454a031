import AshlarSupport
import Testing

@testable import Craft

@Suite struct BuildLogTests {
    private func log(_ text: String) -> BuildLog {
        var log = BuildLog()
        log.append(Array(text.utf8))
        log.finish()
        return log
    }

    @Test func showsAnErrorOnceWithItsPlaceAndTheLinesAround() throws {
        let workspace = try Workspace()
        let file = "\(workspace.root)/Sources/App/App.swift"
        try Files.write("import Ashlar\n\nlet a = b\nlet c = 1\n", to: file)
        // The compiler says it in the progress and again at the end, with an excerpt of its own.
        let printed = """
            [1/3] Compiling App App.swift
            \(file):3:9: error: cannot find 'b' in scope
             1 | import Ashlar
             3 | let a = b
               |         `- error: cannot find 'b' in scope
            [2/3] Emitting module App
            \(file):3:9: error: cannot find 'b' in scope
            \(file):4:5: warning: unused
            error: fatalError
            """
        #expect(
            log(printed).failure(relativeTo: workspace.root, console: workspace.console).joined(separator: "\n") == """
                Sources/App/App.swift:3:9: error: cannot find 'b' in scope
                    1 | import Ashlar
                    2 |\u{20}
                  > 3 | let a = b
                    4 | let c = 1
                    5 |\u{20}
                """)
    }

    @Test func showsWhereAMacroStandsWhoseCodeHasAnErrorAndWhatAColumnNeeds() throws {
        let workspace = try Workspace()
        let file = "\(workspace.root)/Sources/App/Post.swift"
        try Files.write("@Model\nstruct Post {}\n", to: file)
        let printed = """
            macro expansion @Model:43:20: error: type 'Status' does not conform to protocol 'PostgresDecodable'
            `- \(file):1:1: note: expanded code originates here
            1 | @Model
              +--- macro expansion @Model ---
              |43 | AshlarORM.Field<Status>
              |   |           `- error: type 'Status' does not conform to protocol 'PostgresDecodable'
            macro expansion @Model:50:1: error: instance method 'decode(_:as:)' requires that 'Status' conform to 'PostgresDecodable'
            `- \(file):1:1: note: expanded code originates here
            macro expansion @Model:51:1: error: generic parameter 'M' could not be inferred
            `- \(file):1:1: note: expanded code originates here
            """
        let lines = log(printed).failure(relativeTo: workspace.root, console: workspace.console)
        #expect(
            lines.first
                == "Sources/App/Post.swift:1:1: error: type 'Status' does not conform to protocol 'PostgresDecodable'")
        #expect(lines.contains("  > 1 | @Model") && lines.count { $0.contains("error:") } == 1)
        #expect(lines.last?.contains("enum Status: String, PostgresCodable, Codable") == true)
    }

    @Test func showsAFileElsewhereWithItsWholePath() throws {
        let workspace = try Workspace()
        let lines = log("/elsewhere/A.swift:1:2: error: no\n").failure(relativeTo: "/app", console: workspace.console)
        #expect(lines == ["/elsewhere/A.swift:1:2: error: no"])
    }

    @Test func showsTheLinkersErrors() throws {
        let workspace = try Workspace()
        let printed = """
            [5/6] Linking App
            ld.lld: error: undefined symbol: main
            clang: error: linker command failed with exit code 1
            """
        #expect(
            log(printed).failure(relativeTo: "/app", console: workspace.console) == [
                "ld.lld: error: undefined symbol: main", "clang: error: linker command failed with exit code 1",
            ])
    }

    @Test func showsTheEndIfNothingElseTells() throws {
        let workspace = try Workspace()
        #expect(
            log("one\nKilled").failure(relativeTo: "/app", console: workspace.console) == ["one", "Killed"])
    }

    @Test func takesWhatComesInPieces() {
        var log = BuildLog()
        log.append(Array("[1/2] Comp".utf8))
        #expect(log.progress == nil)
        log.append(Array("iling App A.swift\n/a/B.swift:1:".utf8))
        #expect(log.progress == "[1/2] Compiling App A.swift")
        log.append(Array("2: error: x".utf8))
        #expect(log.diagnostics.isEmpty)
        log.finish()
        #expect(log.diagnostics.map(\.message) == ["x"])
        #expect(log.diagnostics.map(\.location.description) == ["/a/B.swift:1:2"])
    }

    @Test func showsWarningsOfTheAppAlone() throws {
        let workspace = try Workspace()
        let printed = "\(workspace.root)/A.swift:1:1: warning: mine\n/elsewhere/B.swift:1:1: warning: theirs\n"
        #expect(
            log(printed).warnings(relativeTo: workspace.root, console: workspace.console) == [
                "A.swift:1:1: warning: mine"
            ])
    }

    @Test(
        "takes nothing else for a diagnostic",
        arguments: [
            "error: fatalError", "[1/3] Compiling A.swift:1:2: error: x", " 3 | let a = b",
            "relative.swift:1:2: error: x",
            "/a.swift:x:2: error: y", "",
        ])
    func noDiagnostic(line: String) { #expect(BuildDiagnostic(line: line) == nil) }
}
