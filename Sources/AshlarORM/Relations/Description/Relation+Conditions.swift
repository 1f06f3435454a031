import AshlarPostgres

extension Relation {
    /// The condition that there are related models, so many if a number is given.
    public func condition(_ steps: ArraySlice<RelationStep>, _ count: RelationCount?) throws -> Condition {
        var query = steps.first?.query as? Query<Related> ?? Query()
        let rest = steps.dropFirst()
        if let next = rest.first { query = query.and(try next.relation.condition(rest, count)) }
        try refuseLimit(query, "has")
        let link = try link(file: #fileID, line: #line)
        let owner = link.ownerColumns.map { Owner._description.columns[$0].qualifiedName }
        return RelatedSelect(link: link, query: query).exists(
            for: owner, in: Owner._description.table, rest.isEmpty ? count : nil)
    }

    /// - Throws: ``RelationMisconfigured`` for a query with a limit, which nothing but loading can heed.
    func refuseLimit(_ query: Query<Related>, _ use: String) throws {
        guard query._select.limit != nil || query._select.offset != nil else { return }
        throw RelationMisconfigured(
            model: Owner._description.name, relation: name, problem: "\(use) cannot heed limit and offset",
            advice: "Leave them out, or load the models with `with`.")
    }
}

extension Query {
    /// Only the models that have related ones.
    ///
    /// ```swift
    /// try await Post.has { $0.comments }.all()
    /// try await Post.has { $0.comments.where { $0.body.contains("swift") }.author }.all()
    /// try await Post.has(.atLeast(3)) { $0.comments }.all()
    /// ```
    ///
    /// - Parameters:
    ///   - count: how many; any number but none where it is left out.
    ///   - relation: the relation, or several one after the other; a number counts the models of the last.
    public func has(_ count: RelationCount? = nil, _ relation: (M.Relations) -> any ModelRelations) -> Query {
        adding(relation, count) { $0.and($1) }
    }

    /// Also the models that have related ones.
    public func orHas(_ count: RelationCount? = nil, _ relation: (M.Relations) -> any ModelRelations) -> Query {
        adding(relation, count) { $0.or($1) }
    }

    /// Only the models that have no related ones: none at all, or none such as are asked for.
    public func doesntHave(_ relation: (M.Relations) -> any ModelRelations) -> Query {
        adding(relation, nil) { $0.and($1.missing) }
    }

    /// Also the models that have no related ones.
    public func orDoesntHave(_ relation: (M.Relations) -> any ModelRelations) -> Query {
        adding(relation, nil) { $0.or($1.missing) }
    }

    /// Only the models that have related ones which meet a condition.
    public func whereHas<R: RelatedModels>(
        _ relation: (M.Relations) -> R, _ count: RelationCount? = nil, where condition: (R._Model.Fields) -> Condition
    ) -> Query {
        has(count) { relation($0).where(condition) }
    }

    /// Only the models that have no related ones which meet a condition.
    public func whereDoesntHave<R: RelatedModels>(
        _ relation: (M.Relations) -> R, where condition: (R._Model.Fields) -> Condition
    ) -> Query {
        doesntHave { relation($0).where(condition) }
    }

    /// Only the models that have related ones which meet a condition, and with them those that do.
    ///
    /// ```swift
    /// let posts = try await Post.query().withWhereHas { $0.comments } where: { $0.isApproved == true }.all()
    /// ```
    public func withWhereHas<R: RelatedModels>(
        _ relation: (M.Relations) -> R, _ count: RelationCount? = nil, where condition: (R._Model.Fields) -> Condition
    ) -> Query {
        whereHas(relation, count, where: condition).with { relation($0).where(condition) }
    }

    private func adding(
        _ relation: (M.Relations) -> any ModelRelations, _ count: RelationCount?,
        _ add: (Query, Condition) -> Query
    ) -> Query {
        let steps = relation(M.Relations(_path: RelationPath()))._path.steps
        guard let first = steps.first else { return self }
        do {
            return add(self, try first.relation.condition(steps[...], count))
        } catch {
            return changed { $0.failure = error }
        }
    }

    // MARK: Loading

    /// Loads a relation with the models: `.with { $0.comments.author }`, or a number about it: `.with { $0.comments.count }`.
    public func with(_ relation: (M.Relations) -> any EagerLoad) -> Query { with { [relation($0)] } }

    /// Loads relations with the models, each in one statement: `.with { [$0.author, $0.comments.limit(3).author] }`.
    public func with(_ relations: (M.Relations) -> [any EagerLoad]) -> Query {
        changed { $0.relations += relations(M.Relations(_path: RelationPath())) }
    }

    /// Loads how many related models there are with the models: `.withCount { $0.comments }`.
    public func withCount<R: RelatedModels>(_ relation: (M.Relations) -> R) -> Query { with { relation($0).count } }

    /// The models of a result, with what is to be loaded with them.
    func loaded(_ rows: PostgresRows, isNew: Bool = false, on database: Database, file: String, line: Int) async throws
        -> [M]
    {
        let batch = ModelBatch(rows: rows, of: M.self, database: database, file: file, line: line)
        let models = try batch.models(M.self, file: file, line: line)
        guard !models.isEmpty else { return models }
        if !isNew { try await batch.tellRetrieved(models) }
        for relation in relations { try await relation._load(into: batch, file: file, line: line) }
        return models
    }
}

extension Condition {
    /// That there are no such related models; also where a key is NULL.
    fileprivate var missing: Condition { shape == .single ? Condition("NOT " + sql) : !self }
}

extension Model {
    /// A query for the models that have related ones: `Post.has { $0.comments }`.
    public static func has(
        _ count: RelationCount? = nil, _ relation: (Relations) -> any ModelRelations
    ) -> Query<Self> { query().has(count, relation) }

    /// A query for the models that have no related ones: `Post.doesntHave { $0.comments }`.
    public static func doesntHave(_ relation: (Relations) -> any ModelRelations) -> Query<Self> {
        query().doesntHave(relation)
    }

    /// A query for the models that have related ones which meet a condition.
    public static func whereHas<R: RelatedModels>(
        _ relation: (Relations) -> R, _ count: RelationCount? = nil, where condition: (R._Model.Fields) -> Condition
    ) -> Query<Self> { query().whereHas(relation, count, where: condition) }

    /// A query for the models that have related ones which meet a condition, which loads those with them.
    public static func withWhereHas<R: RelatedModels>(
        _ relation: (Relations) -> R, _ count: RelationCount? = nil, where condition: (R._Model.Fields) -> Condition
    ) -> Query<Self> { query().withWhereHas(relation, count, where: condition) }

    /// A query that loads how many related models there are with its models.
    public static func withCount<R: RelatedModels>(_ relation: (Relations) -> R) -> Query<Self> {
        query().withCount(relation)
    }

    /// Loads relations of a model that was read, and of its siblings, unless they are loaded.
    ///
    /// ```swift
    /// try await post.load { [$0.author, $0.comments.count] }
    /// ```
    public func load(
        file: String = #fileID, line: Int = #line, _ relations: (Relations) -> [any EagerLoad]
    ) async throws {
        let record = try requireRow(file: file, line: line)
        for relation in relations(Relations(_path: RelationPath())) {
            try await relation._load(into: record.batch.source, file: file, line: line)
        }
    }
}
