/// Everything that keeps an app from being served, found before its first request.
public struct BootError: Error, CustomStringConvertible {
    /// What was found.
    public let problems: [any Error]

    /// The problems, with a blank line between them.
    public var description: String {
        let count = problems.count == 1 ? "a mistake" : "\(problems.count) mistakes"
        return (["The app has \(count) and does not start."] + problems.map { String(describing: $0) }).joined(
            separator: "\n\n")
    }
}
