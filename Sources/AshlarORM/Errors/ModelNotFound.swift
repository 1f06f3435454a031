public import AshlarSupport

/// There is no such row. An HTTP client gets a 404.
public struct ModelNotFound: DetailedError, Equatable {
    /// The model's name: `Post`.
    public let model: String
    /// The key that was looked for, as text; nil if it was not looked for by key.
    public let key: String?
    /// Where it was asked for.
    public let location: SourceLocation?

    /// An error about a row that is not there.
    public init(model: String, key: String?, location: SourceLocation? = nil) {
        self.model = model
        self.key = key
        self.location = location
    }

    /// Which model was not found.
    public var description: String {
        key.map { "\(model) with the key \"\($0)\" was not found" } ?? "No \(model) was found"
    }

    /// How to get nil instead.
    public var suggestion: String? {
        key == nil
            ? "Where that may happen use first(), which gives nil."
            : "Where that may happen use findOptional, which gives nil."
    }
}
