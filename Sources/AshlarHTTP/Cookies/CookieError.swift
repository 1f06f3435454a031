public import AshlarSupport

/// Why a cookie cannot be set: a browser would refuse or misread it.
public struct CookieError: DetailedError, Equatable {
    /// What is wrong.
    public let message: String
    /// What to do.
    public let suggestion: String?

    init(_ message: String, _ suggestion: String? = nil) {
        self.message = message
        self.suggestion = suggestion
    }

    /// Message and suggestion, a line each.
    public var description: String { suggestion.map { "\(message)\n  \($0)" } ?? message }
}
