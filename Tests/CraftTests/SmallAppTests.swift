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

    /// By which rules the system runs a program's threads: no thread of a server interrupts another.
    private static func policies(of process: pid_t) throws -> Set<Int32> {
        let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")
        return Set(threads.compactMap { pid_t($0) }.map { sched_getscheduler($0) }.filter { $0 >= 0 })
    }
}
