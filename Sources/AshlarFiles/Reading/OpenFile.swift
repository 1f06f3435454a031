import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that is open for reading, until the last who uses it has gone. Its calls may block: they are for ``FileThreads``.
final class OpenFile: Sendable {
    let size: Int
    /// Nanoseconds since 1970.
    let modified: Int
    private let descriptor: Int32

    /// Opens a regular file; nil if there is none, or it may not be read. A link is not followed: see ``RealPath``.
    init?(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        size = Int(info.st_size)
        modified = Int(info.st_mtim.tv_sec) * 1_000_000_000 + Int(info.st_mtim.tv_nsec)
    }

    deinit { close(descriptor) }

    /// Reads bytes at a place; nil if there are fewer, because the file was cut meanwhile.
    func read(_ range: Range<Int>) -> ByteBuffer? {
        var bytes = ByteBufferAllocator().buffer(capacity: range.count)
        while bytes.readableBytes < range.count {
            let missing = range.count - bytes.readableBytes
            let offset = off_t(range.lowerBound + bytes.readableBytes)
            let count = bytes.writeWithUnsafeMutableBytes(minimumWritableBytes: missing) { space in
                max(0, pread(descriptor, space.baseAddress, min(missing, space.count), offset))
            }
            guard count > 0 else { return nil }
        }
        return bytes
    }
}
