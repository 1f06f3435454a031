import Foundation
import Glibc
import Testing

@testable import Craft

/// A version of an app that is replaced, at a socket that it shares with the one after it.
@Suite(.blocking) struct ServerProcessTests {
    @Test(.timeLimit(.minutes(2)), arguments: [[], ["--workers", "2"]])
    func `once it has said that it stops, whoever else listens there is given each connection`(
        workers: [String]
    ) throws {
        let workspace = try Workspace()
        let socket = try ListeningSocket.open(host: "127.0.0.1", port: 0)
        defer { socket.close() }
        var launch = Launch(
            executable: Files.parent(of: Bundle.main.executablePath ?? "") + "/worker-app",
            arguments: ["serve"] + workers, environment: ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"],
            directory: workspace.root)
        launch.output = .discarded
        var served = try ServerProcess.start(launch, on: socket)
        var end: ProcessEnd?
        defer {
            if end == nil {
                served.child.send(SIGKILL)
                _ = served.child.wait()
            }
            served.forget()
        }
        try wait(for: &served) { _, hasBegun in hasBegun }

        // A request in flight keeps it alive while it stops.
        let busy = try client(socket.port)
        defer { close(busy) }
        let head = "POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"
        #expect(send(busy, head, head.utf8.count, Int32(MSG_NOSIGNAL)) == head.utf8.count)
        var buffer = [UInt8](repeating: 0, count: 4096)
        let asked = recv(busy, &buffer, buffer.count, 0)
        #expect(String(decoding: buffer.prefix(max(0, asked)), as: UTF8.self).hasPrefix("HTTP/1.1 100 Continue"))
        served.child.send(SIGTERM)
        try wait(for: &served) { served, _ in served.hasStoppedListening }
        end = served.child.ended()
        #expect(end == nil)

        _ = fcntl(socket.descriptor, F_SETFL, O_NONBLOCK)
        for _ in 0..<50 {
            let one = try client(socket.port)
            let accepted = accept(socket.descriptor, nil, nil)
            #expect(accepted >= 0, "Another has taken it.")
            close(accepted)
            close(one)
        }
        #expect(send(busy, "late", 4, Int32(MSG_NOSIGNAL)) == 4)
        let answer = String(decoding: SystemCall.drain(busy).bytes, as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.hasSuffix("\r\n\r\nlate"))
        end = served.child.wait()
        #expect(end == .exited(0))
    }

    private func wait(for served: inout ServerProcess, _ isOver: (ServerProcess, Bool) -> Bool) throws {
        var descriptor = pollfd(fd: served.descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            _ = SystemCall.retrying { Int(poll(&descriptor, 1, -1)) }
            let hasBegun = served.listen()
            if isOver(served, hasBegun) { break }
        }
    }

    private func client(_ port: UInt16) throws -> Int32 {
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        address.sin_port = port.bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(code == 0)
        return descriptor
    }
}
