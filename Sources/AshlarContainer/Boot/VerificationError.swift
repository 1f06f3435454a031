/// Everything that is wrong with a container, at once.
public struct VerificationError: Error, CustomStringConvertible {
    /// What was found.
    public let problems: [any Error]

    /// The problems, with a blank line between them.
    public var description: String { problems.map { String(describing: $0) }.joined(separator: "\n\n") }
}
