import AshlarServer
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The sockets that a supervisor listens at and its workers answer at: one queue for all, which outlives each of them.
struct SharedSockets {
    /// The sockets, in the order of the addresses.
    private(set) var descriptors: [Int32] = []
    /// The addresses as they are, with the ports that the system chose.
    private(set) var addresses: [HTTPServer.Address] = []
    private var paths: [String] = []

    /// Listens.
    ///
    /// - Parameters:
    ///   - addresses: where.
    ///   - backlog: how many connections may wait.
    /// - Throws: ``WorkerError`` if an address cannot be listened at; then none is.
    init(_ addresses: [HTTPServer.Address], backlog: Int) throws {
        do {
            for address in addresses { try open(address, backlog: Int32(clamping: backlog)) }
        } catch {
            close()
            throw error
        }
    }

    /// Listens no more.
    mutating func close() {
        for descriptor in descriptors { _ = systemClose(descriptor) }
        for path in paths { unlink(path) }
        descriptors = []
        paths = []
    }

    private mutating func open(_ address: HTTPServer.Address, backlog: Int32) throws {
        switch address {
        case .inherited(let descriptor):
            descriptors.append(descriptor)
            addresses.append(address)
        case .unixSocket(let path):
            var place = sockaddr_un()
            place.sun_family = sa_family_t(AF_UNIX)
            let bytes = Array(path.utf8)
            guard bytes.count < MemoryLayout.size(ofValue: place.sun_path) else {
                throw WorkerError(message: "The path \(path) is too long for a socket.")
            }
            withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: bytes) }
            var status = stat()
            // Only what is a socket is taken away.
            if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK { unlink(path) }
            try withUnsafeBytes(of: &place) { try listen($0, family: AF_UNIX, at: path, backlog) }
            paths.append(path)
            addresses.append(address)
        case .tcp(let host, let port):
            var hints = addrinfo()
            hints.ai_socktype = Self.stream
            hints.ai_flags = AI_NUMERICSERV | AI_PASSIVE
            var found: UnsafeMutablePointer<addrinfo>?
            let code = getaddrinfo(host, String(port), &hints, &found)
            guard code == 0, let first = found, let place = first.pointee.ai_addr else {
                throw WorkerError(message: "\"\(host)\" is no address: \(String(cString: gai_strerror(code))).")
            }
            defer { freeaddrinfo(first) }
            let bytes = UnsafeRawBufferPointer(start: place, count: Int(first.pointee.ai_addrlen))
            try listen(bytes, family: first.pointee.ai_family, at: "\(host):\(port)", backlog)
            addresses.append(.tcp(host: host, port: Self.port(of: descriptors.last ?? -1) ?? port))
        }
    }

    private mutating func listen(
        _ address: UnsafeRawBufferPointer, family: Int32, at place: String, _ backlog: Int32
    ) throws {
        let descriptor = socket(family, Self.stream, 0)
        guard descriptor >= 0 else { throw WorkerError.system("make a socket", errno) }
        descriptors.append(descriptor)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        let isBound = address.withMemoryRebound(to: sockaddr.self) {
            bind(descriptor, $0.baseAddress, socklen_t(address.count)) == 0
        }
        guard isBound, systemListen(descriptor, backlog) == 0 else {
            throw WorkerError.system("listen at \(place)", errno)
        }
    }

    private static func port(of descriptor: Int32) -> Int? {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            let isKnown = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &length) == 0
            }
            guard isKnown else { return nil }
            // IPv4 and IPv6 have the port at the same place.
            return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                Int(UInt16(bigEndian: $0.pointee.sin_port))
            }
        }
    }

    #if canImport(Glibc)
        private static let stream = Int32(SOCK_STREAM.rawValue)
    #else
        private static let stream = SOCK_STREAM
    #endif
}

private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
private func systemListen(_ descriptor: Int32, _ backlog: Int32) -> Int32 { listen(descriptor, backlog) }
