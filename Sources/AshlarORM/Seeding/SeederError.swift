public import AshlarSupport

/// Seeders that cannot run.
public struct SeederError: DetailedError, Equatable {
    /// What is wrong.
    public let description: String
    /// What to do about it.
    public let suggestion: String?
    /// The seeders that depend on each other, in their order.
    public let chain: [String]

    static func unknown(_ name: String, _ known: [String]) -> SeederError {
        SeederError(
            description: "There is no seeder \"\(name)\".\(Suggestion.sentence(for: name, in: known))",
            suggestion: known.isEmpty
                ? "List it in the app: let seeders: [any Seeder.Type] = [...]"
                : "The app lists \(known.joined(separator: ", ")).", chain: [])
    }

    static func cycle(_ names: [String]) -> SeederError {
        SeederError(
            description: "Seeders depend on each other in a circle", suggestion: "Take one of the dependencies away.",
            chain: names)
    }
}
