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

    @Test func whatConfigHasIsKnownToo() throws {
        let workspace = try Workspace()
        let app = try app(workspace)
        try workspace.write("APP_ENV=development\n", to: ".env.example")
        try workspace.write(
            "# How long a session lives: minutes\ndriver: cookie\n# sameSite: lax\nidle:\n", to: "config/session.yaml")
        try workspace.write(
            "APP_ENV=testing\nSESION_DRIVER=a\nSESSION_IDLE=1\nSESSION_SAME_SITE=lax\nSESSION_SAMESIT=x\n", to: ".env")
        let findings = try EnvironmentCommand.Check().findings(of: app, environment: [:])
        #expect(
            findings.map(\.text) == [
                "unknown  SESION_DRIVER Did you mean \"SESSION_DRIVER\"?",
                "unknown  SESSION_SAMESIT Did you mean \"SESSION_SAME_SITE\"?",
            ])
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

    @Test func theDoctorAsksTheDatabase() throws {
        let workspace = try Workspace()
        _ = try app(workspace)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        func database(_ environment: [String: String] = [:]) -> Finding? {
            let place = workspace.place(environment: ["PATH": path].merging(environment) { $1 })
            return Doctor(place: place, port: 0).findings().first { $0.name == "Database" }
        }
        let postgres = PrivatePostgres(
            home: workspace.root, console: .silent, environment: ProcessInfo.processInfo.environment)
        defer { _ = try? postgres.stop() }
        let server = try postgres.start()
        let name = AppFolder(root: workspace.root).databaseName + "_development"
        let missing = try #require(database())
        #expect(missing.text.hasPrefix("private, running, is not there: "))
        #expect(missing.text.hasSuffix("FATAL:  database \"\(name)\" does not exist"))
        // Nothing would be in it.
        #expect(missing.fix == "./craft migrate" && missing.isMinor)
        try workspace.write("", to: "Sources/App/Database/Migrations/CreatePosts.swift")
        #expect(database()?.isMinor == false)
        try postgres.ensureDatabase(name, on: server)
        #expect(database() == .good("Database", "private, running, answers"))
        #expect(database(["DATABASE_URL": server.url(database: name)]) == .good("Database", "by DATABASE_URL, answers"))
        #expect(database(["DATABASE_URL": server.url(database: "none")])?.fix == "./craft db create")
        try workspace.write("DATABASE_URL=postgres:///none?host=\(workspace.root)\n", to: ".env")
        let silent = try #require(database())
        #expect(silent.text.hasPrefix("by DATABASE_URL, does not answer: "))
        #expect(silent.fix == "Start it, or mend DATABASE_URL in .env.")
    }

    @Test func theDoctorNamesTheLineOfABrokenDotEnvAndWhoHoldsThePort() throws {
        let workspace = try Workspace()
        _ = try app(workspace)
        try workspace.write("APP_ENV=development\nAPP_KEY=\"abc\n", to: ".env")
        let socket = try ListeningSocket.open(host: "127.0.0.1", port: 0)
        defer { socket.close() }
        let found = Doctor(place: workspace.place(), port: socket.port).findings()
        let broken = try #require(found.first { $0.name == ".env" })
        #expect(broken.text.hasPrefix("cannot be read: \(workspace.root)/.env:2"), "\(broken.text)")
        // What it would have set is not said to be missing.
        #expect(!found.contains { ["APP_KEY", "Database"].contains($0.name) })
        let port = try #require(found.first { $0.name == "Port" })
        #expect(port.text.hasPrefix("\(socket.port) is in use by "))
        #expect(port.text.hasSuffix(" (process \(getpid()))"))
    }

    @Test func whoOnlyLooksMakesNoDatabase() throws {
        let workspace = try Workspace()
        let app = try app(workspace)
        let place = workspace.place(environment: ProcessInfo.processInfo.environment.filter { $0.key == "PATH" })
        let name = app.databaseName + "_development"
        let nowhere = try AppDatabase.find(for: app, in: place)
        #expect(nowhere.url.contains("/\(name)?host=\(workspace.root)/storage/postgres/data&"))
        #expect(nowhere.postgres != nil && !Files.exists("\(workspace.root)/storage"))
        let postgres = PrivatePostgres(home: workspace.root, console: .silent, environment: place.environment)
        defer { _ = try? postgres.stop() }
        _ = try postgres.start()
        try postgres.stop()
        let found = try AppDatabase.find(for: app, in: place)
        let server = try #require(postgres.running())
        #expect(found.wasStarted && found.url == server.url(database: name))
        #expect(try postgres.query("select count(*) from pg_database where datname = '\(name)'", on: server) == "0")
        try workspace.write("DATABASE_URL=postgres://db/shop\n", to: ".env")
        #expect(try AppDatabase.find(for: app, in: place).url == "postgres://db/shop")
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
        #expect(Files.list(below: "\(workspace.root)/stubs/make").count == 47)
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
