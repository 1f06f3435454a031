public import AshlarSupport

/// A pivot was asked for of a model that was not read through a relation with it.
public struct PivotNotLoaded: DetailedError, Equatable {
    /// The model's name: `Tag`.
    public let model: String
    /// The pivot's name: `Tagging`.
    public let pivot: String

    /// What is missing.
    public var description: String { "This \(model) came without a \(pivot)" }

    /// Where it comes with one.
    public var suggestion: String? {
        "Read it through a relation that names the pivot: @BelongsToMany(pivot: \(pivot).self)."
    }
}
