import Foundation
import Glibc
import Testing

@testable import Craft

@Suite(.blocking) struct LiveReloadTests {
    /// A browser, as far as it matters here.
    private struct Page {
        let descriptor: Int32

        init(_ server: LiveReload, origin: String) throws {
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            address.sin_port = server.port.bigEndian
            let code = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            try #require(code == 0)
            let head = "GET / HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nOrigin: \(origin)\r\n\r\n"
            _ = Glibc.send(descriptor, head, head.utf8.count, 0)
        }

        /// Reads until a text has come, or the end; the server is given its turns.
        func read(until end: String, _ server: LiveReload) -> String {
            var text = ""
            while !text.contains(end) {
                var polled = (server.descriptors + [descriptor]).map {
                    pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
                }
                _ = SystemCall.retrying { Int(poll(&polled, nfds_t(polled.count), -1)) }
                server.advance()
                var buffer = [UInt8](repeating: 0, count: 4096)
                let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
                if count == 0 { return text }
                if count > 0 { text += String(decoding: buffer.prefix(count), as: UTF8.self) }
            }
            return text
        }
    }

    private func withServer(_ body: (LiveReload) throws -> Void) throws {
        let server = try LiveReload(host: "127.0.0.1", appPort: 8000)
        defer { server.close() }
        try body(server)
    }

    @Test func tellsPagesToLoadAnew() throws {
        try withServer { server in
            let page = try Page(server, origin: "http://127.0.0.1:8000")
            defer { close(page.descriptor) }
            #expect(
                page.read(until: "retry: 500\n\n", server)
                    == "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
                    + "Access-Control-Allow-Origin: http://127.0.0.1:8000\r\nConnection: close\r\n\r\nretry: 500\n\n")
            server.reload()
            #expect(page.read(until: "\n\n", server) == "event: reload\ndata: \n\n")
        }
    }

    @Test func tellsWhatIsBrokenAlsoToPagesThatComeLater() throws {
        try withServer { server in
            server.broken("The app does not build.\nline 2")
            let page = try Page(server, origin: "http://127.0.0.1:8000")
            defer { close(page.descriptor) }
            let told = page.read(until: "line 2\n\n", server)
            #expect(told.hasSuffix("event: broken\ndata: The app does not build.\ndata: line 2\n\n"))
            server.reload()
            let late = try Page(server, origin: "http://127.0.0.1:8000")
            defer { close(late.descriptor) }
            #expect(late.read(until: "retry: 500\n\n", server).hasSuffix("\r\n\r\nretry: 500\n\n"))
        }
    }

    @Test(arguments: ["http://127.0.0.1:8001", "http://evil.example:8000", "null", "http://127.0.0.1"])
    func tellsOtherSitesNothing(origin: String) throws {
        try withServer { server in
            server.broken("secret")
            let page = try Page(server, origin: origin)
            defer { close(page.descriptor) }
            #expect(
                page.read(until: "close\r\n\r\n", server)
                    == "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            #expect(server.descriptors.count == 1)
        }
    }

    @Test func forgetsPagesThatAreClosed() throws {
        try withServer { server in
            let page = try Page(server, origin: "http://127.0.0.1:8000")
            _ = page.read(until: "\n\n", server)
            #expect(server.descriptors.count == 2)
            defer { close(page.descriptor) }
            // As closing does, whoever else may hold the descriptor.
            shutdown(page.descriptor, Int32(SHUT_WR))
            var polled = server.descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            _ = SystemCall.retrying { Int(poll(&polled, nfds_t(polled.count), -1)) }
            server.advance()
            #expect(server.descriptors.count == 1)
        }
    }
}
