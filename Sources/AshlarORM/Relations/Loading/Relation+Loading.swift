import AshlarPostgres
import AshlarSupport

extension Relation {
    /// Loads the relation for a batch.
    public func load(
        into batch: ModelBatch, _ constraint: RelationConstraint, file: String, line: Int
    ) async throws -> [ModelBatch] {
        let batch = batch.source
        let link = try link(file: file, line: line)
        let cache = cache(of: batch)
        try await load(
            batch.keys(of: link.ownerColumns), link, constraint.query(for: Related.self), cache, batch, file: file,
            line: line)
        return cache.batches
    }

    /// The models that belong to one that was saved, from memory or in one statement for all its siblings.
    func models(of owner: Owner, file: String, line: Int) async throws -> [Related] {
        guard let record = owner._record.stored else { return try await modelsOfNew(owner, file: file, line: line) }
        let link = try link(file: file, line: line)
        guard let key = key(of: owner, link) else { return [] }
        let batch = record.batch.source
        let cache = cache(of: batch)
        if let known = cache.loaded(key) { return known }
        let lazyLoading = batch.database.models.lazyLoading
        if case .refused = lazyLoading { throw notLoaded(record, isLazy: true) }
        // A key that was changed since fetching is loaded along with those of the siblings.
        let keys = batch.keys(of: link.ownerColumns.map { $0 + record.offset }, first: key)
        try await load(keys, link, Query(), cache, batch, file: file, line: line) { _ in
            // One model alone asks once, whatever it does: there is nothing that `with` would save.
            guard case .reported(let report) = lazyLoading, batch.rows.count > 1 else { return }
            let origin = batch.origin
            report(
                LazyLoad(
                    model: Owner._description.name, relation: name, count: batch.rows.count,
                    root: String(describing: origin.root), path: origin.path(to: name), location: origin.location))
        }
        return cache.loaded(key) ?? []
    }

    /// A new model has nothing that belongs to it, and may belong to a model itself.
    private func modelsOfNew(_ owner: Owner, file: String, line: Int) async throws -> [Related] {
        guard isBelongsTo else { return [] }
        let link = try link(file: file, line: line)
        guard let key = key(of: owner, link) else { return [] }
        let query = Query<Related>().and(RelatedSelect(link: link, query: Query<Related>()).belongs(to: key))
        return try await query.limit(1).all(file: file, line: line)
    }

    /// The models that belong to one, if they were loaded; none for one that was never saved.
    ///
    /// - Throws: ``RelationNotLoaded``.
    func loadedModels(of owner: Owner) throws -> [Related] {
        let link = try link(file: #fileID, line: #line)
        guard let key = key(of: owner, link) else { return [] }
        guard let record = owner._record.stored else {
            if !isBelongsTo { return [] }
            throw RelationNotLoaded(model: Owner._description.name, relation: name)
        }
        if let known = cache(of: record.batch).loaded(key) { return known }
        throw notLoaded(record, isLazy: false)
    }

    /// The models that belong to one, or nil if they were not loaded.
    func modelsIfLoaded(of owner: Owner) -> [Related]? {
        guard let record = owner._record.stored, let link = try? link(file: #fileID, line: #line),
            let key = key(of: owner, link)
        else { return nil }
        return cache(of: record.batch).loaded(key)
    }

    // MARK: Parts

    func cache(of batch: ModelBatch) -> RelationCache<[Related]> {
        batch.cache(.relation(ObjectIdentifier(Owner.self), index))
    }

    /// The values that a model has in common with its related ones; nil where one is nil.
    func key(of owner: Owner, _ link: RelationLink) -> RelationKey? {
        RelationKey(link.ownerColumns.map { Owner._description.columns[$0].binding(owner) })
    }

    func notLoaded(_ record: StoredRow, isLazy: Bool) -> RelationNotLoaded {
        let origin = record.batch.source.origin
        return RelationNotLoaded(
            model: Owner._description.name, relation: name, root: String(describing: origin.root),
            path: origin.path(to: name), isLazy: isLazy, location: isLazy ? origin.location : nil)
    }

    private func load(
        _ keys: [RelationKey], _ link: RelationLink, _ query: Query<Related>, _ cache: RelationCache<[Related]>,
        _ batch: ModelBatch, file: String, line: Int, willLoad: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let database = batch.database
        try await cache.ensure(keys, absent: [], hasConnection: database.isInScope) { missing in
            willLoad(missing.count)
            let select = RelatedSelect(link: link, query: query)
            let (sql, keyColumns, pivotOffset) = select.rows(of: missing)
            let rows = try await database.run(sql, file: file, line: line)
            let found = ModelBatch(
                rows: rows, of: Related.self, database: database, origin: batch.origin.appending(name),
                pivotOffset: pivotOffset, file: file, line: line)
            let models = try found.models(Related.self, file: file, line: line)
            try await found.tellRetrieved(models)
            var values: [RelationKey: [Related]] = [:]
            values.reserveCapacity(missing.count)
            for (row, model) in models.enumerated() {
                guard let key = RelationKey(rows, row: row, columns: keyColumns) else { continue }
                values[key, default: []].append(model)
            }
            return RelationCache.Loaded(values: values, batches: [found])
        }
    }
}
