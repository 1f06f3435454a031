/// Everything that is wrong with an app's routes, at once.
public struct RouteErrors: Error, CustomStringConvertible {
    /// What was found.
    public let problems: [RouteError]

    /// The problems, with a blank line between them.
    public var description: String { problems.map(\.description).joined(separator: "\n\n") }
}
