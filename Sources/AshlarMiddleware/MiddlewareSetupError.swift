public import AshlarSupport

/// A middleware that was set up with something it cannot work with; found at boot.
public struct MiddlewareSetupError: DetailedError, Equatable {
    /// What is wrong, with what was written.
    public let description: String
    /// What to write instead.
    public let suggestion: String?

    init(_ description: String, suggestion: String) {
        self.description = description
        self.suggestion = suggestion
    }
}
