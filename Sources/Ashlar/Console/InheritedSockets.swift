import ArgumentParser
import AshlarServer
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The listening sockets that whoever started the process hands over, as systemd does (sd_listen_fds(3)): `LISTEN_FDS` says how
/// many there are, from descriptor 3 on, and `LISTEN_PID`, if it is set, for which process.
struct InheritedSockets {
    private static let first: Int32 = 3

    let environment: [String: String]

    /// Where to listen; empty if nothing is handed over.
    ///
    /// - Throws: `ValidationError` if what is said to be handed over is not there.
    func addresses() throws -> [HTTPServer.Address] {
        guard let text = environment["LISTEN_FDS"] else { return [] }
        if let process = environment["LISTEN_PID"], process != String(getpid()) { return [] }
        guard let count = Int32(text), (0...1024).contains(count) else {
            throw ValidationError("LISTEN_FDS is \"\(text)\", which is no number of sockets.")
        }
        return try (0..<count).map { index in
            let descriptor = Self.first + index
            var isListening: Int32 = 0
            var length = socklen_t(MemoryLayout<Int32>.size)
            guard getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &length) == 0, isListening != 0 else {
                throw ValidationError(
                    "LISTEN_FDS says that \(count) sockets are handed over, but descriptor \(descriptor) does not listen."
                )
            }
            // It is for this process, not for those it starts.
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            return .inherited(descriptor: descriptor)
        }
    }
}
