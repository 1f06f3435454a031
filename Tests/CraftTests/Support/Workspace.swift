import AshlarTerminal
import Foundation
import Synchronization

@testable import Craft

/// A folder of a test's own, removed with it, and a console that remembers what it was told.
final class Workspace: Sendable {
    let root: String
    private let said = Mutex("")

    init() throws {
        root = Files.real(NSTemporaryDirectory()) + "/craft-\(UUID().uuidString)"
        try Files.makeFolder(root)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    /// What was printed, on either stream.
    var output: String { said.withLock { $0 } }

    var console: Console {
        let record: @Sendable (String) -> Void = { [self] text in said.withLock { $0 += text } }
        return Console(terminal: Terminal(isTerminal: false, output: record), errors: record)
    }

    /// A console at which somebody types these lines.
    func console(typing lines: [String]) -> Console {
        let record: @Sendable (String) -> Void = { [self] text in said.withLock { $0 += text } }
        let left = Mutex(lines)
        let terminal = Terminal(
            isTerminal: false, canAsk: true,
            input: { _ in left.withLock { $0.isEmpty ? nil : $0.removeFirst() } }, output: record)
        return Console(terminal: terminal, errors: record)
    }

    /// The clone of the framework that these tests belong to.
    static var framework: String {
        Files.absolute("../../../..", from: #filePath)
    }

    func write(_ text: String, to path: String) throws { try Files.write(text, to: "\(root)/\(path)") }

    /// Writes a shell script that can be run at once.
    ///
    /// Another program makes the file: while this process has it open for writing, a child that another test is starting
    /// holds it too, and running it would fail with "text file busy".
    func writeProgram(_ script: String, to path: String) throws {
        try write("#!/bin/sh\n\(script)\n", to: "\(path).text")
        let install = Process()
        install.executableURL = URL(filePath: "/usr/bin/install")
        install.arguments = ["-m", "755", "\(root)/\(path).text", "\(root)/\(path)"]
        try install.run()
        install.waitUntilExit()
        try FileManager.default.removeItem(atPath: "\(root)/\(path).text")
    }

    func text(_ path: String) throws -> String { try Files.text("\(root)/\(path)") }

    /// A generator for an app with nothing in it but a list of migrations, at 2026-11-22 12:34:56 UTC.
    func generator() throws -> AppGenerator {
        if !Files.exists("\(root)/Sources/App/Database/Migrations.swift") {
            try write(
                """
                let allMigrations: [any Migration.Type] = [
                    // craft:migrations
                ]

                """, to: "Sources/App/Database/Migrations.swift")
            try write("// swift-tools-version: 6.2\n", to: "Package.swift")
        }
        return AppGenerator(
            app: AppFolder(root: root),
            files: Generator(
                root: root, stubs: StubLibrary(folders: ["\(root)/stubs", "\(Self.framework)/stubs"]), console: console),
            now: Date(timeIntervalSince1970: 1_795_350_896))
    }

    /// - Parameters:
    ///   - folder: where craft is called, below the workspace.
    ///   - environment: its environment.
    ///   - lines: what somebody types, if anybody is there.
    func place(
        in folder: String = "", environment: [String: String] = [:], typing lines: [String]? = nil
    ) -> Place {
        Place(
            folder: folder.isEmpty ? root : "\(root)/\(folder)", framework: Self.framework,
            buildFolder: BuildFolder(path: "\(root)/build", flags: []),
            environment: environment, console: lines.map(console(typing:)) ?? console)
    }
}
