import NIOPosix

/// Where calls run that wait for a disk: never on the cooperative pool, never on an event loop.
package enum FileThreads {
    /// Runs a call on one of these threads.
    package static func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await NIOThreadPool.singleton.runIfActive(work)
    }
}
