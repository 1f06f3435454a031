public import AshlarSupport

/// A mistake in the declaration or the use of routes.
public struct RouteError: DetailedError, Equatable {
    /// What is wrong.
    public let message: String
    /// Where it was declared.
    public let location: SourceLocation?
    /// What to do.
    public let suggestion: String?
    /// The converter that two modules claim: the app may still decide for one of its own.
    let converter: String?

    /// Makes an error.
    public init(message: String, location: SourceLocation? = nil, suggestion: String? = nil) {
        self.message = message
        self.location = location
        self.suggestion = suggestion
        converter = nil
    }

    init(message: String, location: SourceLocation?, suggestion: String?, converter: String) {
        self.message = message
        self.location = location
        self.suggestion = suggestion
        self.converter = converter
    }

    /// Message, place and suggestion, a line each.
    public var description: String {
        [message, location.map { "  at \($0)" }, suggestion.map { "  \($0)" }].compactMap { $0 }.joined(separator: "\n")
    }
}
