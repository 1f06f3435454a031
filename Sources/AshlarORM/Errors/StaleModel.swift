public import AshlarSupport

/// A model was written whose row is gone, or was changed by somebody else since it was read.
public struct StaleModel: DetailedError, Equatable {
    /// The model's name: `Post`.
    public let model: String
    /// The key, as text.
    public let key: String?
    /// What was tried: `updated`, `deleted`, `inserted`.
    public let action: String
    /// Whether the row is there, in another version than the model's.
    public let isChanged: Bool
    /// Where it was tried.
    public let location: SourceLocation?

    /// An error about a row that is gone or changed.
    public init(
        model: String, key: String?, action: String, isChanged: Bool = false, location: SourceLocation? = nil
    ) {
        self.model = model
        self.key = key
        self.action = action
        self.isChanged = isChanged
        self.location = location
    }

    /// Which model could not be written.
    public var description: String {
        let which = key.map { "\(model) with the key \"\($0)\"" } ?? model
        if action == "inserted" { return "\(which) was not inserted: the database stored no row" }
        return isChanged
            ? "\(which) was not \(action): it was changed by somebody else since it was read"
            : "\(which) was not \(action): its row is no longer in the database"
    }

    /// What may have happened.
    public var suggestion: String? {
        if action == "inserted" { return "A trigger or a rule on the table drops the row." }
        return isChanged
            ? "Read it again with fresh(), make the change on that, and save it."
            : "It was deleted since it was read, or a policy hides it. Read it again with fresh() before writing."
    }
}
