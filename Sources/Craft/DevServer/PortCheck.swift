import Foundation
import Glibc

/// Questions about TCP ports, answered by trying.
enum PortCheck {
    /// Makes sure that a server can listen.
    ///
    /// - Throws: ``CraftError`` if somebody else does, or the host is no address of this machine.
    static func requireFree(host: String, port: UInt16) throws {
        try withSocket(host: host, port: port) { descriptor, address, length in
            var yes: Int32 = 1
            // As servers do: a port is free again as soon as its server has ended.
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
            guard bind(descriptor, address, length) != 0 else { return }
            switch errno {
            case EADDRINUSE:
                throw CraftError(
                    "Port \(port) is in use.",
                    suggestion: "Choose another one: --port \(port < 65535 ? port + 1 : 8000)")
            case EACCES:
                throw CraftError("Port \(port) is for root alone.", suggestion: "Choose one above 1023: --port 8000")
            default: throw CraftError.system("Cannot listen on \(host):\(port)", code: errno)
            }
        }
    }

    /// Whether something takes connections there.
    static func isOpen(host: String, port: UInt16) -> Bool {
        // A server on all addresses is reached through this machine's own.
        let reachable = ["0.0.0.0": "127.0.0.1", "::": "::1"][host] ?? host
        let connected = try? withSocket(host: reachable, port: port) { connect($0, $1, $2) == 0 }
        return connected ?? false
    }

    private static func withSocket<Result>(
        host: String, port: UInt16, _ body: (Int32, UnsafePointer<sockaddr>, socklen_t) throws -> Result
    ) throws -> Result {
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
        defer { close(descriptor) }
        return try body(descriptor, address, first.pointee.ai_addrlen)
    }
}
