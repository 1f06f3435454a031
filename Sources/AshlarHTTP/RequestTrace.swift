public import AshlarSupport
import Synchronization

/// What became of a request so far, noted for the development page: errors in Swift do not say where they were thrown, but
/// the action that was running is known.
public final class RequestTrace: Sendable {
    private let noted = Mutex<(name: String, location: SourceLocation)?>(nil)

    /// An empty trace.
    public init() {}

    /// The action that the request was led to.
    public var action: (name: String, location: SourceLocation)? { noted.withLock { $0 } }

    /// Notes the action.
    public func note(action name: String, at location: SourceLocation) {
        noted.withLock { $0 = (name, location) }
    }
}
