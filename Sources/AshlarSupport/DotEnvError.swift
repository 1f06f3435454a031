/// A line of `.env` that cannot be read: one that is silently skipped is missed in production.
public struct DotEnvError: DetailedError, Equatable {
    /// What is wrong, as a sentence.
    public let message: String
    /// What to do about it.
    public let suggestion: String?
    /// The file and the line.
    public let location: SourceLocation?

    init(_ message: String, suggestion: String? = nil, location: SourceLocation) {
        self.message = message
        self.suggestion = suggestion
        self.location = location
    }

    /// `.env:2: This line is no setting.`, and what to do about it.
    public var description: String {
        let place = location.map { "\($0): " } ?? ""
        return [place + message, suggestion].compactMap { $0 }.joined(separator: "\n")
    }
}
