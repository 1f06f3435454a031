import Foundation
import Glibc
import Testing

@testable import Craft

/// The smallest app, as a program.
@Suite(.blocking) struct SmallAppTests {
    private static let source = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../SmallApp/main.swift").standardizedFileURL

    @Test func `a file of six lines is a whole app`() throws {
        let lines = try String(contentsOf: Self.source, encoding: .utf8).split(separator: "\n")
        #expect(lines.count <= 6)
    }

    @Test(.timeLimit(.minutes(2)), arguments: [SIGTERM, SIGINT])
    func `it starts without folders and settings, answers, and ends with 0 when it is told to`(signal: Int32) throws {
        let workspace = try Workspace()
        let served = try ServedProgram("small-app", in: workspace, ["PORT": "0"])
        let port = try served.port()
        let answer = try ServedProgram.ask("/", port: port)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.hasSuffix("\r\n\r\nHello"), "\(answer)")
        #expect(try ServedProgram.ask("/nowhere", port: port).hasPrefix("HTTP/1.1 404 Not Found\r\n"))
        // SCHED_BATCH, which Swift's module of the C library leaves out.
        #expect(try Self.policies(of: served.child.id) == [3])
        served.child.send(signal)
        #expect(served.wait() == .exited(0))
        #expect(throws: ServedProgram.Refused.self) { try ServedProgram.ask("/", port: port) }
        // It leaves nothing behind.
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.root) == [])
    }

    @Test(.timeLimit(.minutes(2))) func `its commands are those of every app`() throws {
        let workspace = try Workspace()
        let routes = try ServedProgram("small-app", ["routes"], in: workspace)
        #expect(try routes.next(/GET +\/ .*main\.swift:4/) != nil)
        #expect(routes.wait() == .exited(0))
        let check = try ServedProgram("small-app", ["check"], in: workspace)
        #expect(check.wait() == .exited(0))
        let typo = try ServedProgram("small-app", ["rotes"], in: workspace)
        #expect(typo.wait() == .exited(64))
        // What the command says goes before the environment, which goes before 8000.
        let served = try ServedProgram("small-app", ["serve", "--port", "0"], in: workspace, ["PORT": "1"])
        #expect(try ServedProgram.ask("/", port: served.port()).hasSuffix("Hello"))
        #expect(served.stop() == .exited(0))
        let standard = try ServedProgram("small-app", ["serve"], in: workspace, ["PORT": "0"])
        #expect(try standard.port() != 8000)
        #expect(standard.stop() == .exited(0))
    }

    @Test(arguments: [
        ("import Ashlar\n\ntry await App { routes in\n}.run()\n", false),
        ("try await App(middleware: CORS.any()) { routes in\n}.run(port: 9000)\n", false),
        ("@Model\nstruct Post {}\n\ntry await App { routes in\n}.run()\n", true),
        ("try await App { routes in\n    let database: Database\n}.run()\n", true),
        ("@main struct Blog: Application {}\n", true),
    ])
    func `no database is made for an app that speaks of none`(source: String, isUsed: Bool) throws {
        let workspace = try Workspace()
        let folder = "\(workspace.root)/tiny"
        try FileManager.default.createDirectory(
            atPath: "\(folder)/Sources/App", withIntermediateDirectories: true)
        try Data(source.utf8).write(to: URL(filePath: "\(folder)/Sources/App/main.swift"))
        #expect(AppFolder(root: folder).usesDatabase == isUsed)
        try FileManager.default.createDirectory(atPath: "\(folder)/database", withIntermediateDirectories: true)
        #expect(AppFolder(root: folder).usesDatabase)
    }

    /// By which rules the system runs a program's threads: no thread of a server interrupts another.
    private static func policies(of process: pid_t) throws -> Set<Int32> {
        let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")
        return Set(threads.compactMap { pid_t($0) }.map { sched_getscheduler($0) }.filter { $0 >= 0 })
    }
}
