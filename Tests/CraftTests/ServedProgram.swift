import Foundation
import Glibc
import Testing

@testable import Craft

/// A program of this package that is served, until the test is over.
final class ServedProgram {
    let child: ChildProcess
    private var text = ""
    private var end: ProcessEnd?
    // Views are looked for there.
    private let workspace: Workspace

    init(_ name: String, _ arguments: [String] = [], in workspace: Workspace, _ environment: [String: String] = [:])
        throws
    {
        self.workspace = workspace
        // Making a backtrace takes seconds.
        let environment = ["SWIFT_BACKTRACE": "enable=no"].merging(environment) { $1 }
        let launch = Launch(
            executable: Files.parent(of: Bundle.main.executablePath ?? "") + "/" + name, arguments: arguments,
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

    /// The port that it says it serves at.
    func port() throws -> UInt16 {
        let match = try #require(try next(/Serving http:\/\/127\.0\.0\.1:(\d+)/))
        return try #require(UInt16(match.1))
    }

    struct Refused: Error {}

    /// What a server answers; empty if it closes the connection.
    static func ask(_ path: String, port: UInt16) throws -> String {
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
}
