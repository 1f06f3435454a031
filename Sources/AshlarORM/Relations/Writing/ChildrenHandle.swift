import AshlarPostgres
import AshlarSupport

/// The models that belong to another: `post.$comments`, `user.$profile`, also by type and key.
public struct ChildrenHandle<Owner: Model, Related: Model>: RelatedHandle {
    private let base: HandleBase<Owner, Related>

    /// The handle of a relation. `@Model` writes the call.
    public init(_ owner: Owner, _ relation: Relation<Owner, Related>) { base = HandleBase(owner, relation) }

    /// A query for the related models, to be narrowed.
    public var query: Query<Related> { base.query }

    /// Inserts a model that belongs to the owner.
    ///
    /// ```swift
    /// let comment = try await post.$comments.create { Comment(body: "Well said", postID: $0) }
    /// ```
    ///
    /// - Parameters:
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    ///   - make: makes the model of the owner's key; its foreign key is set in any case.
    /// - Throws: ``ModelNotSaved`` for an owner without a key; as ``Model/save(on:file:line:)``.
    @discardableResult
    public func create(
        file: String = #fileID, line: Int = #line, _ make: (Owner.Key) throws -> Related
    ) async throws -> Related {
        var related = try make(try base.owner.requireID(file: file, line: line))
        try await save(&related, file: file, line: line)
        return related
    }

    /// Makes a model belong to the owner, and saves it.
    ///
    /// - Throws: ``ModelNotSaved`` for an owner without a key; as ``Model/save(on:file:line:)``.
    public func save(_ related: inout Related, file: String = #fileID, line: Int = #line) async throws {
        let link = try base.relation.link(file: file, line: line)
        _ = try base.key(link, file: file, line: line)
        for (own, target) in zip(link.ownerColumns, link.targetIndices ?? []) {
            try set(target, of: &related, to: Owner._description.columns[own].value(base.owner))
        }
        if case .morph(let name, _) = base.relation.kind {
            let resolver = RelationResolver<Owner, Related>(name: base.relation.name, location: nil)
            try set(try resolver.morphColumns(named: name).type, of: &related, to: Owner.morphName)
        }
        try await related.save(on: base.owner._record.stored?.batch.database, file: file, line: line)
        base.forget()
    }

    /// Makes models belong to the owner that are in the database, in one statement: observers are not told.
    ///
    /// - Returns: how many there were.
    /// - Throws: ``ModelNotSaved`` for an owner without a key.
    @discardableResult
    public func attach(_ related: [Related], file: String = #fileID, line: Int = #line) async throws -> Int {
        let link = try base.relation.link(file: file, line: line)
        let key = try base.key(link, file: file, line: line)
        let keys = try related.map { try $0.requireID(file: file, line: line) }
        var assignments = zip(zip(link.targetIndices ?? [], link.keyTypes), key.parts).map { target, part in
            "\(unsafe: Related._description.columns[target.0].quotedName) = \(target.1.binding(part))" as SQL
        }
        if case .morph(let name, _) = base.relation.kind {
            let resolver = RelationResolver<Owner, Related>(name: base.relation.name, location: nil)
            let type = Related._description.columns[try resolver.morphColumns(named: name).type]
            assignments.append("\(unsafe: type.quotedName) = \(Owner.morphName)")
        }
        let database = try base.owner.database(nil, file: file, line: line)
        let sql =
            "UPDATE \(unsafe: Related._description.quotedTable) SET \(assignments.joined(separator: ", ")) WHERE \(Related._description.hasKey(in: keys))"
            as SQL
        let count = try await database.run(sql, file: file, line: line).affectedRows
        base.forget()
        return count
    }

    /// Deletes the related models in one statement, softly where they are deleted so: observers are not told.
    ///
    /// - Returns: how many there were.
    @discardableResult
    public func delete(file: String = #fileID, line: Int = #line) async throws -> Int {
        let count = try await query.delete(file: file, line: line)
        base.forget()
        return count
    }

    private func set(_ column: Int, of related: inout Related, to value: any Sendable) throws {
        let description = Related._description
        guard description.columns[column].set(&related, value) else {
            throw RelationMisconfigured(
                model: Owner._description.name, relation: base.relation.name,
                problem:
                    "\(description.name).\(description.columns[column].member) has another type than the key of \(Owner._description.name)",
                advice: "Declare it as \(Owner._description.name).Key.")
        }
    }
}
