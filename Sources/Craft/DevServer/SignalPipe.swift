import Foundation
import Glibc

/// Turns signals into bytes that `poll` waits for, so that they are handled between other events and never in the middle.
struct SignalPipe {
    /// Readable when a signal came; it does not block.
    let descriptor: Int32

    /// Begins to catch signals. To be called before the process has other threads: those would still be ended by them.
    ///
    /// - Parameter signals: which; for the rest of the process's life.
    static func open(_ signals: [Int32]) throws -> SignalPipe {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw CraftError.system("Cannot make a pipe", code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
        pthread_sigmask(SIG_BLOCK, &set, nil)
        let (writingEnd, caught) = (ends[1], set)
        Thread.detachNewThread {
            var set = caught
            var signal: Int32 = 0
            while sigwait(&set, &signal) == 0 {
                var byte = UInt8(truncatingIfNeeded: signal)
                _ = SystemCall.retrying { write(writingEnd, &byte, 1) }
            }
        }
        return SignalPipe(descriptor: ends[0])
    }

    /// The signals that came since the last time.
    func received() -> [Int32] { SystemCall.drain(descriptor).bytes.map(Int32.init) }
}
