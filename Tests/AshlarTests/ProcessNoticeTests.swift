import Foundation
import Testing

@testable import Ashlar

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct ProcessNoticeTests {
    @Test
    func `it says READY once it listens everywhere and STOPPING once nowhere, to a socket by path or by abstract name`()
        throws
    {
        let path = FileManager.default.temporaryDirectory.appending(path: "ashlar-n\(UUID().uuidString.prefix(8))").path
        defer { unlink(path) }
        for (name, bytes) in [
            (path, Array(path.utf8) + [0]), ("@ashlar-\(path.suffix(8))", [0] + Array("ashlar-\(path.suffix(8))".utf8)),
        ] {
            let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            defer { close(descriptor) }
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
            let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
            let code = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
            }
            try #require(code == 0)
            let notice = ProcessNotice(listeners: 2, environment: ["NOTIFY_SOCKET": name])
            var buffer = [UInt8](repeating: 0, count: 64)
            notice.listening()
            #expect(recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT)) == -1)
            notice.listening()
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            #expect(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self) == "READY=1")
            notice.stoppedListening()
            #expect(recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT)) == -1)
            notice.stoppedListening()
            let last = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            #expect(String(decoding: buffer.prefix(max(0, last)), as: UTF8.self) == "STOPPING=1")
        }
    }

    @Test func `without a socket, or with one that nobody has, nothing happens`() {
        ProcessNotice(listeners: 1, environment: [:]).listening()
        ProcessNotice(listeners: 1, environment: ["NOTIFY_SOCKET": "/nowhere/at/all"]).listening()
        ProcessNotice(listeners: 1, environment: ["NOTIFY_SOCKET": String(repeating: "x", count: 200)]).listening()
    }

    @Test(arguments: [
        (["LISTEN_FDS": "x"], "LISTEN_FDS is \"x\", which is no number of sockets."),
        (["LISTEN_FDS": "1000"], "LISTEN_FDS says that 1000 sockets are handed over, but descriptor "),
    ])
    func `what is not handed over is an error that says so`(environment: [String: String], message: String) {
        let error = #expect(throws: (any Error).self) { try InheritedSockets(environment: environment).addresses() }
        #expect(error.map { "\($0)".contains(message) } == true)
    }

    @Test func `what is meant for another process is left alone`() throws {
        #expect(try InheritedSockets(environment: [:]).addresses() == [])
        #expect(try InheritedSockets(environment: ["LISTEN_FDS": "1", "LISTEN_PID": "1"]).addresses() == [])
    }
}
