public import AshlarSupport
import Synchronization

/// What became of a request so far, noted for the development page: errors in Swift do not say where they were thrown, but
/// the action that was running is known.
public final class RequestTrace: Sendable {
    private let noted = Mutex<(name: String, location: SourceLocation)?>(nil)

    private let watched = Mutex<(@Sendable () -> [(name: String, value: String)])?>(nil)

    private let dumped = Mutex<[Dumped]>([])

    private let timed = Mutex<[Measured]>([])

    /// When the request came.
    public let start = ContinuousClock.now

    /// An empty trace.
    public init() {}

    /// The action that the request was led to.
    public var action: (name: String, location: SourceLocation)? { noted.withLock { $0 } }

    /// What the visitor's session holds; empty if there is none.
    public var session: [(name: String, value: String)] { watched.withLock { $0 }?() ?? [] }

    /// What was dumped while the request was answered, in order.
    public var dumps: [Dumped] { dumped.withLock { $0 } }

    /// What was measured while the request was answered, in the order in which it ended.
    public var measures: [Measured] { timed.withLock { $0 } }

    /// Notes what was measured; of a loop that measures without end the first thousand.
    public func note(_ measured: Measured) {
        timed.withLock { if $0.count < 1000 { $0.append(measured) } }
    }

    /// Notes what was dumped; of a loop that dumps without end the first thousand.
    public func note(_ dump: Dumped) {
        dumped.withLock { if $0.count < 1000 { $0.append(dump) } }
    }

    /// Notes how the session is read, if anybody comes to look.
    public func note(session read: @escaping @Sendable () -> [(name: String, value: String)]) {
        watched.withLock { $0 = read }
    }

    /// Notes the action.
    public func note(action name: String, at location: SourceLocation) {
        noted.withLock { $0 = (name, location) }
    }
}
