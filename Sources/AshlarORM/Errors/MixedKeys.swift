public import AshlarSupport

/// Of several models that were to be inserted together some have a key and some have none.
public struct MixedKeys: DetailedError, Equatable {
    /// The model's name: `Post`.
    public let model: String
    /// Where it was tried.
    public let location: SourceLocation?

    /// What is mixed.
    public var description: String {
        "Some of these \(model)s have a key and some have none; one statement inserts either"
    }

    /// What to do about it.
    public var suggestion: String? { "Insert those with a key and those without one after the other." }
}
