import Dispatch
import NIOCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Accepts connections at a socket at which other processes accept as well: other workers, or the version before while a new
/// one takes over.
///
/// SwiftNIO's own channel of a server takes it for a fault of its own if a socket that was ready has nothing to accept, which
/// is how it is wherever another process was faster; in a debug build it traps.
final class SharedAcceptor: Sendable {
    /// What was accepted: whoever takes a descriptor has it. Ends with ``stop()``, or when the socket fails.
    let connections: AsyncStream<CInt>

    private let accepted: AsyncStream<CInt>.Continuation
    private let descriptor: CInt
    private let wake: (reading: CInt, writing: CInt)
    private let room: DispatchSemaphore?
    private let isStopped = Atomic(false)

    /// Begins to accept, on a thread of its own.
    ///
    /// - Parameters:
    ///   - socket: the socket, which stays the caller's.
    ///   - maximum: how many connections there may be at once; any number if nil. Each that ends is to be told by ``ended()``.
    /// - Throws: `IOError` if the system has no descriptors left.
    static func start(at socket: CInt, maximum: Int?) throws -> SharedAcceptor {
        let descriptor = fcntl(socket, F_DUPFD_CLOEXEC, 3)
        guard descriptor >= 0 else { throw IOError(errnoCode: errno, reason: "fcntl") }
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else {
            let code = errno
            close(descriptor)
            throw IOError(errnoCode: code, reason: "pipe")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        let acceptor = SharedAcceptor(descriptor, wake: (ends[0], ends[1]), maximum: maximum)
        DispatchQueue(label: "ashlar.accept").async { acceptor.run() }
        return acceptor
    }

    // Throws nothing: an optimised build of Swift 6.3 fails at a throwing initialiser of a class that holds an `Atomic`.
    private init(_ descriptor: CInt, wake: (reading: CInt, writing: CInt), maximum: Int?) {
        self.descriptor = descriptor
        self.wake = wake
        room = maximum.map { DispatchSemaphore(value: max(1, $0)) }
        (connections, accepted) = AsyncStream.makeStream()
    }

    /// Accepts nothing more.
    func stop() {
        guard !isStopped.exchange(true, ordering: .sequentiallyConsistent) else { return }
        var byte: UInt8 = 0
        _ = write(wake.writing, &byte, 1)
        room?.signal()
    }

    /// A connection has ended: there is room for another.
    func ended() { room?.signal() }

    private func run() {
        while true {
            room?.wait()
            guard wait(for: [descriptor, wake.reading], milliseconds: -1) else { break }
            let connection = accept(descriptor, nil, nil)
            if connection >= 0 {
                accepted.yield(connection)
                continue
            }
            let code = errno
            room?.signal()
            switch code {
            case EBADF, EINVAL, ENOTSOCK, EOPNOTSUPP: return finish()
            // Nothing is left to make a connection of: those that end give some back.
            case EMFILE, ENFILE, ENOBUFS, ENOMEM:
                guard wait(for: [wake.reading], milliseconds: 100) else { return finish() }
            // Another process was faster, or the client has gone again.
            default: continue
            }
        }
        finish()
    }

    /// Returns whether accepting goes on.
    private func wait(for descriptors: [CInt], milliseconds: CInt) -> Bool {
        guard !isStopped.load(ordering: .sequentiallyConsistent) else { return false }
        var places = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        _ = poll(&places, nfds_t(places.count), milliseconds)
        return !isStopped.load(ordering: .sequentiallyConsistent)
    }

    private func finish() {
        accepted.finish()
        close(descriptor)
    }

    // Not earlier: who stops it writes there at any time.
    deinit {
        close(wake.reading)
        close(wake.writing)
    }
}
