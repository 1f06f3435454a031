public import AshlarSupport

/// A limit of what is read that is none.
public struct InputLimitError: DetailedError, Equatable {
    /// Which limit.
    public let name: String

    /// What is wrong.
    public var description: String { "The input limit \(name) is below zero." }
    /// What to do.
    public var suggestion: String? { "Give the most that is read, 0 for nothing." }
}
