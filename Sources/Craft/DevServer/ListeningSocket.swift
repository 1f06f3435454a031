import Foundation
import Glibc

/// A socket that listens for the app. It stays open while versions of the app come and go, so that a connection made in
/// between waits instead of being refused.
struct ListeningSocket: Sendable {
    /// The socket.
    let descriptor: Int32
    /// Its port: what the system chose, where 0 was asked for.
    let port: UInt16

    /// Listens.
    ///
    /// - Throws: ``CraftError`` if somebody else listens there, or the host is no address of this machine.
    static func open(host: String, port: UInt16) throws -> ListeningSocket {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &found)
        guard code == 0, let first = found, let address = first.pointee.ai_addr else {
            throw CraftError(
                "\"\(host)\" is no address: \(String(cString: gai_strerror(code))).",
                suggestion: "Use --host 127.0.0.1 for this machine alone, --host 0.0.0.0 for the network.")
        }
        defer { freeaddrinfo(first) }
        let descriptor = socket(first.pointee.ai_family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw CraftError.system("Cannot make a socket", code: errno) }
        var yes: Int32 = 1
        // A port is free again as soon as its server has ended.
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, address, first.pointee.ai_addrlen) == 0, listen(descriptor, SOMAXCONN) == 0 else {
            let code = errno
            Glibc.close(descriptor)
            throw failure(code, host: host, port: port)
        }
        return ListeningSocket(descriptor: descriptor, port: boundPort(of: descriptor) ?? port)
    }

    func close() { Glibc.close(descriptor) }

    private static func failure(_ code: Int32, host: String, port: UInt16) -> CraftError {
        switch code {
        case EADDRINUSE:
            let owner = PortOwner.find(port: port).map { " by \($0)" } ?? ""
            return CraftError(
                "Port \(port) is in use\(owner).",
                suggestion: "Choose another one: --port \(port < 65535 ? port + 1 : 8000)")
        case EACCES:
            return CraftError("Port \(port) is for root alone.", suggestion: "Choose one above 1023: --port 8000")
        default: return CraftError.system("Cannot listen on \(host):\(port)", code: code)
        }
    }

    private static func boundPort(of descriptor: Int32) -> UInt16? {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            let isKnown = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &length) == 0
            }
            guard isKnown else { return nil }
            // IPv4 and IPv6 have the port at the same place.
            return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt16(bigEndian: $0.pointee.sin_port)
            }
        }
    }
}
