public import AshlarSupport
import Synchronization

/// What a listener threw of an event that could not be helped any more.
public struct ListenerFailure: DetailedError {
    /// The event's type.
    public let event: String
    /// What was thrown.
    public let reason: any Error

    /// A failure of a listener.
    public init(event: String, reason: any Error) {
        self.event = event
        self.reason = reason
    }

    /// `A listener of RequestFinished failed: ...`
    public var description: String { "A listener of \(event) failed: \(reason)" }
    /// Where the reason is.
    public var location: SourceLocation? { (reason as? any DetailedError)?.location }
    /// What to do about the reason.
    public var suggestion: String? { (reason as? any DetailedError)?.suggestion }
}

/// Who is told of what listeners throw.
final class ListenerFailures: Sendable {
    private let handler = Mutex<(@Sendable (ListenerFailure) -> Void)?>(nil)

    func set(_ report: @escaping @Sendable (ListenerFailure) -> Void) { handler.withLock { $0 = report } }

    func report(_ failure: ListenerFailure) { handler.withLock { $0 }?(failure) }
}
