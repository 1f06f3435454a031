import Foundation
import Testing

@testable import Craft

@Suite(.blocking) struct BuildReplayTests {
    /// A plan as SwiftPM 6.3 writes it, with programs that say what they are asked.
    private func workspace() throws -> (Workspace, AppFolder, BuildFolder) {
        let workspace = try Workspace()
        let root = "\(workspace.root)/blog"
        try workspace.write("// swift-tools-version: 6.2", to: "blog/Package.swift")
        try workspace.write("let a = 1", to: "blog/Sources/App/App.swift")
        try workspace.write("let b = 1", to: "blog/Sources/App/It's here.swift")
        try workspace.write("no Swift", to: "blog/Sources/App/notes.md")
        let folder = BuildFolder(path: "\(workspace.root)/build", flags: [])
        try workspace.write(
            "\(root)/Sources/App/App.swift\n'\(root)/Sources/App/It's here.swift'\n",
            to: "build/debug/App.build/sources")
        try workspace.write(
            """
            commands:
              "C.AppTests-debug.module":
                tool: shell
                args: ["wrong"]

              "C.App-x86_64-debug.exe":
                tool: shell
                inputs: ["a.o"]
                args: ["echo","link","it's"]

              "C.App-x86_64-debug.module":
                tool: shell
                args: ["echo","compile","@\(workspace.root)/build/debug/App.build/sources","-parseable-output"]


            """, to: "build/debug.yaml")
        try Files.write(root, to: folder.marker)
        let asked = try #require(Files.modification(of: folder.marker))
        repeat { try Files.write("{}", to: folder.plan) } while Files.modification(of: folder.plan) == asked
        return (workspace, AppFolder(root: root), folder)
    }

    @Test func runsTheTwoCommandsOfThePlan() throws {
        let (workspace, app, folder) = try workspace()
        let replay = try #require(BuildReplay.load(for: app, in: folder))
        #expect(replay.isCurrent(for: app, in: folder))
        let (status, output) = try ChildProcess.run(
            replay.launch(in: app.root, environment: ["PATH": "/usr/bin:/bin"]))
        #expect(status.isSuccess)
        #expect(output == "compile @\(workspace.root)/build/debug/App.build/sources\nlink it's\n")
    }

    @Test func isNothingForThePlanOfAnotherApp() throws {
        let (_, _, folder) = try workspace()
        #expect(BuildReplay.load(for: AppFolder(root: "/other"), in: folder) == nil)
    }

    @Test(arguments: ["a file more", "a file less", "another package", "another plan"])
    func isOutOfDate(with change: String) throws {
        let (workspace, app, folder) = try workspace()
        let replay = try #require(BuildReplay.load(for: app, in: folder))
        switch change {
        case "a file more": try workspace.write("let c = 1", to: "blog/Sources/App/C.swift")
        case "a file less": try FileManager.default.removeItem(atPath: "\(app.root)/Sources/App/App.swift")
        case "another package":
            let planned = try #require(Files.modification(of: folder.plan))
            repeat {
                try workspace.write("// changed", to: "blog/Package.swift")
            } while try #require(Files.modification(of: "\(app.root)/Package.swift")) <= planned
        default: try Files.write("/other", to: folder.marker)
        }
        #expect(!replay.isCurrent(for: app, in: folder))
    }
}
