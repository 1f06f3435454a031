public import AshlarSupport

/// A session that is asked for where there is none, or that was set up with what cannot be.
public struct SessionSetupError: DetailedError, Equatable {
    /// What is wrong.
    public let description: String
    /// What to do.
    public let suggestion: String?

    init(_ description: String, suggestion: String) {
        self.description = description
        self.suggestion = suggestion
    }
}
