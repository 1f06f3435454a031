import AshlarPostgres
import AshlarSupport

extension Query {
    /// Only the models that belong to a model, by the one `@BelongsTo` that leads to its kind.
    ///
    /// ```swift
    /// let posts = try await Post.whereBelongsTo(ada).all()
    /// ```
    ///
    /// Where no relation or more than one leads there, sending the query throws ``RelationMisconfigured``.
    public func whereBelongsTo<Parent: Model>(_ parent: Parent) -> Query { whereBelongsTo([parent]) }

    /// Only the models that belong to one of several models, by the one `@BelongsTo` that leads to their kind.
    public func whereBelongsTo<Parent: Model>(_ parents: [Parent]) -> Query {
        belonging(to: parents) {
            let relations = M._description.relations.compactMap { $0 as? Relation<M, Parent> }.filter(\.isBelongsTo)
            if let only = relations.first, relations.count == 1 { return only }
            let names = relations.map(\.name).joined(separator: ", ")
            throw RelationMisconfigured(
                model: M._description.name, relation: relations.isEmpty ? Parent._description.name : names,
                problem: relations.isEmpty
                    ? "no @BelongsTo leads to \(Parent._description.name)"
                    : "several relations lead to \(Parent._description.name)",
                advice: relations.isEmpty
                    ? "Ask along another relation with `whereHas`."
                    : "Name the one that is meant: "
                        + "`whereBelongsTo(model) { $0.\(relations.first?.name ?? "author") }`.")
        }
    }

    /// Only the models that belong to a model, by the relation that is named.
    ///
    /// ```swift
    /// let edited = try await Post.query().whereBelongsTo(ada) { $0.editor }.all()
    /// ```
    public func whereBelongsTo<R: RelatedModels>(_ parent: R._Model, _ relation: (M.Relations) -> R) -> Query {
        whereBelongsTo([parent], relation)
    }

    /// Only the models that belong to one of several models, by the relation that is named.
    public func whereBelongsTo<R: RelatedModels>(_ parents: [R._Model], _ relation: (M.Relations) -> R) -> Query {
        let steps = relation(M.Relations(_path: RelationPath()))._path.steps
        return belonging(to: parents) {
            if let named = steps.first?.relation as? Relation<M, R._Model>, steps.count == 1, named.isBelongsTo {
                return named
            }
            throw RelationMisconfigured(
                model: M._description.name, relation: steps.map(\.relation.name).joined(separator: "."),
                problem: "it is no @BelongsTo of \(M._description.name)", advice: "Ask along it with `whereHas`.")
        }
    }

    private func belonging<Parent: Model>(
        to parents: [Parent], by relation: () throws -> Relation<M, Parent>
    ) -> Query {
        do {
            let link = try relation().link(file: #fileID, line: #line)
            let targets = link.targetIndices ?? []
            let keys = parents.compactMap { parent in
                RelationKey(targets.map { Parent._description.columns[$0].binding(parent) })
            }
            guard keys.count == parents.count else { throw ModelNotSaved(model: Parent._description.name) }
            let own = link.ownerColumns.map { qualified(M._description.columns[$0]) }
            let types = link.ownerColumns.map { KeyType(M._description.columns[$0]) }
            if let key = keys.first, keys.count == 1 {
                let tests = zip(zip(own, types), key.parts).map { "\($0.0) = \($0.1.binding($1))" as SQL }
                return and(Condition(tests.joined(separator: " AND "), shape: .all))
            }
            let arrays = types.enumerated().map { place, type in
                SQL(binding: type.binding(keys.compactMap { $0.parts.indices.contains(place) ? $0.parts[place] : nil }))
            }.joined(separator: ", ")
            let columns = own.joined(separator: ", ")
            return and(
                Condition(
                    own.count == 1
                        ? "\(columns) = ANY(\(arrays))" : "(\(columns)) IN (SELECT * FROM unnest(\(arrays)))"))
        } catch {
            return changed { $0.failure = error }
        }
    }
}

extension Model {
    /// A query for the models that belong to a model: `Post.whereBelongsTo(ada)`.
    public static func whereBelongsTo<Parent: Model>(_ parent: Parent) -> Query<Self> {
        query().whereBelongsTo(parent)
    }

    /// A query for the models that belong to a model, by the relation that is named.
    public static func whereBelongsTo<R: RelatedModels>(
        _ parent: R._Model, _ relation: (Relations) -> R
    ) -> Query<Self> { query().whereBelongsTo(parent, relation) }

    /// A query for the models that belong to one of several models.
    public static func whereBelongsTo<Parent: Model>(_ parents: [Parent]) -> Query<Self> {
        query().whereBelongsTo(parents)
    }
}
