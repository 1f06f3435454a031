public import AshlarSupport

/// What an answer breaks of the rules of HTTP.
public struct ConformanceViolations: DetailedError, Equatable {
    /// The request that was answered so.
    public let request: String
    /// What is broken, a sentence each.
    public let violations: [String]

    /// The request and all violations, a line each.
    public var description: String {
        (["The answer to \(request) breaks HTTP:"] + violations.map { "  \($0)" }).joined(separator: "\n")
    }
}
