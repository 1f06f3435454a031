package import NIOCore

/// How long a connection may stay in what it is doing: one point in time, moved on for each thing that happens and looked
/// at now and then, so that a request costs no timer.
package struct Deadline {
    /// What is waited for.
    package enum Wait: Equatable {
        /// A request on a connection that has answered one, or is new.
        case idle
        /// The rest of a head.
        case head
        /// More of a body.
        case body
        /// The client taking what is sent to it.
        case send
        /// The client closing, after the server has.
        case close
        /// The app.
        case app
    }

    /// The least rate at which what is sent to a closed connection buys more time, in bytes a second.
    private static let closingRate = 256 * 1024

    private let timeouts: HTTPServer.Timeouts
    package private(set) var wait = Wait.idle
    private var since: NIODeadline
    private var received = 0

    package init(timeouts: HTTPServer.Timeouts, now: NIODeadline) {
        self.timeouts = timeouts
        since = now
    }

    /// Waits for something from now on. What is waited for already is not given more time.
    package mutating func wait(for wait: Wait, now: @autoclosure () -> NIODeadline) {
        guard wait != self.wait else { return }
        restart(wait, now: now())
    }

    /// The same, with the whole time ahead again.
    package mutating func restart(_ wait: Wait, now: NIODeadline) {
        self.wait = wait
        since = now
        received = 0
    }

    /// Bytes of a body earn its sender time, by the least rate that is accepted.
    package mutating func received(bytes: Int) {
        received += bytes
    }

    /// When waiting ends; nil while it is the app that is waited for.
    package var end: NIODeadline? {
        switch wait {
        case .app: nil
        case .idle: since + timeouts.idle.amount
        case .head: since + timeouts.head.amount
        case .body:
            since + timeouts.body.amount
                + .nanoseconds(Int64(Double(received) / Double(max(1, timeouts.minimumBodyRate)) * 1e9))
        case .send: since + timeouts.send.amount
        case .close:
            // A client that sends all it has before it reads is heard out, so that it gets to the answer; one that trickles,
            // or never ends, is not.
            since + .seconds(2) + .nanoseconds(min(28_000_000_000, Int64(received / Self.closingRate) * 1_000_000_000))
        }
    }
}

extension Duration {
    package var amount: TimeAmount {
        let (seconds, attoseconds) = components
        let (nanoseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .hours(24 * 365) : .nanoseconds(nanoseconds &+ attoseconds / 1_000_000_000)
    }
}
