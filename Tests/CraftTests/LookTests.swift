import ArgumentParser
import Foundation
import Testing

@testable import Craft

@Suite(.blocking) struct LookTests {
    private func app(_ workspace: Workspace) throws -> AppFolder {
        try workspace.write("// swift-tools-version: 6.2\n", to: "Package.swift")
        try workspace.write("struct Blog: Application {}\n", to: "Sources/App/App.swift")
        return AppFolder(root: workspace.root)
    }

    @Test func theSettingsOfAMachineAreCompared() throws {
        let workspace = try Workspace()
        let app = try app(workspace)
        try workspace.write("APP_ENV=development\nAPP_KEY=\n# LOG_LEVEL=debug\nMAIL_HOST=\n", to: ".env.example")
        try workspace.write("APP_ENV=testing\nAPP_KEYS=x\nLOG_LEVEL=info\n", to: ".env")
        let findings = try EnvironmentCommand.Check().findings(of: app, environment: ["MAIL_HOST": "a"])
        #expect(
            findings.map(\.text) == [
                "missing  APP_KEY  (./craft key generate)", "unknown  APP_KEYS Did you mean \"APP_KEY\"?",
            ])
        #expect(findings.map(\.isError) == [true, false])
        #expect(
            message(of: { try EnvironmentCommand.Check().run(in: workspace.place()) }) == """
                2 settings are missing.
                Write them into .env, or set them in the environment.
                """)
    }

    @Test func theDoctorSaysWhatIsWrongAndWhatMendsIt() throws {
        let workspace = try Workspace()
        _ = try app(workspace)
        try workspace.writeProgram("echo 'Swift version 5.10 (swift-5.10-RELEASE)'", to: "bin/swift")
        try workspace.writeProgram("case \"$2\" in libpq) echo 15.14;; *) exit 1;; esac", to: "bin/pkg-config")
        let place = workspace.place(environment: ["PATH": "\(workspace.root)/bin:/bin"])
        let found = Doctor(place: place, port: 0).findings()
        func finding(_ name: String) -> Finding? { found.first { $0.name == name } }
        #expect(
            finding("Swift")
                == .bad("Swift", "5.10 is too old: 6.2 is needed", fix: "Get it from https://www.swift.org/install"))
        #expect(finding("libpq") == .good("libpq", "15.14"))
        #expect(finding("zlib") == .bad("zlib", "is not installed with its headers", fix: "apt-get install zlib1g-dev"))
        #expect(finding("APP_KEY") == .bad("APP_KEY", "is not set", fix: "./craft key generate"))
        #expect(finding("Database") == .good("Database", "private, stopped"))
        #expect(finding("App's folder") == .good("App's folder", workspace.root))
        #expect(throws: ExitCode(1)) { try DoctorCommand.parse([]).run(in: place) }
        #expect(
            workspace.output.contains("no  zlib: is not installed with its headers\n      apt-get install zlib1g-dev\n")
        )
    }

    @Test func stubsArePublishedAndKept() throws {
        let workspace = try Workspace()
        _ = try app(workspace)
        try workspace.write("mine", to: "stubs/make/model.stub")
        try StubsCommand.Publish.parse(["model", "view"]).run(in: workspace.place())
        #expect(try workspace.text("stubs/make/model.stub") == "mine")
        #expect(
            try workspace.text("stubs/make/view.stub") == Files.text("\(Workspace.framework)/stubs/make/view.stub"))
        #expect(
            message(of: { try StubsCommand.Publish.parse(["veiw"]).run(in: workspace.place()) }).hasPrefix(
                "There is no stub \"veiw\". Did you mean \"view\"? Nothing was changed."))
        try StubsCommand.Publish.parse(["--force"]).run(in: workspace.place())
        #expect(Files.list(below: "\(workspace.root)/stubs/make").count == 45)
        #expect(try workspace.text("stubs/make/model.stub") != "mine")
    }

    @Test("every shell gets its script", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) throws {
        let workspace = try Workspace()
        try CompletionsCommand.parse([shell]).run(in: workspace.place())
        #expect(workspace.output.contains("scaffold"))
        #expect(throws: (any Error).self) { try CompletionsCommand.parse(["tcsh"]) }
    }
}
