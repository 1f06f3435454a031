public import AshlarSupport

/// A row names a kind of model that a polymorphic relation does not have.
public struct UnknownMorphType: DetailedError, Equatable {
    /// The model's name: `Comment`.
    public let model: String
    /// The relation's name: `commentable`.
    public let relation: String
    /// What the row names: `podcast`.
    public let type: String
    /// The enum of the kinds: `Commentable`.
    public let target: String
    /// The kinds that there are.
    public let known: [String]
    /// Where the relation was read.
    public let location: SourceLocation?

    /// Which kind is unknown.
    public var description: String {
        "\(model).\(relation): a row names the type \"\(type)\", which is none of \(target)'s."
            + Suggestion.sentence(for: type, in: known)
    }

    /// What to do about it.
    public var suggestion: String? {
        "Add a case to \(target), name the model's type with @Model(morphName:), or correct the rows. "
            + "\(target) has \(known.joined(separator: ", "))."
    }
}
