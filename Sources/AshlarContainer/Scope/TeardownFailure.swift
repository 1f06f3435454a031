public import AshlarSupport

/// A value could not be ended. What was to be ended after it has been ended nevertheless.
public struct TeardownFailure: DetailedError {
    /// The value's type.
    public let typeName: String
    /// What its teardown threw.
    public let reason: any Error

    /// `Transaction could not be ended: ...`
    public var description: String { "\(typeName) could not be ended: \(reason)" }
}
