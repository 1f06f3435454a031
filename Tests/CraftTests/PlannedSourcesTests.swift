import Foundation
import Testing

@testable import Craft

@Suite(.blocking) struct PlannedSourcesTests {
    /// An app of two files, and a plan that says what is written for them, by a compiler and a linker that print what they read.
    private func workspace() throws -> (Workspace, AppFolder, BuildFolder) {
        let workspace = try Workspace()
        let (root, build) = ("\(workspace.root)/blog", "\(workspace.root)/build")
        try workspace.write("// swift-tools-version: 6.2", to: "blog/Package.swift")
        try workspace.write("1", to: "blog/Sources/App/App.swift")
        try workspace.write("2", to: "blog/Sources/App/Old.swift")
        let folder = BuildFolder(path: build, flags: [])
        try workspace.write(
            "\(root)/Sources/App/App.swift\n\(root)/Sources/App/Old.swift\n", to: "build/App.build/sources")
        func outputs(_ name: String) -> [String: String] {
            ["object": "\(build)/App.build/\(name).swift.o", "dependencies": "\(build)/App.build/\(name).d"]
        }
        let map = [
            "": ["swift-dependencies": "\(build)/App.build/primary.swiftdeps"],
            "\(root)/Sources/App/App.swift": outputs("App"), "\(root)/Sources/App/Old.swift": outputs("Old"),
        ]
        try workspace.write(
            String(decoding: try JSONEncoder().encode(map), as: UTF8.self), to: "build/App.build/map.json")
        try workspace.write(
            """
            \(build)/App.build/App.swift.o
            \(build)/App.build/App.swiftmodule.o
            \(build)/App.build/Old.swift.o
            '\(build)/C+D.build/C+D.swift.o'

            """, to: "build/objects")
        // Prints the files that it is told to read.
        try workspace.writeProgram(
            "for word in \"$@\"; do case $word in @*) cat \"${word#@}\" ;; *.json) cat $word; echo ;; esac; done",
            to: "bin/swiftc")
        try workspace.write(
            """
            commands:
              "C.App-x86_64-debug.exe":
                tool: shell
                args: ["\(workspace.root)/bin/swiftc","@\(build)/objects"]

              "C.App-x86_64-debug.module":
                tool: shell
                args: ["\(workspace.root)/bin/swiftc","-output-file-map","\(build)/App.build/map.json","@\(build)/App.build/sources"]


            """, to: "build/debug.yaml")
        try Files.write(root, to: folder.marker)
        let asked = try #require(Files.modification(of: folder.marker))
        repeat { try Files.write("{}", to: folder.plan) } while Files.modification(of: folder.plan) == asked
        return (workspace, AppFolder(root: root), folder)
    }

    @Test func `files that are new or gone are compiled and linked without a plan of their own`() throws {
        let (workspace, app, folder) = try workspace()
        let (root, build) = ("\(app.root)/Sources/App", folder.path)
        let planned = try #require(BuildReplay.load(for: app, in: folder))
        try workspace.write("3", to: "blog/Sources/App/Controllers/New.swift")
        try FileManager.default.removeItem(atPath: "\(root)/Old.swift")
        let replay = try #require(planned.current(for: app, in: folder))
        let (status, output) = try ChildProcess.run(
            try replay.launch(in: app.root, environment: ["PATH": "/usr/bin:/bin"]))
        #expect(status.isSuccess)
        #expect(
            output == """
                {"":{"swift-dependencies":"\(build)/App.build/primary.swiftdeps"},\
                "\(root)/App.swift":{"dependencies":"\(build)/App.build/App.d",\
                "object":"\(build)/App.build/App.swift.o"},\
                "\(root)/Controllers/New.swift":{"dependencies":"\(build)/App.build/New.d",\
                "object":"\(build)/App.build/New.swift.o"}}
                '\(root)/App.swift'
                '\(root)/Controllers/New.swift'
                \(build)/App.build/App.swift.o
                \(build)/App.build/App.swiftmodule.o
                '\(build)/C+D.build/C+D.swift.o'
                '\(build)/App.build/New.swift.o'

                """)
        // What SwiftPM wrote stays as it is, and goes on to be what is read once the files are the planned ones again.
        try FileManager.default.removeItem(atPath: "\(root)/Controllers/New.swift")
        try workspace.write("2", to: "blog/Sources/App/Old.swift")
        #expect(planned.current(for: app, in: folder) == planned)
    }

    @Test func `scripts are linked with files that are newer than the plan`() throws {
        let (workspace, app, folder) = try workspace()
        let planned = try #require(BuildReplay.load(for: app, in: folder))
        try workspace.write("3", to: "blog/Sources/App/New.swift")
        let replay = try #require(planned.current(for: app, in: folder))
        try replay.writeLists()
        let lists = ScriptCompiler.linking(replay.link, "line.o", to: "line").filter { $0.hasPrefix("@") }
        let objects = try lists.map { try Files.text(String($0.dropFirst())) }
        #expect(objects.count == 1)
        #expect(objects.joined().contains("'\(folder.path)/App.build/New.swift.o'\n"))
    }

    @Test(arguments: ["main.swift", "Controllers/App.swift", "It's new.swift"])
    func `SwiftPM plans where a file is more than one of the module`(name: String) throws {
        let (workspace, app, folder) = try workspace()
        let planned = try #require(BuildReplay.load(for: app, in: folder))
        try workspace.write("3", to: "blog/Sources/App/\(name)")
        #expect(planned.current(for: app, in: folder) == nil)
    }
}
