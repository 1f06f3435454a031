import NIOCore

/// Runs tasks on an event loop, so that a request is answered on the thread that read it: no hop to the cooperative pool
/// and back.
///
/// A job that is enqueued on the loop itself is run as soon as what the loop is doing returns to ``drain()``.
///
/// `@unchecked Sendable`: `jobs` and `isScheduled` are touched on the loop's thread only.
package final class LoopExecutor: TaskExecutor, @unchecked Sendable {
    private let loop: any EventLoop
    private var jobs = CircularBuffer<UnownedJob>()
    private var isScheduled = false

    /// Jobs that are run in one go, before the loop looks at its other connections.
    private static let atOnce = 256

    init(loop: any EventLoop) {
        self.loop = loop
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        guard loop.inEventLoop else {
            loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
            return
        }
        jobs.append(job)
        schedule()
    }

    private func schedule() {
        guard !isScheduled else { return }
        isScheduled = true
        loop.execute { self.runAll() }
    }

    /// Marks what runs now as followed by ``drain()``: what it enqueues needs no turn of the loop.
    func expectDrain() -> Bool {
        defer { isScheduled = true }
        return !isScheduled
    }

    /// Runs what ``expectDrain()`` has announced.
    func drain(_ isExpected: Bool) {
        if isExpected { runAll() }
    }

    private func runAll() {
        var count = 0
        while count < Self.atOnce, let job = jobs.popFirst() {
            job.runSynchronously(on: asUnownedTaskExecutor())
            count += 1
        }
        isScheduled = false
        if !jobs.isEmpty { schedule() }
    }
}
