public import AshlarHTTP
public import AshlarSupport
import HTTPTypes

/// What a mounted app threw.
public struct MountedAppError: DetailedError, HTTPErrorConvertible {
    /// The type of the app.
    public let app: String
    /// Where it is mounted.
    public let mountPath: String
    /// What it threw.
    public let reason: any Error

    /// Which app failed, and how.
    public var description: String { "\(app), mounted at \(mountPath), failed: \(reason)" }

    /// Where it was thrown, if that is known.
    public var location: SourceLocation? { (reason as? any DetailedError)?.location }

    /// The answer that the error itself stands for; 500 for one that stands for none.
    public var httpError: HTTPError {
        (reason as? any HTTPErrorConvertible)?.httpError ?? HTTPError(.internalServerError)
    }
}
