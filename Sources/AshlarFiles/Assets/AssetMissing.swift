public import AshlarSupport

/// A template names an asset that is not there.
public struct AssetMissing: DetailedError, Equatable {
    /// What is missing.
    public let message: String
    /// What was meant, perhaps.
    public let suggestion: String?

    init(name: String, known: [String]) {
        message = "There is no asset \"\(name)\"."
        suggestion =
            Suggestion.closest(to: name, in: known).map { "Did you mean \"\($0)\"?" }
            ?? "Put it into public/, or correct the name."
    }

    /// Message and suggestion, a line each.
    public var description: String { suggestion.map { "\(message)\n  \($0)" } ?? message }
}
