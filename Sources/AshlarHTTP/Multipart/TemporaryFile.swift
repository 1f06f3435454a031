import NIOCore
import NIOPosix
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file without a name: the system removes it when the last who uses it has gone, even if the program is killed.
final class TemporaryFile: Sendable {
    private let descriptor: Int32

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        // Giving back a large file's blocks takes its time: not here, where anybody may let go of it.
        let descriptor = descriptor
        NIOThreadPool.singleton.submit { _ in close(descriptor) }
    }

    /// Makes an empty file in the system's folder for temporary files.
    static func make() async throws -> TemporaryFile {
        try await blocking {
            let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
            var template = Array("\(folder)/ashlar-upload-XXXXXX".utf8CString)
            let descriptor = mkstemp(&template)
            guard descriptor >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
                throw IOError(errnoCode: errno, reason: "making a file in \(folder)")
            }
            unlink(template)
            return TemporaryFile(descriptor)
        }
    }

    /// Writes at a place in the file.
    func write(_ bytes: ByteBuffer, at offset: Int) async throws {
        try await Self.blocking { [descriptor] in
            try bytes.withUnsafeReadableBytes { source in
                var done = 0
                while done < source.count {
                    let rest = UnsafeRawBufferPointer(rebasing: source[done...])
                    let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
                    if count < 0, errno == EINTR { continue }
                    guard count > 0 else { throw IOError(errnoCode: errno, reason: "writing an upload") }
                    done += count
                }
            }
        }
    }

    /// Reads from a place in the file; fewer bytes than asked for at its end.
    func read(at offset: Int, count: Int) async throws -> ByteBuffer {
        try await Self.blocking { [self] in try readBlocking(at: offset, count: count) }
    }

    func readBlocking(at offset: Int, count: Int) throws -> ByteBuffer {
        var bytes = ByteBufferAllocator().buffer(capacity: count)
        var failure: Int32 = 0
        bytes.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { space in
            while true {
                let got = pread(descriptor, space.baseAddress, min(count, space.count), off_t(offset))
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                return max(0, got)
            }
        }
        guard failure == 0 else { throw IOError(errnoCode: failure, reason: "reading an upload") }
        return bytes
    }

    /// Runs what may block on a thread for that.
    static func blocking<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await NIOThreadPool.singleton.runIfActive(work)
    }
}
