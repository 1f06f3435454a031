import Synchronization

/// Whether a server is shutting down: all of its connections see it at once, each hears of it on its own event loop later.
package final class ShutdownNotice: Sendable {
    private let isGiven = Atomic(false)

    package init() {}

    /// Whether the shutdown has begun: no answer from here on promises that its connection goes on.
    var hasBegun: Bool { isGiven.load(ordering: .relaxed) }

    /// Says that the shutdown begins.
    func give() { isGiven.store(true, ordering: .relaxed) }
}
