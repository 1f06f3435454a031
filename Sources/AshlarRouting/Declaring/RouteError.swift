public import AshlarSupport

/// A mistake in the declaration or the use of routes.
public struct RouteError: DetailedError, Equatable {
    /// What is wrong.
    public let message: String
    /// Where it was declared.
    public let location: SourceLocation?
    /// What to do.
    public let suggestion: String?

    /// Makes an error.
    public init(message: String, location: SourceLocation? = nil, suggestion: String? = nil) {
        self.message = message
        self.location = location
        self.suggestion = suggestion
    }

    /// Message, place and suggestion, a line each.
    public var description: String {
        [message, location.map { "  at \($0)" }, suggestion.map { "  \($0)" }].compactMap { $0 }.joined(separator: "\n")
    }
}
