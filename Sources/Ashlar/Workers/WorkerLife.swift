import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a worker has to do with its supervisor.
enum WorkerLife {
    /// Ends this process, as it ends when it is told to, once the supervisor is gone.
    static func watch(_ worker: WorkerIdentity) {
        for descriptor in [worker.record, worker.ready, worker.life] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while true {
                // Nobody writes there: it returns when the other end is closed.
                let count = read(worker.life, &byte, 1)
                if count < 0, errno == EINTR { continue }
                break
            }
            kill(getpid(), SIGTERM)
        }
    }

    /// Says that this worker serves.
    static func tellReady(_ worker: WorkerIdentity) {
        var byte: UInt8 = 1
        _ = write(worker.ready, &byte, 1)
    }

    /// Says that this worker accepts nothing more.
    static func tellStopped(_ worker: WorkerIdentity) { close(worker.ready) }
}
