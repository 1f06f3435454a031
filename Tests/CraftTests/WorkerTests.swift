import Foundation
import Glibc
import Testing

@testable import Craft

/// `App serve --workers`: an app as a process, with processes of its own.
@Suite(.blocking) struct WorkerTests {
    private static let program = Files.parent(of: Bundle.main.executablePath ?? "") + "/worker-app"

    /// An app that is served, until the test is over.
    private final class Served {
        let child: ChildProcess
        private var text = ""
        private var end: ProcessEnd?
        // Views are looked for there.
        private let workspace: Workspace

        init(in workspace: Workspace, _ environment: [String: String] = [:]) throws {
            self.workspace = workspace
            var environment = environment
            environment["SWIFT_BACKTRACE"] = "enable=no"
            let launch = Launch(
                executable: program, arguments: ["serve", "--workers", "2", "--port", "0"],
                environment: environment.merging(["PATH": "/usr/bin:/bin"]) { $1 }, directory: workspace.root)
            child = try ChildProcess.start(launch)
        }

        /// The match of what it prints next; nil if it ends before.
        func next<Output>(_ pattern: Regex<Output>) throws -> Regex<Output>.Match? {
            while true {
                if let match = text.firstMatch(of: pattern) {
                    text = String(text[match.range.upperBound...])
                    return match
                }
                guard let output = child.output else { return nil }
                var descriptor = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
                _ = SystemCall.retrying { Int(poll(&descriptor, 1, -1)) }
                let (bytes, isEnded) = SystemCall.drain(output)
                text += String(decoding: bytes, as: UTF8.self)
                if isEnded, text.firstMatch(of: pattern) == nil { return nil }
            }
        }

        /// A child that nobody waits for would keep exit tests from hearing of theirs.
        deinit {
            if end == nil {
                child.send(SIGKILL)
                _ = child.wait()
            }
            if let output = child.output { close(output) }
        }

        func wait() -> ProcessEnd {
            if let end { return end }
            let end = child.wait()
            self.end = end
            return end
        }

        func stop() -> ProcessEnd {
            child.send(SIGTERM)
            return wait()
        }
    }

    private struct Refused: Error {}

    /// What a server answers; empty if it closes the connection.
    private func ask(_ path: String, port: UInt16) throws -> String {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { throw Refused() }
        let request = "GET \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        _ = send(descriptor, request, request.utf8.count, Int32(MSG_NOSIGNAL))
        return String(decoding: SystemCall.drain(descriptor).bytes, as: UTF8.self)
    }

    private func port(of served: Served) throws -> UInt16 {
        let match = try #require(try served.next(/Serving http:\/\/127\.0\.0\.1:(\d+)/))
        return try #require(UInt16(match.1))
    }

    @Test(.timeLimit(.minutes(2)))
    func `a worker that traps is replaced, and the log has its request`() throws {
        let served = try Served(in: Workspace())
        let port = try port(of: served)
        #expect(try ask("/", port: port).hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(try ask("/trap?token=secret", port: port) == "")
        let report = try #require(
            try served.next(
                /Worker (\d) \(process (\d+)\) ended with signal \d+ \([^)]*\) ([^.]*)\. Another takes its place/))
        #expect(report.3 == "while answering GET /trap", "\(report.0)")
        // The other goes on, and nothing is refused.
        for _ in 0..<20 {
            let answer = try ask("/", port: port)
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && !answer.contains("process \(report.2)\n"))
        }
        #expect(served.stop() == .exited(0))
        #expect(throws: Refused.self) { try ask("/", port: port) }
    }

    @Test(.timeLimit(.minutes(2)))
    func `told to, all workers are started anew without refusing anybody`() throws {
        let served = try Served(in: Workspace())
        let port = try port(of: served)
        let before = try #require(try ask("/", port: port).firstMatch(of: /process \d+/)).0
        served.child.send(SIGHUP)
        for number in 1...2 {
            let match = try #require(try served.next(/Worker (\d) was started anew/))
            #expect(match.1 == "\(number)")
            #expect(try ask("/", port: port).hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
        #expect(served.stop() == .exited(0))
        #expect(before.hasPrefix("process "))
    }

    @Test(.timeLimit(.minutes(2)))
    func `an app that does not start ends its supervisor`() throws {
        let served = try Served(in: Workspace(), ["BREAK_BOOT": "1"])
        #expect(try served.next(/The disk is full\./) != nil)
        _ = try served.next(/no such line/)
        #expect(served.wait() == .exited(1))
    }

    @Test(.timeLimit(.minutes(2)))
    func `workers end when their supervisor is gone`() throws {
        let served = try Served(in: Workspace())
        let port = try port(of: served)
        #expect(try ask("/", port: port).contains("process "))
        served.child.send(SIGKILL)
        #expect(served.wait() == .signalled(SIGKILL))
        // The pipe is theirs too: it ends with the last of them.
        #expect(try served.next(/no such line/) == nil)
        #expect(throws: Refused.self) { try ask("/", port: port) }
    }
}
