import AshlarPostgres
import AshlarSupport

/// The model of one of several kinds that another belongs to: `comment.$commentable`.
public struct MorphParentHandle<Owner: Model, Target: PolymorphicModel>: Sendable {
    /// The model that belongs to the other, with the kind and key that it was given.
    public private(set) var owner: Owner
    private let relation: MorphToRelation<Owner, Target>

    /// The handle of a relation. `@Model` writes the call.
    public init(_ owner: Owner, _ relation: MorphToRelation<Owner, Target>) {
        self.owner = owner
        self.relation = relation
    }

    /// Makes the model belong to another one; save it afterwards.
    ///
    /// - Throws: ``ModelNotSaved`` for a model without a key.
    public mutating func associate(_ target: Target, file: String = #fileID, line: Int = #line) throws {
        try associate(target._model, target, file: file, line: line)
    }

    /// Makes the model belong to none; save it afterwards.
    ///
    /// - Throws: ``RelationMisconfigured`` where kind and key are not optional.
    public mutating func dissociate(file: String = #fileID, line: Int = #line) throws {
        for place in try relation.places(offset: 0) {
            guard Owner._description.columns[place].clear(&owner) else {
                throw RelationMisconfigured(
                    model: Owner._description.name, relation: relation.name, problem: "kind and key are not optional",
                    advice: "Declare the relation optional, or associate another model.",
                    location: SourceLocation(file: file, line: line))
            }
        }
    }

    private mutating func associate<M: Model>(_ model: M, _ target: Target, file: String, line: Int) throws {
        let key = try model.requireID(file: file, line: line)
        let places = try relation.places(offset: 0)
        for (place, value) in zip(places, [M.morphName as any Sendable, key]) {
            guard Owner._description.columns[place].set(&owner, value) else {
                throw RelationMisconfigured(
                    model: Owner._description.name, relation: relation.name,
                    problem:
                        "\(Owner._description.columns[place].member) has another type than the key of \(M._description.name)",
                    advice: "Declare it as \(Target.self).Key.")
            }
        }
        guard let batch = owner._record.stored?.batch, let key = relation.key(of: owner) else { return }
        relation.cache(of: batch).store(target, for: key)
    }
}
