import Foundation
import Glibc
import Testing

@testable import Craft

/// `App serve --workers`: an app as a process, with processes of its own.
@Suite(.blocking) struct WorkerTests {
    private func serve(_ environment: [String: String] = [:]) throws -> ServedProgram {
        try ServedProgram("worker-app", ["serve", "--workers", "2", "--port", "0"], in: Workspace(), environment)
    }

    @Test(.timeLimit(.minutes(2)))
    func `a worker that traps is replaced, and the log has its request`() throws {
        let served = try serve()
        let port = try served.port()
        #expect(try ServedProgram.ask("/", port: port).hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(try ServedProgram.ask("/trap?token=secret", port: port) == "")
        let report = try #require(
            try served.next(
                /Worker (\d) \(process (\d+)\) ended with signal \d+ \([^)]*\) ([^.]*)\. Another takes its place/))
        #expect(report.3 == "while answering GET /trap", "\(report.0)")
        // The other goes on, and nothing is refused.
        for _ in 0..<20 {
            let answer = try ServedProgram.ask("/", port: port)
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && !answer.contains("process \(report.2)\n"))
        }
        #expect(served.stop() == .exited(0))
        #expect(throws: ServedProgram.Refused.self) { try ServedProgram.ask("/", port: port) }
    }

    @Test(.timeLimit(.minutes(2)))
    func `told to, all workers are started anew without refusing anybody`() throws {
        let served = try serve()
        let port = try served.port()
        let before = try #require(try ServedProgram.ask("/", port: port).firstMatch(of: /process \d+/)).0
        served.child.send(SIGHUP)
        for number in 1...2 {
            let match = try #require(try served.next(/Worker (\d) was started anew/))
            #expect(match.1 == "\(number)")
            #expect(try ServedProgram.ask("/", port: port).hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
        #expect(served.stop() == .exited(0))
        #expect(before.hasPrefix("process "))
    }

    @Test(.timeLimit(.minutes(2)))
    func `an app that does not start ends its supervisor`() throws {
        let served = try serve(["BREAK_BOOT": "1"])
        #expect(try served.next(/The disk is full\./) != nil)
        _ = try served.next(/no such line/)
        #expect(served.wait() == .exited(1))
    }

    @Test(.timeLimit(.minutes(2)))
    func `workers end when their supervisor is gone`() throws {
        let served = try serve()
        let port = try served.port()
        #expect(try ServedProgram.ask("/", port: port).contains("process "))
        served.child.send(SIGKILL)
        #expect(served.wait() == .signalled(SIGKILL))
        // The pipe is theirs too: it ends with the last of them.
        #expect(try served.next(/no such line/) == nil)
        #expect(throws: ServedProgram.Refused.self) { try ServedProgram.ask("/", port: port) }
    }
}
