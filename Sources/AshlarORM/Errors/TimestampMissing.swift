public import AshlarSupport

/// A model without `updatedAt` was to be touched.
public struct TimestampMissing: DetailedError, Equatable {
    /// The model's name: `Post`.
    public let model: String
    /// Where it was tried.
    public let location: SourceLocation?

    /// What is missing.
    public var description: String { "\(model) has no updatedAt that could be touched" }

    /// What to do about it.
    public var suggestion: String? {
        "Declare \"var updatedAt: Date?\" in \(model), and add the column in a migration: $0.timestamps()."
    }
}
