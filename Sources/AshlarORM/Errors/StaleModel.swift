public import AshlarSupport

/// A model was written whose row is gone.
public struct StaleModel: DetailedError, Equatable {
    /// The model's name: `Post`.
    public let model: String
    /// The key, as text.
    public let key: String?
    /// What was tried: `updated`, `deleted`, `inserted`.
    public let action: String
    /// Where it was tried.
    public let location: SourceLocation?

    /// An error about a row that is gone.
    public init(model: String, key: String?, action: String, location: SourceLocation? = nil) {
        self.model = model
        self.key = key
        self.action = action
        self.location = location
    }

    /// Which model could not be written.
    public var description: String {
        let which = key.map { "\(model) with the key \"\($0)\"" } ?? "\(model)"
        return action == "inserted"
            ? "\(which) was not inserted: the database stored no row"
            : "\(which) was not \(action): its row is no longer in the database"
    }

    /// What may have happened.
    public var suggestion: String? {
        action == "inserted"
            ? "A trigger or a rule on the table drops the row."
            : "It was deleted since it was read, or a policy hides it. Read it again with fresh() before writing."
    }
}
