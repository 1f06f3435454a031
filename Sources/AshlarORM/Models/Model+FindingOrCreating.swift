import AshlarPostgres

extension Query {
    /// The first model of the query, or a new one that is not saved.
    public func firstOrNew(
        _ new: @autoclosure () throws -> M, file: String = #fileID, line: Int = #line
    ) async throws -> M {
        if let found = try await first(file: file, line: line) { return found }
        return try new()
    }

    /// The first model of the query, or a new one, which is inserted.
    ///
    /// If somebody else inserts it at the same moment, and a unique index refuses ours, theirs is what is returned.
    ///
    /// ```swift
    /// let tag = try await Tag.where { $0.name == "swift" }.firstOrCreate(Tag(name: "swift"))
    /// ```
    public func firstOrCreate(
        _ new: @autoclosure () throws -> M, file: String = #fileID, line: Int = #line
    ) async throws -> M {
        if let found = try await first(file: file, line: line) { return found }
        return try await insertedOrFound(try new(), file: file, line: line).model
    }

    /// The first model of the query, changed and saved; if there is none, a new one, which is inserted.
    ///
    /// ```swift
    /// let page = try await Page.where { $0.path == path }
    ///     .updateOrCreate(Page(path: path, body: body)) { $0.body = body }
    /// ```
    public func updateOrCreate(
        _ new: @autoclosure () throws -> M, file: String = #fileID, line: Int = #line,
        update: (inout M) throws -> Void
    ) async throws -> M {
        var model: M
        if let found = try await first(file: file, line: line) {
            model = found
        } else {
            let (found, isNew) = try await insertedOrFound(try new(), file: file, line: line)
            if isNew { return found }
            model = found
        }
        try update(&model)
        try await model.save(file: file, line: line)
        return model
    }

    private func insertedOrFound(_ new: M, file: String, line: Int) async throws -> (model: M, isNew: Bool) {
        let database = try resolved(file, line)
        var model = new
        do {
            // Inside of a transaction a savepoint, so that the refusal does not end it.
            try await database.transaction(file: file, line: line) {
                try await model.save(on: database, file: file, line: line)
            }
            return (model, true)
        } catch let error as PostgresError where error.sqlState == .uniqueViolation {
            guard let found = try await first(file: file, line: line) else { throw error }
            return (found, false)
        }
    }
}
