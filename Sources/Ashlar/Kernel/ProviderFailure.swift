public import AshlarSupport

/// A provider could not be started.
public struct ProviderFailure: DetailedError {
    /// The provider's type.
    public let provider: String
    /// What it threw.
    public let reason: any Error

    /// `MailProvider could not be started: ...`
    public var description: String { "\(provider) could not be started: \(reason)" }
    /// Where the reason is.
    public var location: SourceLocation? { (reason as? any DetailedError)?.location }
    /// What to do about the reason.
    public var suggestion: String? { (reason as? any DetailedError)?.suggestion }
}
