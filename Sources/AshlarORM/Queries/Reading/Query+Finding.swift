import AshlarPostgres
import AshlarSupport

extension Query {
    /// The model with a key, if it is one of the query's.
    ///
    /// - Throws: ``ModelNotFound`` (a 404 to an HTTP client) if it is not.
    public func find(_ key: M.Key, file: String = #fileID, line: Int = #line) async throws -> M {
        guard let found = try await findOptional(key, file: file, line: line) else {
            throw ModelNotFound(
                model: M._description.name, key: key.keyText, location: SourceLocation(file: file, line: line))
        }
        return found
    }

    /// The model with a key, or nil if it is not one of the query's.
    public func findOptional(_ key: M.Key, file: String = #fileID, line: Int = #line) async throws -> M? {
        var query = self
        if _select.limit != nil || _select.offset != nil {
            query = Query(database: database)
            query.relations = relations
            query._select.scoping = _select.scoping
            query.condition = Condition("\(query.keyExpression) IN (\(_select.sql(selecting: keyList)))")
        }
        let hasKey = zip(query._keys, key.keyBindings).map { "\($0) = \($1)" as SQL }.joined(separator: " AND ")
        query = query.and(Condition(hasKey, shape: .all))
        query.orderings = []
        return try await query.all(file: file, line: line).first
    }

    /// The models with some keys, as far as they are the query's, in no particular order.
    public func find(_ keys: [M.Key], file: String = #fileID, line: Int = #line) async throws -> [M] {
        try await and(Condition(M._description.has(keyExpression, in: keys))).all(file: file, line: line)
    }

    /// The models by a value of theirs, such as their key; of several with the same value the last.
    ///
    /// ```swift
    /// let bySlug = try await Post.query().all(keyedBy: \.slug)
    /// ```
    public func all<Key: Hashable>(
        keyedBy key: KeyPath<M, Key>, file: String = #fileID, line: Int = #line
    ) async throws -> [Key: M] {
        let models = try await all(file: file, line: line)
        return Dictionary(models.map { ($0[keyPath: key], $0) }, uniquingKeysWith: { _, last in last })
    }
}
