import Foundation
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads a file below a folder, with calls that may block.
enum FileLookup {
    struct File: Sendable {
        let content: ByteBuffer
        let entityTag: String
    }

    /// What is read into memory at most: larger files are left to a server in front of the app.
    private static let maximumSize = 64 * 1024 * 1024

    /// The file, or nil if there is no regular file of that name inside of the folder.
    static func read(_ name: String, in root: String) -> File? {
        guard let path = realPath("\(root)/\(name)"), path.hasPrefix(root + "/") else { return nil }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG, info.st_size <= maximumSize else {
            return nil
        }
        var content = ByteBufferAllocator().buffer(capacity: Int(info.st_size))
        while content.readableBytes < Int(info.st_size) {
            let missing = Int(info.st_size) - content.readableBytes
            let count = content.writeWithUnsafeMutableBytes(minimumWritableBytes: missing) { space in
                max(0, Glibc.read(descriptor, space.baseAddress, min(missing, space.count)))
            }
            guard count > 0 else { return nil }
        }
        let modified = Int(info.st_mtim.tv_sec) * 1_000_000_000 + Int(info.st_mtim.tv_nsec)
        return File(
            content: content,
            entityTag: "\"\(String(modified, radix: 36))-\(String(content.readableBytes, radix: 36))\"")
    }

    /// The files below a folder whose names have no dot.
    static func undotted(in root: String) -> Set<String> {
        let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return Set(names.filter { $0.split(separator: "/").last?.contains(".") == false })
    }

    /// The path with every link resolved, or nil if it does not exist.
    static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
