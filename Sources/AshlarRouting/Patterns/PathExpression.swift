/// A regular expression that a whole segment has to match.
///
/// `@unchecked Sendable`: the expression is made of a text, so no closure of anybody's is in it, and it is never changed; the
/// program that Swift compiles of it at the first match is stored atomically.
struct PathExpression: @unchecked Sendable {
    private let expression: Regex<AnyRegexOutput>
    /// As it is written.
    let source: String

    /// - Throws: what the parser of regular expressions says.
    init(_ pattern: String) throws {
        expression = try Regex(pattern)
        source = pattern
        // Compiled now, so that no request pays for it.
        _ = matches("")
    }

    func matches(_ text: String) -> Bool {
        // An expression that gives up on a text does not match it.
        (try? expression.wholeMatch(in: text)) != nil
    }
}
