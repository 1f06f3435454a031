public import AshlarSupport

/// A question that got no answer.
public struct TerminalError: DetailedError, Equatable {
    /// What is wrong.
    public let message: String
    /// What to do.
    public let suggestion: String?

    /// Message and suggestion, a line each.
    public var description: String { suggestion.map { "\(message)\n\($0)" } ?? message }

    static func nobody(_ question: String) -> TerminalError {
        TerminalError(
            message: "\"\(question)\" has no answer: nobody is at a terminal to be asked.",
            suggestion: "Give it on the command line.")
    }

    static func ended(_ question: String) -> TerminalError {
        TerminalError(message: "\"\(question)\" was not answered.", suggestion: nil)
    }
}
