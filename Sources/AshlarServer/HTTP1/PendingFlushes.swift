import NIOCore

/// The connections of an event loop that have answers to send at the end of its turn.
///
/// Where many requests arrive in one turn, a client that is woken by the first answer would sleep again before the second: sent
/// together they wake it once. An answer waits for a few others at most.
///
/// `@unchecked Sendable`: `handlers` and `isFlushing` are touched on the loop's thread only.
final class PendingFlushes: @unchecked Sendable {
    private let loop: any EventLoop
    private var handlers: [HTTP1Handler] = []
    private var isFlushing = false

    /// How many answers wait for each other.
    private static let limit = 16

    init(loop: any EventLoop) {
        self.loop = loop
        handlers.reserveCapacity(Self.limit)
    }

    /// Has a connection flushed when the loop has seen to the others, or when enough of them wait.
    func add(_ handler: HTTP1Handler) {
        handlers.append(handler)
        guard !isFlushing else { return }
        if handlers.count == 1 {
            loop.execute { self.flush() }
        } else if handlers.count >= Self.limit {
            flush()
        }
    }

    private func flush() {
        isFlushing = true
        // Those that come meanwhile are seen to as well.
        var index = 0
        while index < handlers.count {
            handlers[index].flush()
            index += 1
        }
        handlers.removeAll(keepingCapacity: true)
        isFlushing = false
    }
}
