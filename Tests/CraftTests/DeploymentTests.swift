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

    @Test(arguments: [["--workers", "0"], ["--folder", "srv"], ["--user", "a b"]])
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
