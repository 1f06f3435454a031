import AshlarPostgres

extension Relation {
    /// Loads a number about the related models for all models of a batch, unless it is loaded.
    public func load<Result>(
        _ aggregate: RelationAggregate<Result>, into batch: ModelBatch, file: String, line: Int
    ) async throws {
        let batch = batch.source
        let link = try link(file: file, line: line)
        try await load(aggregate, batch.keys(of: link.ownerColumns), link, batch, file: file, line: line)
    }

    /// A number about the related models of a model, worked out for all siblings if that has not happened.
    public func value<Result>(
        of aggregate: RelationAggregate<Result>, for owner: any Model, file: String, line: Int
    ) async throws -> Result {
        guard let owner = owner as? Owner, let record = owner._record.stored else { return aggregate.empty }
        let link = try link(file: file, line: line)
        guard let key = key(of: owner, link) else { return aggregate.empty }
        let batch = record.batch.source
        let cache = cache(aggregate, of: batch)
        if let known = cache.loaded(key) { return known }
        if case .refused = batch.database.models.lazyLoading { throw notLoaded(record, isLazy: true) }
        let keys = batch.keys(of: link.ownerColumns.map { $0 + record.offset }, first: key)
        try await load(aggregate, keys, link, batch, file: file, line: line)
        return cache.loaded(key) ?? aggregate.empty
    }

    /// How many related models there are, counted for all siblings if that has not happened.
    public func readCount(for owner: Owner, file: String, line: Int) async throws -> Int {
        try await value(of: counted, for: owner, file: file, line: line)
    }

    /// How many related models there are, if they were counted or loaded.
    ///
    /// - Throws: ``RelationNotLoaded``.
    public func loadedCount(for owner: Owner) throws -> Int {
        guard let record = owner._record.stored else { return 0 }
        if let count = countIfLoaded(for: owner) ?? modelsIfLoaded(of: owner)?.count { return count }
        let origin = record.batch.source.origin
        throw RelationNotLoaded(
            model: Owner._description.name, relation: name + "Count", root: String(describing: origin.root),
            path: origin.path(to: name + ".count"))
    }

    /// How many related models there are, or nil if they were not counted.
    func countIfLoaded(for owner: Owner) -> Int? {
        guard let record = owner._record.stored, let link = try? link(file: #fileID, line: #line),
            let key = key(of: owner, link)
        else { return nil }
        return cache(counted, of: record.batch).loaded(key)
    }

    private var counted: RelationAggregate<Int> {
        Related.Relations(_path: RelationPath().appending(self)).count
    }

    private func query<Result>(of aggregate: RelationAggregate<Result>) -> Query<Related> {
        aggregate.path.steps.first?.query as? Query<Related> ?? Query()
    }

    private func cache<Result>(
        _ aggregate: RelationAggregate<Result>, of batch: ModelBatch
    ) -> RelationCache<Result> {
        batch.cache(.aggregate(ObjectIdentifier(Owner.self), aggregate.identity(query(of: aggregate))))
    }

    private func load<Result>(
        _ aggregate: RelationAggregate<Result>, _ keys: [RelationKey], _ link: RelationLink, _ batch: ModelBatch,
        file: String, line: Int
    ) async throws {
        try refuseLimit(query(of: aggregate), "a number about related models")
        let database = batch.database
        let select = RelatedSelect(link: link, query: query(of: aggregate))
        let cache = cache(aggregate, of: batch)
        try await cache.ensure(keys, absent: aggregate.empty, hasConnection: database.isInScope) { missing in
            let rows = try await database.run(
                select.aggregate(aggregate.function, of: missing), file: file, line: line)
            var values: [RelationKey: Result] = [:]
            let columns = Array(link.targets.indices)
            for row in 0..<rows.count {
                guard let key = RelationKey(rows, row: row, columns: columns) else { continue }
                values[key] = try aggregate.decode(rows, row, columns.count) ?? aggregate.empty
            }
            return RelationCache.Loaded(values: values)
        }
    }
}

extension Model {
    /// A number about the related models, from memory or in one statement for all models of the result.
    ///
    /// ```swift
    /// let votes = try await post.value { $0.comments.sum { $0.votes } }
    /// ```
    public func value<Result>(
        file: String = #fileID, line: Int = #line, _ aggregate: (Relations) -> RelationAggregate<Result>
    ) async throws -> Result {
        let aggregate = aggregate(Relations(_path: RelationPath()))
        return try await aggregate.relation().value(of: aggregate, for: self, file: file, line: line)
    }
}
