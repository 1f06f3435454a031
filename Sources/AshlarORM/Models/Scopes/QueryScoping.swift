import AshlarPostgres

/// Which of a model's rows a query means before any condition of its own.
struct QueryScoping: Sendable {
    /// Which rows are meant of a model that is deleted softly.
    enum Trashed: Sendable { case left, included, only }

    var trashed = Trashed.left
    var removedScopes: Set<String> = []
    var isUnscoped = false

    /// Every row of the table.
    static var none: QueryScoping { QueryScoping(trashed: .included, isUnscoped: true) }

    /// The conditions; nil if all rows are meant.
    ///
    /// - Parameters:
    ///   - model: the model.
    ///   - source: the rows.
    func condition<M: Model>(for model: M.Type, in source: FieldSource = FieldSource()) -> Condition? {
        var conditions: [Condition] = []
        let description = M._description
        if let index = description.deletionIndex, trashed != .included {
            let test: SQL = trashed == .only ? " IS NOT NULL" : " IS NULL"
            conditions.append(Condition(source.sql(description.columns[index]) + test))
        }
        if !isUnscoped {
            for scope in M.globalScopes where !removedScopes.contains(scope.name) {
                conditions.append(scope.condition(M.Fields(_source: source)))
            }
        }
        guard let first = conditions.first else { return nil }
        return conditions.dropFirst().reduce(first) { $0 && $1 }
    }
}

extension Query {
    /// Without one of the model's global scopes.
    public func without(_ scope: GlobalScope<M>) -> Query {
        var copy = self
        copy._select.scoping.removedScopes.insert(scope.name)
        return copy
    }

    /// Without any of the model's global scopes.
    public func withoutGlobalScopes() -> Query {
        var copy = self
        copy._select.scoping.isUnscoped = true
        return copy
    }
}

extension Query where M: SoftDeletable {
    /// Also the rows that were deleted softly.
    public func withTrashed() -> Query {
        var copy = self
        copy._select.scoping.trashed = .included
        return copy
    }

    /// Only the rows that were deleted softly.
    public func onlyTrashed() -> Query {
        var copy = self
        copy._select.scoping.trashed = .only
        return copy
    }

    /// Makes the rows that were deleted softly come back, in one statement.
    ///
    /// - Returns: how many came back.
    @discardableResult
    public func restore(file: String = #fileID, line: Int = #line) async throws -> Int {
        guard let deletion = M._description.deletionIndex else { return 0 }
        let query = _select.scoping.trashed == .left ? onlyTrashed() : self
        let marks = deletionMarks(deletion, isRestoring: true)
        let sql = query.updateSQL(marks, all: true, file: file, line: line)
        return try await resolved(file, line).run(sql, file: file, line: line).affectedRows
    }

    /// Deletes the rows for good, in one statement.
    ///
    /// - Parameter all: says that every row of the table is meant, where the query has no condition.
    /// - Returns: how many rows were deleted.
    /// - Throws: ``UnboundedWrite`` for a query without a condition or a limit, unless `all` is true.
    @discardableResult
    public func forceDelete(all: Bool = false, file: String = #fileID, line: Int = #line) async throws -> Int {
        let isBounded = all || _select.scoping.trashed == .only
        let sql = deleteSQL(all: isBounded, isForced: true, file: file, line: line)
        return try await resolved(file, line).run(sql, file: file, line: line).affectedRows
    }
}
