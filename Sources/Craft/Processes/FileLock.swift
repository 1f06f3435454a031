import Foundation
import Glibc

/// A lock on a file that the system gives back when its holder ends, however it ends.
final class FileLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    /// Takes a lock.
    ///
    /// - Parameters:
    ///   - path: the file, made if absent.
    ///   - isShared: whether others may hold it at the same time.
    ///   - onWait: called once if somebody else holds it, before waiting; returning false gives up.
    /// - Returns: the lock, or nil if `onWait` gave up.
    /// - Throws: ``CraftError`` if the file cannot be opened.
    static func take(
        _ path: String, isShared: Bool = false, onWait: () -> Bool = { true }
    ) throws -> FileLock? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw CraftError.system("Cannot open the lock file \(path)", code: errno) }
        let lock = FileLock(descriptor: descriptor)
        let kind = isShared ? LOCK_SH : LOCK_EX
        if flock(descriptor, kind | LOCK_NB) == 0 { return lock }
        guard onWait() else { return nil }
        guard SystemCall.retrying({ Int(flock(descriptor, kind)) }) == 0 else {
            throw CraftError.system("Cannot lock \(path)", code: errno)
        }
        return lock
    }

    /// Lets the program that craft becomes go on holding it until it ends.
    func passOn() { _ = fcntl(descriptor, F_SETFD, 0) }

    /// Gives the lock back before the last reference goes.
    func release() { _ = flock(descriptor, LOCK_UN) }

    /// Gives the lock back. Closing alone does not: a process that is just being started has a copy until it runs its program.
    deinit {
        release()
        close(descriptor)
    }
}
