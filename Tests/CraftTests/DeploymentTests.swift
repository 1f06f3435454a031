import ArgumentParser
import Foundation
import Testing

@testable import Craft

@Suite(.blocking) struct DeploymentTests {
    private func app(_ workspace: Workspace) throws {
        try workspace.write(
            "// swift-tools-version: 6.2\nlet package = Package(name: \"my-shop\")\n", to: "Package.swift")
        try workspace.write("struct Shop: Application {}\n", to: "Sources/App/App.swift")
        try workspace.write("name: Shop\n", to: "config/app.yaml")
        try workspace.write("<p>", to: "views/a.html")
    }

    @Test func aDockerfileTakesWhatTheAppHas() throws {
        let workspace = try Workspace()
        try app(workspace)
        try MakeCommand.Dockerfile.parse([]).run(in: workspace.place())
        let text = try workspace.text("Dockerfile")
        #expect(text.contains("\nCOPY config config\nCOPY views views\nRUN mkdir"))
        #expect(text.contains("docker build --build-context ashlar=\(Workspace.framework) -t my-shop ."))
        #expect(text.contains(#"CMD ["./App", "serve", "--host", "0.0.0.0", "--port", "8000"]"#))
        #expect(try workspace.text(".dockerignore").contains("\n.env\n"))
        // The line that it changes is the one that apps have.
        #expect(
            try Files.text("\(Workspace.framework)/stubs/app/Package.swift").contains(
                ".package(name: \"ashlar\", path: \"__framework__\")"))
    }

    /// The instructions of a Dockerfile, each with its arguments, without comments.
    private func instructions(_ text: String) -> [(name: String, arguments: String)] {
        text.replacing("\\\n", with: " ").split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }
    }

    /// A generated app with a Dockerfile.
    private func generatedApp(_ workspace: Workspace) throws -> String {
        let name = try AppName("my-shop", packages: [])
        try AppScaffold(
            name: name, folder: "\(workspace.root)/my-shop", framework: Workspace.framework, swift: "6.3",
            console: workspace.console
        ).write()
        try MakeCommand.Dockerfile.parse([]).run(in: workspace.place(in: "my-shop"))
        return "\(workspace.root)/my-shop"
    }

    @Test func aDockerfileOfAGeneratedAppCopiesWhatIsThere() throws {
        let workspace = try Workspace()
        let root = try generatedApp(workspace)
        let left = try Files.text("\(root)/.dockerignore").split(separator: "\n").map(String.init)
        // Secrets and data of this machine do not leave it.
        #expect(Set(left).isSuperset(of: [".env", ".env.*", ".git", "storage", "build", ".build"]))
        let lines = instructions(try Files.text("\(root)/Dockerfile"))
        let copied = lines.filter { $0.name == "COPY" && !$0.arguments.hasPrefix("--from=") }.flatMap {
            $0.arguments.split(separator: " ").dropLast().map(String.init)
        }
        // craft new takes it from the clone, which has it once it was built.
        let resolved = Files.exists("\(Workspace.framework)/Package.resolved") ? [] : ["Package.resolved"]
        for path in copied where !resolved.contains(path) {
            #expect(Files.exists("\(root)/\(path)") && !left.contains(path), "\(path)")
        }
        for path in ["Package.swift", "Package.resolved", "Sources", "Tests", "config", "views", "public"] {
            #expect(copied.contains(path), "\(path)")
        }
        // The clone is a context of its own; the data of its PostgreSQL cannot even be read by others.
        #expect(try Files.text("\(Workspace.framework)/.dockerignore").split(separator: "\n").contains("storage"))
    }

    @Test func aDockerfileBuildsWithTheToolchainOfHere() throws {
        let workspace = try Workspace()
        let root = try generatedApp(workspace)
        let lines = instructions(try Files.text("\(root)/Dockerfile"))
        let images = lines.filter { $0.name == "FROM" }.map { $0.arguments.split(separator: " ")[0] }
        let version = try #require(Toolchain.version(environment: ProcessInfo.processInfo.environment))
        let minor = version.split(separator: ".").prefix(2).joined(separator: ".")
        // What is built on one release of Ubuntu runs on the same.
        #expect(images == ["swift:\(minor)-noble", "ubuntu:noble"])
        // The path of the clone on this machine is not that in the image.
        let command = try #require(lines.first { $0.arguments.hasPrefix("sed -i ") }).arguments
        let sed = try #require(command.split(separator: "&&").first)
        let (status, _) = try ChildProcess.run(
            Launch(
                executable: "/bin/sh", arguments: ["-c", String(sed)], environment: ["PATH": "/usr/bin:/bin"],
                directory: root))
        #expect(status.isSuccess)
        #expect(try Files.text("\(root)/Package.swift").contains(".package(name: \"ashlar\", path: \"/ashlar\")"))
    }

    @Test func anImageRunsAsAUserOfItsOwnWithoutSecrets() throws {
        let workspace = try Workspace()
        let root = try generatedApp(workspace)
        let text = try Files.text("\(root)/Dockerfile")
        let lines = instructions(text)
        let names = lines.map(\.name)
        let user = try #require(lines.last { $0.name == "USER" }).arguments
        #expect(user != "root" && text.contains("useradd --system --create-home --home-dir /app \(user)"))
        #expect(try #require(names.lastIndex(of: "USER")) < #require(names.lastIndex(of: "CMD")))
        for line in lines where ["ENV", "ARG"].contains(line.name) {
            #expect(line.arguments == "APP_ENV=production")
        }
        let key = try #require(try Files.text("\(root)/.env").firstMatch(of: /APP_KEY=(\S+)/)).1
        #expect(!text.contains(key))
    }

    @Test func anImageSaysWhetherItsAppIsUp() throws {
        let workspace = try Workspace()
        let root = try generatedApp(workspace)
        func check() throws -> [String]? {
            let line = instructions(try Files.text("\(root)/Dockerfile")).first { $0.name == "HEALTHCHECK" }
            guard let list = line?.arguments.firstMatch(of: /CMD (\[.*\])/) else { return nil }
            return try JSONDecoder().decode([String].self, from: Data(list.1.utf8))
        }
        let command = try #require(try check())
        #expect(command.prefix(2) == ["bash", "-c"])
        #expect(command[2].contains(#"printf 'GET /up HTTP/1.1\r\nHost: localhost\r\n"#))
        let (status, output) = try ChildProcess.run(
            Launch(executable: "/bin/bash", arguments: ["-n", "-c", command[2]], environment: [:]))
        #expect(status.isSuccess, "\(output)")
        // Elsewhere, and nowhere.
        let settings = try Files.text("\(root)/config/app.yaml")
        func write(health: String) throws {
            try Files.write(settings.replacing("health: /up", with: "health: \(health)"), to: "\(root)/config/app.yaml")
            try MakeCommand.Dockerfile.parse(["--force"]).run(in: workspace.place(in: "my-shop"))
        }
        try write(health: "/healthz")
        #expect(try #require(try check())[2].contains("GET /healthz HTTP"))
        try write(health: "off")
        #expect(try check() == nil)
    }

    @Test func unitsAreWrittenAndCheckedBySystemd() throws {
        let workspace = try Workspace()
        try app(workspace)
        let environment = ["PATH": "/usr/bin:/bin"]
        try MakeCommand.Systemd.parse(["--user", "shop", "--listen", "/run/shop.sock", "--workers", "4"])
            .run(in: workspace.place(environment: environment))
        let service = try workspace.text("deploy/my-shop.service")
        for line in [
            "ExecStart=/srv/my-shop/App serve --workers 4", "Type=notify", "User=shop", "WorkingDirectory=/srv/my-shop",
            "Requires=my-shop.socket", "Description=My shop",
        ] {
            #expect(service.contains("\n\(line)\n"), "\(line)")
        }
        #expect(try workspace.text("deploy/my-shop.socket").contains("\nListenStream=/run/shop.sock\n"))
        let isThere = Programs.path(of: "systemd-analyze", in: environment) != nil
        #expect(
            workspace.output.contains(
                isThere ? "systemd-analyze verify has nothing to say against them." : "the units were not checked."))
    }

    @Test func whatSystemdRefusesIsSaid() throws {
        let workspace = try Workspace()
        try app(workspace)
        try workspace.writeProgram(
            "echo \"$3:5: Unknown key\"; echo other.service: x; exit 1", to: "bin/systemd-analyze")
        let place = workspace.place(environment: ["PATH": "\(workspace.root)/bin:/usr/bin:/bin"])
        let text = message { try MakeCommand.Systemd.parse([]).run(in: place) }
        #expect(text.hasPrefix("systemd finds something wrong with the units.\n"))
        #expect(text.contains("my-shop.service:5: Unknown key") && !text.contains("other.service"))
    }

    @Test(arguments: [
        ["--workers", "0"], ["--workers=-3"], ["--workers", "257"], ["--folder", "srv"], ["--user", "a b"],
    ])
    func unitsThatCouldNotBe(arguments: [String]) {
        #expect(throws: (any Error).self) { try MakeCommand.Systemd.parse(arguments) }
    }

    /// A `swift` that builds a shell script.
    private func build(_ workspace: Workspace, _ program: String = "exit 0") throws -> Place {
        try app(workspace)
        try workspace.writeProgram(program, to: "App")
        try workspace.writeProgram(
            """
            echo "$@" > \(workspace.root)/arguments
            mkdir -p \(workspace.root)/build/release/shop_Admin.resources
            cp \(workspace.root)/App \(workspace.root)/build/release/App
            """, to: "bin/swift")
        return workspace.place(environment: ["PATH": "\(workspace.root)/bin:/usr/bin:/bin"])
    }

    @Test func aReleaseHasTheProgramAndWhatItReads() throws {
        let workspace = try Workspace()
        let place = try build(workspace)
        try workspace.write("SECRET=1\n", to: ".env")
        try BuildCommand.parse(["--static", "--output", "out/shop"]).run(in: place)
        #expect(
            Files.list(below: "\(workspace.root)/out/shop") == [
                ".ashlar-release", "App", "config/app.yaml", "views/a.html",
            ])
        #expect(Files.isFolder("\(workspace.root)/out/shop/shop_Admin.resources"))
        let arguments = try workspace.text("arguments")
        #expect(arguments.contains("--configuration release --product App --static-swift-stdlib"))
        // Again, over the one before.
        try BuildCommand.parse(["--output", "out/shop"]).run(in: place)
        #expect(try !workspace.text("arguments").contains("--static-swift-stdlib"))
        #expect(Files.names(in: "\(workspace.root)/out") == ["shop"])
    }

    @Test func aReleaseReplacesNothingElse() throws {
        let workspace = try Workspace()
        let place = try build(workspace)
        for folder in ["config", "."] {
            let text = message { try BuildCommand.parse(["--output", folder]).run(in: place) }
            #expect(text.contains("has something else in it. Nothing was changed."))
        }
        #expect(!Files.exists("\(workspace.root)/arguments"))
    }

    @Test func aProgramThatDoesNotStartIsNoRelease() throws {
        let workspace = try Workspace()
        let place = try build(workspace, "echo 'libswiftCore.so: not found'; exit 127")
        #expect(
            message { try BuildCommand.parse(["--output", "out"]).run(in: place) } == """
                The program that was built does not start: exit code 127.
                    libswiftCore.so: not found
                """)
        #expect(!Files.exists("\(workspace.root)/out"))
    }
}
