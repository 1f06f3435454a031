public import AshlarPostgres
import AshlarSupport

extension Model {
    /// Reads the row again and forgets changes and loaded relations.
    ///
    /// - Throws: ``ModelNotSaved`` for a model that is not in the database, ``ModelNotFound`` if the row is gone.
    public mutating func refresh(on database: Database? = nil, file: String = #fileID, line: Int = #line) async throws {
        self = try await fresh(on: database, file: file, line: line)
    }

    /// The row as it is now, as another model; also if it was deleted softly or a global scope leaves it out.
    ///
    /// - Throws: ``ModelNotSaved`` for a model that is not in the database, ``ModelNotFound`` if the row is gone.
    public func fresh(on database: Database? = nil, file: String = #fileID, line: Int = #line) async throws -> Self {
        let key = try storedKey(file: file, line: line)
        let database = try self.database(database, file: file, line: line)
        let found = try await Self.fetchOne(key, on: database, file: file, line: line)
        guard let found else {
            throw ModelNotFound(
                model: Self._description.name, key: _key?.keyText, location: SourceLocation(file: file, line: line))
        }
        return found
    }

    /// A new model with the same values: its key and times are nil, where they can be, and nothing is saved.
    ///
    /// - Parameter change: what is to differ.
    public func replicate(_ change: (inout Self) throws -> Void = { _ in }) rethrows -> Self {
        var copy = self
        copy._record = ModelRecord()
        copy._forget()
        try change(&copy)
        return copy
    }

    /// Reads one row by its key.
    static func fetchOne(
        _ key: [PostgresBinding], on database: Database, file: String, line: Int
    ) async throws -> Self? {
        let rows = try await database.run(_description.statements.find, key, file: file, line: line)
        let batch = ModelBatch(rows: rows, of: Self.self, database: database, file: file, line: line)
        let models = try batch.models(Self.self, file: file, line: line)
        try await batch.tellRetrieved(models)
        return models.first
    }
}
