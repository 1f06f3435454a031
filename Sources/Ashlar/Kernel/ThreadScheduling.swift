import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// How the system shares processors among the threads of a server.
enum ThreadScheduling {
    #if os(Linux)
        /// `SCHED_BATCH` of the kernel's `sched.h`, which Swift's module of the C library leaves out.
        private static let batch: Int32 = 3
    #endif

    /// Lets a thread that is woken wait until the running one has nothing more to do, instead of interrupting it (`SCHED_BATCH`,
    /// sched(7)).
    ///
    /// An event loop hands statements to the thread of the database, which hands back answers. If each of them interrupted the
    /// other, every statement would cost two switches between them; so they work off what has gathered.
    ///
    /// Threads that begin later have it from those that begin them, so it is called before there are event loops. Where the system
    /// does not know it, or refuses it, everything stays as it is.
    static func favorThroughput() {
        #if os(Linux)
            let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
            for thread in threads.compactMap({ pid_t($0) }) {
                var parameters = sched_param()
                _ = sched_setscheduler(thread, batch, &parameters)
            }
        #endif
    }
}
