public import AshlarPostgres
import AshlarSupport

/// The description of a `@HasMany`: how the models on the other side are found. `@Model` writes it.
public struct HasManyRelation<Owner: Model, Related: Model>: JoinableRelation {
    /// The property's name.
    public let name: String
    private let index: Int
    private let foreignKey: String?

    /// Describes the relation.
    ///
    /// - Parameters:
    ///   - name: the property's name.
    ///   - index: its place among the model's relations.
    ///   - foreignKey: the column of the other table that holds the owner's key, if it is not the usual one.
    public init(name: String, index: Int, foreignKey: String?) {
        self.name = name
        self.index = index
        self.foreignKey = foreignKey
    }

    /// Reads the related models, loading them for all siblings if that has not happened.
    ///
    /// - Throws: ``RelationMisconfigured`` if the other model has no column for the owner's key.
    public func read(for owner: Owner, file: String, line: Int) async throws -> [Related] {
        guard let batch = owner._record.stored?.batch.source, let key = owner._key else { return [] }
        let cache = cache(of: batch)
        if let known = cache.loaded(key) { return known }
        try await load([key] + ownerKeys(of: batch).filter { $0 != key }, cache, batch, file: file, line: line)
        return cache.loaded(key) ?? []
    }

    /// The related models, if they were loaded; none for a model that was never saved.
    ///
    /// - Throws: ``RelationNotLoaded``.
    public func loaded(for owner: Owner) throws -> [Related] {
        guard let batch = owner._record.stored?.batch.source, let key = owner._key else { return [] }
        guard let known = cache(of: batch).loaded(key) else {
            throw RelationNotLoaded(model: Owner._description.name, relation: name)
        }
        return known
    }

    /// Writes the related models into the owner's JSON, if they were loaded.
    public func encode(_ owner: Owner, into container: inout KeyedEncodingContainer<ModelCodingKey>) throws {
        guard let batch = owner._record.stored?.batch.source, let key = owner._key,
            let known = cache(of: batch).loaded(key)
        else { return }
        try container.encode(known, forKey: ModelCodingKey(stringValue: name))
    }

    /// Loads the relation for a batch.
    public func load(into batch: ModelBatch, file: String, line: Int) async throws -> [ModelBatch] {
        let batch = batch.source
        let cache = cache(of: batch)
        try await load(ownerKeys(of: batch), cache, batch, file: file, line: line)
        return cache.batches
    }

    /// The key is on the other side.
    public func foreignKeyMember(pointingTo model: any Model.Type) -> String? { nil }

    /// There may be none.
    public var mayBeAbsent: Bool { true }

    /// The foreign key on the other side is the key of this one.
    public func joinCondition(from owner: SQL, to related: SQL) throws -> SQL {
        let column = Related._description.columns[try foreignKeyIndex(file: #fileID, line: #line)]
        return "\(related).\(unsafe: column.quotedName) = \(owner).\(unsafe: Owner._description.key.quotedName)"
    }

    private func cache(of batch: ModelBatch) -> RelationCache<Owner.Key, [Related]> { batch.cache(of: index) }

    private func ownerKeys(of batch: ModelBatch) throws -> [Owner.Key] {
        try batch.values(of: Owner._description.keyIndex, as: Owner.Key.self)
    }

    private func load(
        _ keys: [Owner.Key], _ cache: RelationCache<Owner.Key, [Related]>, _ batch: ModelBatch, file: String, line: Int
    ) async throws {
        let database = batch.database
        let column = try foreignKeyIndex(file: file, line: line)
        try await cache.ensure(keys, absent: [], hasConnection: database.isInScope) { missing in
            let related = Related._description
            let rows = try await database.run(
                "\(related.statements.select) WHERE \(related.columns[column].qualifiedName) = ANY($1)"
                    + " ORDER BY \(related.key.qualifiedName)",
                [PostgresBinding(missing)], file: file, line: line)
            let batch = ModelBatch(rows: rows, database: database)
            var found: [Owner.Key: [Related]] = [:]
            for (row, model) in try batch.models(Related.self, file: file, line: line).enumerated() {
                let key = try rows.decode(row: row, column: column, as: Owner.Key.self)
                found[key, default: []].append(model)
            }
            return RelationCache.Loaded(values: found, batch: batch)
        }
    }

    /// The place of the column that holds the owner's key: the one named, the usual one, or the one by which the other model
    /// points back.
    private func foreignKeyIndex(file: String, line: Int) throws -> Int {
        let related = Related._description
        let usual = CaseConversion.snake(Owner._description.name) + "_id"
        if let index = related.columnIndex(named: foreignKey ?? usual) { return index }
        let pointingBack = related.relations.compactMap { $0.foreignKeyMember(pointingTo: Owner.self) }
        if foreignKey == nil, pointingBack.count == 1, let index = related.columnIndex(ofMember: pointingBack[0]) {
            return index
        }
        throw RelationMisconfigured(
            model: Owner._description.name, relation: name, related: related.name, column: foreignKey ?? usual,
            candidates: related.columns.map(\.name), location: SourceLocation(file: file, line: line))
    }
}
