import Foundation
import Glibc
import Testing

@testable import Craft

@Suite(.blocking) struct ListeningSocketTests {
    @Test func listensAtAPortOfItsOwn() throws {
        let socket = try ListeningSocket.open(host: "127.0.0.1", port: 0)
        defer { socket.close() }
        #expect(socket.port > 0)
        let client = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { Glibc.close(client) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        address.sin_port = socket.port.bigEndian
        // Nobody accepts yet: the connection waits.
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        #expect(code == 0)
    }

    @Test func tellsWhoHasAPortThatIsInUse() throws {
        let socket = try ListeningSocket.open(host: "127.0.0.1", port: 0)
        defer { socket.close() }
        let name = try String(contentsOfFile: "/proc/self/comm", encoding: .utf8)
        let text = message(of: { try ListeningSocket.open(host: "127.0.0.1", port: socket.port).close() })
        #expect(
            text == """
                Port \(socket.port) is in use by \(name.trimmingCharacters(in: .whitespacesAndNewlines)) (process \(getpid())).
                Choose another one: --port \(socket.port == 65535 ? 8000 : socket.port + 1)
                """)
    }

    @Test func tellsAnAddressThatIsNone() {
        #expect(
            message(of: { try ListeningSocket.open(host: "no such host", port: 8000).close() }).hasPrefix(
                "\"no such host\" is no address: "))
    }
}
