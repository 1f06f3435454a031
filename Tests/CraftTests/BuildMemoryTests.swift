import Foundation
import Testing

@testable import Craft

/// With a program that stands in for `swift`, and counts how often it is asked.
@Suite(.blocking) struct BuildMemoryTests {
    private let workspace: Workspace
    private let builder: AppBuilder

    init() throws {
        workspace = try Workspace()
        try workspace.writeProgram(
            "mkdir -p ../build/debug; echo x >> ../asked; echo program > ../build/debug/App", to: "bin/swift")
        try workspace.write(
            "// swift-tools-version: 6.2\nlet a = Package.Dependency.package(path: \"../ashlar\")\n",
            to: "blog/Package.swift")
        try workspace.write("let a = 1\n", to: "blog/Sources/App/App.swift")
        try workspace.write("let b = 1\n", to: "blog/Sources/App/Routes/Web.swift")
        try workspace.write("// swift-tools-version: 6.2\n", to: "ashlar/Package.swift")
        try workspace.write("let c = 1\n", to: "ashlar/Sources/Ashlar/Ashlar.swift")
        builder = AppBuilder(
            app: AppFolder(root: "\(workspace.root)/blog"),
            place: Place(
                folder: workspace.root, framework: "\(workspace.root)/ashlar",
                buildFolder: BuildFolder(path: "\(workspace.root)/build", flags: ["-x"]),
                environment: ["PATH": "\(workspace.root)/bin:/usr/bin:/bin"], console: workspace.console))
        for folder in ["blog", "ashlar"] { try age("\(workspace.root)/\(folder)") }
    }

    /// Makes everything in a folder an hour old.
    private func age(_ folder: String) throws {
        for file in Files.list(below: folder) { try touch("\(folder)/\(file)", Date(timeIntervalSinceNow: -3600)) }
        let folders = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        for name in folders where Files.isFolder("\(folder)/\(name)") {
            try touch("\(folder)/\(name)", Date(timeIntervalSinceNow: -3600))
        }
    }

    private func touch(_ path: String, _ date: Date) throws {
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    }

    /// Builds, and says how often `swift` was asked so far.
    private func build() throws -> Int {
        _ = try builder.build()
        return try workspace.text("asked").split(separator: "\n").count
    }

    @Test func asksSwiftOnlyWhenSomethingWasChanged() throws {
        #expect(try build() == 1)
        #expect(try build() == 1)
        #expect(try build() == 1)
        #expect(workspace.output == "")
    }

    @Test(arguments: [
        "blog/Sources/App/Routes/Web.swift", "blog/Package.swift", "ashlar/Sources/Ashlar/Ashlar.swift",
        "ashlar/Package.swift",
    ])
    func asksAgainWhenAFileIsNewer(file: String) throws {
        #expect(try build() == 1)
        try touch("\(workspace.root)/\(file)", Date(timeIntervalSinceNow: 1))
        #expect(try build() == 2)
    }

    @Test func asksAgainWhenAFileIsGoneOrNewOrTheProgramIsAnother() throws {
        #expect(try build() == 1)
        try FileManager.default.removeItem(atPath: "\(workspace.root)/blog/Sources/App/Routes/Web.swift")
        #expect(try build() == 2)
        try age("\(workspace.root)/blog")
        #expect(try build() == 3)
        try workspace.write("let d = 1\n", to: "blog/Sources/App/Extra.swift")
        #expect(try build() == 4)
        try age("\(workspace.root)/blog/Sources")
        try touch("\(workspace.root)/blog/Sources", Date(timeIntervalSinceNow: -3600))
        #expect(try build() == 4)
        try FileManager.default.removeItem(atPath: "\(workspace.root)/blog/storage/framework/App")
        #expect(try build() == 5)
        try touch("\(workspace.root)/blog/storage/framework/App", Date(timeIntervalSinceNow: 5))
        #expect(try build() == 6)
    }

    @Test func aBuildThatFailedIsTriedAgain() throws {
        #expect(try build() == 1)
        try touch("\(workspace.root)/blog/Sources/App/App.swift", Date(timeIntervalSinceNow: 1))
        try workspace.writeProgram("echo x >> ../asked; exit 1", to: "bin/swift")
        for count in 2...3 {
            #expect(throws: CraftError.self) { try builder.build() }
            #expect(try workspace.text("asked").split(separator: "\n").count == count)
        }
    }

    /// A program that stands in for `swift`, and plans as SwiftPM does: what the plan compiles and links with says so, too.
    private func plan(compile: String = "true") throws {
        let commands = """
            commands:
              "C.App-x86_64-debug.exe":
                tool: shell
                args: ["/bin/sh","-c","echo link >> ../asked; echo replayed > ../build/debug/App"]

              "C.App-x86_64-debug.module":
                tool: shell
                args: ["/bin/sh","-c","echo compile >> ../asked; \(compile)","@\(workspace.root)/build/debug/sources"]


            """
        try workspace.write(commands, to: "commands.yaml")
        try workspace.writeProgram(
            """
            mkdir -p ../build/debug
            echo swift >> ../asked
            echo program > ../build/debug/App
            find "$PWD/Sources/App" -name '*.swift' > ../build/debug/sources
            cp ../commands.yaml ../build/debug.yaml
            while :; do
                echo '{}' > ../build/debug/description.json
                if [ -n "$(find ../build/debug/description.json -newer ../build/planned-for)" ]; then break; fi
            done
            """, to: "bin/swift")
    }

    /// Edits a file and builds; what was asked for that.
    private func edit(_ file: String) throws -> [String] {
        try workspace.write("", to: "asked")
        try touch("\(workspace.root)/\(file)", Date(timeIntervalSinceNow: 1))
        _ = try builder.build()
        return try workspace.text("asked").split(separator: "\n").map(String.init)
    }

    @Test func compilesAndLinksAsPlannedWhereOnlyItsOwnSourcesChanged() throws {
        try plan()
        #expect(try build() == 1)
        #expect(try edit("blog/Sources/App/App.swift") == ["compile", "link"])
        #expect(try Files.text(AppProgram(app: builder.app).path) == "replayed\n")
        #expect(try edit("blog/Sources/App/Routes/Web.swift") == ["compile", "link"])
        #expect(workspace.output == "")
    }

    @Test(arguments: [
        "ashlar/Sources/Ashlar/Ashlar.swift", "ashlar/Package.swift", "blog/Package.swift", "blog/Package.resolved",
        "blog/Sources/App/words.txt", "blog/Sources/Other/Other.swift",
    ])
    func asksSwiftWhereSomethingElseChanged(file: String) throws {
        try plan()
        try workspace.write("", to: "blog/Package.resolved")
        try workspace.write("one", to: "blog/Sources/App/words.txt")
        try workspace.write("let e = 1", to: "blog/Sources/Other/Other.swift")
        try age("\(workspace.root)/blog")
        #expect(try build() == 1)
        #expect(try edit(file) == ["swift"])
        // Also after an edit of its own that came with it.
        try touch("\(workspace.root)/\(file)", Date(timeIntervalSinceNow: 2))
        #expect(try edit("blog/Sources/App/App.swift") == ["swift"])
    }

    @Test func asksSwiftWhereThePlanDoesNotDo() throws {
        try plan(compile: "echo 'error: no such module' >&2; exit 1")
        #expect(try build() == 1)
        #expect(try edit("blog/Sources/App/App.swift") == ["compile", "swift"])
    }

    @Test func anErrorInItsOwnSourcesIsToldAtOnce() throws {
        let file = "\(builder.app.root)/Sources/App/App.swift"
        try plan(compile: "echo '\(file):1:9: error: cannot find b'; exit 1")
        #expect(try build() == 1)
        #expect(throws: CraftError.self) { try edit("blog/Sources/App/App.swift") }
        #expect(try workspace.text("asked") == "compile\n")
    }
}
