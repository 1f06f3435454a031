import AshlarPostgres
import AshlarSupport

/// The model that another belongs to: `post.$author`.
public struct ParentHandle<Owner: Model, Related: Model>: RelatedHandle {
    private var base: HandleBase<Owner, Related>

    /// The handle of a relation. `@Model` writes the call.
    public init(_ owner: Owner, _ relation: Relation<Owner, Related>) { base = HandleBase(owner, relation) }

    /// The model that belongs to the other, with the keys that it was given.
    public var owner: Owner { base.owner }

    /// A query for the one model.
    public var query: Query<Related> { base.query }

    /// Makes the model belong to another one; save it afterwards.
    ///
    /// ```swift
    /// try post.$author.associate(ada)
    /// try await post.save()
    /// ```
    ///
    /// - Throws: ``ModelNotSaved`` for a model without a key; ``RelationMisconfigured`` where the foreign key's type is not
    ///   that of the key.
    public mutating func associate(_ related: Related, file: String = #fileID, line: Int = #line) throws {
        let link = try base.relation.link(file: file, line: line)
        let targets = link.targetIndices ?? []
        for (own, target) in zip(link.ownerColumns, targets) {
            let value = Related._description.columns[target].value(related)
            guard !Related._description.columns[target].binding(related).isNull else {
                throw ModelNotSaved(
                    model: Related._description.name, location: SourceLocation(file: file, line: line))
            }
            try set(own, value)
        }
        guard let batch = owner._record.stored?.batch, let key = base.relation.key(of: owner, link) else { return }
        base.relation.cache(of: batch).store([related], for: key)
    }

    /// Makes the model belong to none; save it afterwards.
    ///
    /// - Throws: ``RelationMisconfigured`` where the foreign key is not optional.
    public mutating func dissociate(file: String = #fileID, line: Int = #line) throws {
        for own in try base.relation.link(file: file, line: line).ownerColumns {
            guard Owner._description.columns[own].clear(&base.owner) else {
                throw RelationMisconfigured(
                    model: Owner._description.name, relation: base.relation.name,
                    problem: "its foreign key \(Owner._description.columns[own].member) is not optional",
                    advice: "Declare the relation optional, or associate another model.",
                    location: SourceLocation(file: file, line: line))
            }
        }
    }

    private mutating func set(_ column: Int, _ value: any Sendable) throws {
        let description = Owner._description
        guard description.columns[column].set(&base.owner, value) else {
            throw RelationMisconfigured(
                model: description.name, relation: base.relation.name,
                problem:
                    "\(description.columns[column].member) has another type than the key of \(Related._description.name)",
                advice: "Declare it as \(Related._description.name).Key.")
        }
    }
}

extension PostgresBinding {
    /// Whether it is NULL.
    var isNull: Bool { bytes == nil }
}
