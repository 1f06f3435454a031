import Foundation
import Glibc

/// Where a program says how far it is: datagrams (sd_notify(3)), by a name that only it was given.
struct NoticeSocket {
    /// What is said there.
    enum Notice: String, Sendable {
        /// It serves.
        case ready = "READY=1"
        /// It accepts nothing more.
        case stopping = "STOPPING=1"
    }

    /// Readable when it has spoken; it does not block.
    let descriptor: Int32
    /// What `NOTIFY_SOCKET` is set to. It names no file: there is nothing to clean up.
    let name: String

    static func open() throws -> NoticeSocket {
        let name = "ashlar-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
        let kind = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw CraftError.system("Cannot make a socket", code: errno) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = [0] + Array(name.utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        guard code == 0 else {
            let code = errno
            Glibc.close(descriptor)
            throw CraftError.system("Cannot make a socket", code: code)
        }
        return NoticeSocket(descriptor: descriptor, name: "@\(name)")
    }

    /// What was said since the last time.
    func notices() -> Set<Notice> {
        var buffer = [UInt8](repeating: 0, count: 4096)
        var notices: Set<Notice> = []
        while true {
            let count = SystemCall.retrying { recv(descriptor, &buffer, buffer.count, 0) }
            guard count >= 0 else { return notices }
            let lines = String(decoding: buffer.prefix(count), as: UTF8.self).split(separator: "\n")
            notices.formUnion(lines.compactMap { Notice(rawValue: String($0)) })
        }
    }

    func close() { Glibc.close(descriptor) }
}
