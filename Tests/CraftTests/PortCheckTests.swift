import Foundation
import Glibc
import Testing

@testable import Craft

@Suite(.blocking) struct PortCheckTests {
    /// A port that is listened on while the body runs.
    private func withListener(_ body: (UInt16) throws -> Void) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withUnsafeMutablePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                try #require(bind(descriptor, generic, length) == 0)
                try #require(listen(descriptor, 8) == 0)
                try #require(getsockname(descriptor, generic, &length) == 0)
            }
        }
        try body(UInt16(bigEndian: address.sin_port))
    }

    @Test func tellsAPortInUse() throws {
        try withListener { port in
            #expect(PortCheck.isOpen(host: "127.0.0.1", port: port))
            #expect(PortCheck.isOpen(host: "0.0.0.0", port: port))
            #expect(
                message(of: { try PortCheck.requireFree(host: "127.0.0.1", port: port) })
                    == "Port \(port) is in use.\nChoose another one: --port \(port == 65535 ? 8000 : port + 1)")
        }
    }

    @Test func letsAFreePortPass() throws {
        var free: UInt16 = 0
        try withListener { free = $0 }
        #expect(message(of: { try PortCheck.requireFree(host: "127.0.0.1", port: free) }) == "")
        #expect(!PortCheck.isOpen(host: "127.0.0.1", port: free))
    }

    @Test func tellsAnAddressThatIsNone() {
        #expect(
            message(of: { try PortCheck.requireFree(host: "no such host", port: 8000) }).hasPrefix(
                "\"no such host\" is no address: "))
    }
}
