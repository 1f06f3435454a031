import AshlarPostgres
import AshlarSupport

extension Query {
    /// The models, in the order asked for.
    ///
    /// - Throws: `PostgresError`; ``ModelDecodingError`` for a row that does not fit the model.
    public func all(file: String = #fileID, line: Int = #line) async throws -> [M] {
        try await fetch(sql, file: file, line: line)
    }

    /// The first model, or nil if there is none; without an order, the one with the lowest key.
    public func first(file: String = #fileID, line: Int = #line) async throws -> M? {
        var query = limit(min(limit ?? 1, 1))
        query.orderings = decidedOrderings
        return try await query.fetch(query.sql, file: file, line: line).first
    }

    /// The first model.
    ///
    /// - Throws: ``ModelNotFound`` (a 404 to an HTTP client) if there is none.
    public func firstOrFail(file: String = #fileID, line: Int = #line) async throws -> M {
        guard let first = try await first(file: file, line: line) else {
            throw ModelNotFound(
                model: M._description.name, key: nil, location: SourceLocation(file: file, line: line))
        }
        return first
    }

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
        let hasKey = M._description.hasKey(key)
        var query = self
        if limit != nil || offset != nil {
            query = Query(database: database)
            query.relations = relations
            query.scoping = scoping
            let description = M._description
            let rows = select("SELECT \(unsafe: description.keyList) FROM \(unsafe: description.quotedTable)")
            query.condition = Condition("\(unsafe: description.keyExpression) IN (\(rows))")
        }
        query = query.and(Condition(hasKey))
        query.orderings = []
        return try await query.fetch(query.sql, file: file, line: line).first
    }

    /// How many rows there are.
    public func count(file: String = #fileID, line: Int = #line) async throws -> Int {
        var counted = self
        counted.orderings = []
        let sql: SQL =
            limit == nil && offset == nil
            ? "SELECT count(*) \(counted.from)"
            : "SELECT count(*) FROM (SELECT 1 \(counted.from)) AS limited"
        let rows = try await resolved(file, line).run(sql, file: file, line: line)
        return try rows.decode(row: 0, column: 0, as: Int.self)
    }

    /// Whether there is a row.
    public func exists(file: String = #fileID, line: Int = #line) async throws -> Bool {
        var asked = self
        asked.orderings = []
        let rows = try await resolved(file, line).run("SELECT EXISTS (SELECT 1 \(asked.from))", file: file, line: line)
        return try rows.decode(row: 0, column: 0, as: Bool.self)
    }

    func resolved(_ file: String, _ line: Int) throws -> Database {
        if let failure { throw failure }
        return try database ?? Database.required(file: file, line: line)
    }

    /// Runs a statement that selects the model's columns, and loads the relations asked for.
    private func fetch(_ sql: SQL, file: String, line: Int) async throws -> [M] {
        let database = try resolved(file, line)
        let rows = try await database.run(sql, file: file, line: line)
        return try await loaded(rows, on: database, file: file, line: line)
    }
}
