import Foundation
import Testing

@testable import Craft

@Suite(.blocking) struct LauncherTests {
    private func run(_ arguments: [String], in folder: String) throws -> (status: ProcessEnd, output: String) {
        try ChildProcess.run(
            Launch(
                executable: "/bin/sh", arguments: arguments, environment: ProcessInfo.processInfo.environment,
                directory: folder))
    }

    @Test func readsTheVersionThatCraftHas() throws {
        let launcher = try Files.text("\(Workspace.framework)/craft")
        let line = try #require(launcher.split(separator: "\n").first { $0.hasPrefix("version=") })
        let script = "root='\(Workspace.framework)'; \(line); printf %s \"$version\""
        #expect(try run(["-c", script], in: "/").output == CraftVersion.current)
    }

    @Test("is a valid script", arguments: ["craft", "stubs/app/craft"])
    func valid(launcher: String) throws {
        let (status, output) = try run(["-n", "\(Workspace.framework)/\(launcher)"], in: "/")
        #expect(status.isSuccess, "\(output)")
        #expect(FileManager.default.isExecutableFile(atPath: "\(Workspace.framework)/\(launcher)"))
    }

    @Test(
        "of an app becomes the framework's, with an absolute or a relative path", arguments: ["absolute", "../ashlar"])
    func app(path: String) throws {
        let workspace = try Workspace()
        try workspace.writeProgram("echo \"$PWD\" \"$@\"", to: "ashlar/craft")
        let framework = path == "absolute" ? "\(workspace.root)/ashlar" : path
        try workspace.write(
            try Files.text("\(Workspace.framework)/stubs/app/Package.swift").replacing(
                "__framework__", with: framework),
            to: "blog/Package.swift")
        try workspace.write(try Files.text("\(Workspace.framework)/stubs/app/craft"), to: "blog/craft")
        let (status, output) = try run(["\(workspace.root)/blog/craft", "make", "model", "a b"], in: "/")
        #expect(status.isSuccess)
        #expect(output == "\(workspace.root)/blog make model a b\n")
    }

    @Test func ofAnAppSaysWhereTheFrameworkIsMissing() throws {
        let workspace = try Workspace()
        try workspace.write("    .package(name: \"ashlar\", path: \"/no/such\"),\n", to: "blog/Package.swift")
        try workspace.write(try Files.text("\(Workspace.framework)/stubs/app/craft"), to: "blog/craft")
        let (status, output) = try run(["\(workspace.root)/blog/craft", "serve"], in: "/")
        #expect(status == .exited(1))
        #expect(
            output == """
                error: \(workspace.root)/blog/Package.swift looks for Ashlar in "/no/such", but it is not there.
                Write the folder of Ashlar's clone into the line .package(name: "ashlar", path: "...").

                """)
    }
}
