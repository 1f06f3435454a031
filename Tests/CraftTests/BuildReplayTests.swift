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
        #expect(replay.current(for: app, in: folder) == replay)
        let (status, output) = try ChildProcess.run(
            try replay.launch(in: app.root, environment: ["PATH": "/usr/bin:/bin"]))
        #expect(status.isSuccess)
        #expect(output == "compile @\(workspace.root)/build/debug/App.build/sources\nlink it's\n")
    }

    @Test func isNothingForThePlanOfAnotherApp() throws {
        let (_, _, folder) = try workspace()
        #expect(BuildReplay.load(for: AppFolder(root: "/other"), in: folder) == nil)
    }

    // The plan does not say what is written for a file.
    @Test(arguments: ["a file more", "a file less", "another package", "another plan", "a newer plan"])
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
        case "a newer plan":
            let planned = Files.modification(of: folder.plan)
            repeat { try Files.write("{}", to: folder.plan) } while Files.modification(of: folder.plan) == planned
        default: try Files.write("/other", to: folder.marker)
        }
        #expect(replay.current(for: app, in: folder) == nil)
    }

    /// A program of one object of its own and two of others, and a linker that says what it is asked.
    private func linking(_ workspace: Workspace, fast: String = "exit 0") throws -> Prelink {
        let root = workspace.root
        try workspace.writeProgram("echo \"$@\"; \(fast)", to: "bin/swiftc")
        // lld -r -o OBJECT @LIST
        try workspace.writeProgram("tr '\\n' ' ' <\"${4#@}\" >\"$3\"", to: "bin/ld.lld")
        for object in ["App.build/A.swift.o", "One.build/B.swift.o", "Two.build/C+D.swift.o"] {
            try workspace.write("object", to: "debug/\(object)")
            try age("\(root)/debug/\(object)")
        }
        // As SwiftPM writes it.
        try workspace.write(
            """
            \(root)/debug/App.build/A.swift.o
            \(root)/debug/One.build/B.swift.o
            '\(root)/debug/Two.build/C+D.swift.o'

            """, to: "debug/list")
        return try #require(
            Prelink(Self.link(root), in: BuildFolder(path: "\(root)/build", flags: [])))
    }

    private static func link(_ root: String) -> [String] {
        ["\(root)/bin/swiftc", "-o", "App", "@\(root)/debug/list", "-use-ld=lld"]
    }

    private func age(_ path: String) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: path)
    }

    @Test func whatDoesNotChangeIsLinkedOnce() throws {
        let workspace = try Workspace()
        let root = workspace.root
        let prelink = try linking(workspace)
        #expect(!prelink.isCurrent)
        // One that was killed, days ago.
        let left = "\(prelink.object).4711"
        try Files.write("half", to: left)
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 0)], ofItemAtPath: left)
        let (status, _) = try ChildProcess.run(prelink.launch(environment: ["PATH": "/usr/bin:/bin"]))
        #expect(status.isSuccess && prelink.isCurrent)
        #expect(
            try Files.text(prelink.object) == "\(root)/debug/One.build/B.swift.o '\(root)/debug/Two.build/C+D.swift.o' "
        )
        #expect(
            try prelink.link(insteadOf: Self.link(root)) == [
                "\(root)/bin/swiftc", "-o", "App", "@\(root)/build/prelinked.list", "-use-ld=lld",
                "-Xlinker", "-O0", "-Xlinker", "--build-id=none",
            ])
        #expect(
            try workspace.text("build/prelinked.list") == "\(root)/debug/App.build/A.swift.o\n\(prelink.object)\n")
        // Nothing else is left behind.
        #expect(Files.names(in: "\(root)/build").count == 3)
        // One that is newer, and one that is gone.
        try workspace.write("other", to: "debug/Two.build/C+D.swift.o")
        #expect(!prelink.isCurrent)
        try age("\(root)/debug/Two.build/C+D.swift.o")
        #expect(prelink.isCurrent)
        try FileManager.default.removeItem(atPath: "\(root)/debug/One.build/B.swift.o")
        #expect(!prelink.isCurrent)
    }

    @Test("the planned link says what is wrong", arguments: [false, true])
    func linksAsPlanned(isRight: Bool) throws {
        let workspace = try Workspace()
        let root = workspace.root
        let prelink = try linking(workspace, fast: isRight ? "exit 0" : "case $* in *-O0*) exit 1 ;; esac")
        _ = try ChildProcess.run(prelink.launch(environment: ["PATH": "/usr/bin:/bin"]))
        let replay = BuildReplay(
            compile: ["echo", "compiled"], link: Self.link(root), prelink: prelink,
            sources: PlannedSources(files: [], outputs: [:]), planned: 0)
        func run() throws -> String {
            try ChildProcess.run(try replay.launch(in: root, environment: ["PATH": "/usr/bin:/bin"])).output
        }
        let planned = "compiled\n-o App @\(root)/debug/list -use-ld=lld\n"
        #expect(try run() == (isRight ? "compiled\n" : planned))
        try workspace.write("other", to: "debug/Two.build/C+D.swift.o")
        #expect(try run() == planned)
    }

    @Test func anotherLinkerIsLeftAlone() throws {
        let workspace = try Workspace()
        _ = try linking(workspace)
        let folder = BuildFolder(path: "\(workspace.root)/build", flags: [])
        let link = Self.link(workspace.root)
        #expect(Prelink(link.dropLast() + ["-use-ld=gold"], in: folder) == nil)
        #expect(Prelink(link.filter { !$0.hasPrefix("@") }, in: folder) == nil)
        try FileManager.default.removeItem(atPath: "\(workspace.root)/bin/ld.lld")
        #expect(Prelink(link, in: folder) == nil)
    }
}
