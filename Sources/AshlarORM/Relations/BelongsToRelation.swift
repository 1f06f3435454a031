public import AshlarPostgres
import AshlarSupport

/// The description of a `@BelongsTo`: how the model on the other side is found. `@Model` writes it.
public struct BelongsToRelation<Owner: Model, Related: Model>: JoinableRelation {
    /// The property's name.
    public let name: String
    private let index: Int
    private let foreignKeyMember: String
    private let foreignKey: @Sendable (Owner) -> Related.Key?

    /// Describes the relation.
    ///
    /// - Parameters:
    ///   - name: the property's name.
    ///   - index: its place among the model's relations.
    ///   - foreignKey: the name of the property that holds the key.
    ///   - value: reads that property.
    public init(
        name: String, index: Int, foreignKey: String, _ value: @escaping @Sendable (Owner) -> Related.Key?
    ) {
        self.name = name
        self.index = index
        foreignKeyMember = foreignKey
        self.foreignKey = value
    }

    /// Reads the related model, loading it for all siblings if that has not happened.
    ///
    /// - Throws: ``RelatedModelMissing`` if there is no such row.
    public func read(for owner: Owner, file: String, line: Int) async throws -> Related {
        guard let related = try await readOptional(for: owner, file: file, line: line) else {
            throw missing(for: owner, file: file, line: line)
        }
        return related
    }

    /// Reads the related model, or nil if the foreign key is nil or names no row.
    public func readOptional(for owner: Owner, file: String, line: Int) async throws -> Related? {
        guard let key = foreignKey(owner) else { return nil }
        guard let batch = owner._record.stored?.batch.source else {
            return try await Related.findOptional(key, file: file, line: line)
        }
        let cache = cache(of: batch)
        if let known = cache.loaded(key) { return known }
        // A key that was changed since fetching is loaded along with those of the siblings.
        try await load([key] + siblingKeys(of: batch).filter { $0 != key }, cache, batch, file: file, line: line)
        return cache.loaded(key) ?? nil
    }

    /// The related model, if it was loaded.
    ///
    /// - Throws: ``RelationNotLoaded``; ``RelatedModelMissing`` if there is no such row.
    public func loaded(for owner: Owner) throws -> Related {
        guard let related = try loadedOptional(for: owner) else { throw missing(for: owner, file: nil, line: 0) }
        return related
    }

    /// The related model, if it was loaded; nil if the foreign key is nil or names no row.
    ///
    /// - Throws: ``RelationNotLoaded``.
    public func loadedOptional(for owner: Owner) throws -> Related? {
        guard let key = foreignKey(owner) else { return nil }
        guard let batch = owner._record.stored?.batch.source, let known = cache(of: batch).loaded(key) else {
            throw RelationNotLoaded(model: Owner._description.name, relation: name)
        }
        return known
    }

    /// Writes the related model into the owner's JSON, if it was loaded.
    public func encode(_ owner: Owner, into container: inout KeyedEncodingContainer<ModelCodingKey>) throws {
        guard foreignKey(owner) != nil, let batch = owner._record.stored?.batch.source,
            let key = foreignKey(owner), let known = cache(of: batch).loaded(key)
        else { return }
        try container.encode(known, forKey: ModelCodingKey(stringValue: name))
    }

    /// Loads the relation for a batch.
    public func load(into batch: ModelBatch, file: String, line: Int) async throws -> [ModelBatch] {
        let batch = batch.source
        let cache = cache(of: batch)
        try await load(siblingKeys(of: batch), cache, batch, file: file, line: line)
        return cache.batches
    }

    /// The property that holds the key, if the other side is a given model.
    public func foreignKeyMember(pointingTo model: any Model.Type) -> String? {
        model == Related.self ? foreignKeyMember : nil
    }

    private var foreignKeyColumn: ModelColumn<Owner>? {
        Owner._description.columnIndex(ofMember: foreignKeyMember).map { Owner._description.columns[$0] }
    }

    /// The foreign key may be NULL.
    public var mayBeAbsent: Bool { foreignKeyColumn?.isNullable ?? true }

    /// The foreign key on this side is the key of the other.
    public func joinCondition(from owner: SQL, to related: SQL) -> SQL {
        let column = foreignKeyColumn?.quotedName ?? SQL.identifier(foreignKeyMember).description
        return "\(related).\(unsafe: Related._description.key.quotedName) = \(owner).\(unsafe: column)"
    }

    private func cache(of batch: ModelBatch) -> RelationCache<Related.Key, Related?> { batch.cache(of: index) }

    private func siblingKeys(of batch: ModelBatch) throws -> [Related.Key] {
        guard let column = Owner._description.columnIndex(ofMember: foreignKeyMember) else { return [] }
        return try batch.values(of: column, as: Related.Key.self)
    }

    private func load(
        _ keys: [Related.Key], _ cache: RelationCache<Related.Key, Related?>, _ batch: ModelBatch, file: String,
        line: Int
    ) async throws {
        let database = batch.database
        try await cache.ensure(keys, absent: nil, hasConnection: database.isInScope) { missing in
            let key = Related._description.key.qualifiedName
            let rows = try await database.run(
                "\(Related._description.statements.select) WHERE \(key) = ANY($1)", [PostgresBinding(missing)],
                file: file, line: line)
            let batch = ModelBatch(rows: rows, database: database)
            var found: [Related.Key: Related?] = [:]
            for model in try batch.models(Related.self, file: file, line: line) {
                if let key = model._key { found[key] = model }
            }
            return RelationCache.Loaded(values: found, batch: batch)
        }
    }

    private func missing(for owner: Owner, file: String?, line: Int) -> RelatedModelMissing {
        RelatedModelMissing(
            model: Owner._description.name, relation: name, related: Related._description.name,
            foreignKey: foreignKeyMember, key: foreignKey(owner)?.keyText,
            location: file.map { SourceLocation(file: $0, line: line) })
    }
}
