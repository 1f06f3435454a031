import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Tells whoever started the process that it serves, once it listens everywhere, and that it stops, once it listens nowhere any
/// more: datagrams `READY=1` and `STOPPING=1` to the socket that `NOTIFY_SOCKET` names (sd_notify(3)), as systemd's
/// `Type=notify` and craft wait for, or a byte and its end to the supervisor of a worker.
final class ProcessNotice: Sendable {
    private let missing: Mutex<Int>
    private let open: Mutex<Int>
    private let path: String?
    private let worker: WorkerIdentity?

    /// Makes a notice.
    ///
    /// - Parameters:
    ///   - listeners: how many addresses there are to listen at.
    ///   - environment: of the process.
    init(listeners: Int, environment: [String: String]) {
        missing = Mutex(listeners)
        open = Mutex(listeners)
        path = environment["NOTIFY_SOCKET"]
        worker = WorkerIdentity(environment: environment)
    }

    /// Says that one address more is listened at.
    func listening() {
        guard Self.isLast(missing) else { return }
        if let path { Self.send("READY=1", to: path) }
        if let worker { WorkerLife.tellReady(worker) }
    }

    /// Says that nothing more is accepted at one of them: whoever else listens there has it to itself.
    func stoppedListening() {
        guard Self.isLast(open) else { return }
        if let path { Self.send("STOPPING=1", to: path) }
        if let worker { WorkerLife.tellStopped(worker) }
    }

    private static func isLast(_ count: borrowing Mutex<Int>) -> Bool {
        count.withLock { count in
            count -= 1
            return count == 0
        }
    }

    private static func send(_ text: String, to path: String) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // A name with an @ is one of Linux' abstract sockets, which begin with a zero.
        let name = path.hasPrefix("@") ? [0] + Array(path.utf8.dropFirst()) : Array(path.utf8)
        guard !name.isEmpty, name.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let offset = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
        let length = socklen_t(offset + name.count + (path.hasPrefix("@") ? 0 : 1))
        // Whoever does not listen does not want to know.
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, text, text.utf8.count, Int32(MSG_NOSIGNAL), $0, length)
            }
        }
    }
}
