import AshlarSupport

/// What a person at the terminal did not get, and what to do about it.
struct CraftError: DetailedError {
    /// What failed, as a sentence.
    var message: String
    /// What to do about it, as a sentence.
    var suggestion: String?
    /// Where the mistake is, if a place in a file can be named.
    var location: SourceLocation?
    /// What the failing program said, line by line, shown below the message.
    var details: [String]
    /// The exit code of craft.
    var exitCode: Int32

    init(
        _ message: String, suggestion: String? = nil, location: SourceLocation? = nil, details: [String] = [],
        exitCode: Int32 = 1
    ) {
        self.message = message
        self.suggestion = suggestion
        self.location = location
        self.details = details
        self.exitCode = exitCode
    }

    var description: String {
        var lines = [location.map { "\($0): \(message)" } ?? message]
        lines += details.map { "    \($0)" }
        if let suggestion { lines.append(suggestion) }
        return lines.joined(separator: "\n")
    }

    /// An error from errno.
    static func system(_ what: String, code: Int32, suggestion: String? = nil) -> CraftError {
        CraftError("\(what): \(SystemCall.text(of: code))", suggestion: suggestion)
    }
}
