public import AshlarSupport

/// Something was asked of a model that only a saved one can answer.
public struct ModelNotSaved: DetailedError, Equatable {
    /// The model's name: `Post`.
    public let model: String
    /// Where it was asked.
    public let location: SourceLocation?

    /// An error about a model that is not in the database.
    public init(model: String, location: SourceLocation? = nil) {
        self.model = model
        self.location = location
    }

    /// Which model is not saved.
    public var description: String { "This \(model) is not in the database: it was made but never saved" }

    /// To save it.
    public var suggestion: String? { "Save it first: try await model.save()" }
}
