public import AshlarPostgres
import AshlarSupport

extension Model {
    /// Inserts models in one statement.
    ///
    /// Keys and timestamps are set as by ``save(on:file:line:)``. Where there are observers, all of it is one transaction.
    ///
    /// ```swift
    /// let tags = try await Tag.create(["swift", "postgres"].map { Tag(name: $0) })
    /// ```
    ///
    /// - Parameters:
    ///   - models: the models, none of which is saved yet; their keys are all nil, or all are not.
    ///   - database: the database, if not the current one.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    /// - Returns: the models as they were stored, in the same order.
    /// - Throws: `PostgresError`; what an observer throws. Nothing is inserted then.
    @discardableResult
    public static func create(
        _ models: [Self], on database: Database? = nil, file: String = #fileID, line: Int = #line
    ) async throws -> [Self] {
        let database = try database ?? Database.required(file: file, line: line)
        let events = ModelEvents<Self>(on: database)
        guard !models.isEmpty else { return [] }
        if _description.makeKey == nil, Set(models.map { $0._key == nil }).count > 1 {
            throw MixedKeys(model: _description.name, location: SourceLocation(file: file, line: line))
        }
        let query = Query<Self>(database: database)
        guard !events.isEmpty || _description.hasParentsToTouch else {
            return try await query.insert(models, file: file, line: line).map { $0.recent() }
        }
        return try await database.transaction(file: file, line: line) {
            var prepared = models
            for index in prepared.indices {
                try await events.saving(&prepared[index])
                try await events.creating(&prepared[index])
            }
            let saved = try await query.insert(prepared, file: file, line: line).map { $0.recent() }
            for model in saved {
                try await model.touchParents(on: database, file: file, line: line)
                try await events.created(model)
                try await events.saved(model)
            }
            return saved
        }
    }

    /// Inserts models, or updates the rows that have the same values in some columns: one statement, and one answer to
    /// whether a row was there. Observers are not told.
    ///
    /// ```swift
    /// let pages = try await Page.upsert(pages, by: { [$0.path] }, updating: { [$0.body] })
    /// ```
    ///
    /// - Parameters:
    ///   - models: the models; of two with the same values in those columns PostgreSQL refuses the second.
    ///   - columns: the columns of a unique index or of the primary key.
    ///   - updated: the columns that an existing row gets; all but the key, `createdAt` and `columns` where it is left out, none
    ///     where it is empty.
    ///   - database: the database, if not the current one.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    /// - Returns: the rows that were inserted or updated.
    @discardableResult
    public static func upsert(
        _ models: [Self], by columns: (FieldNames<Self>) -> [String],
        updating updated: ((FieldNames<Self>) -> [String])? = nil,
        on database: Database? = nil, file: String = #fileID, line: Int = #line
    ) async throws -> [Self] {
        let database = try database ?? Database.required(file: file, line: line)
        guard !models.isEmpty else { return [] }
        let conflict = OnConflict<Self>.replace(on: columns(FieldNames()), updated?(FieldNames()))
        return try await Query(database: database).insert(models, onConflict: conflict, file: file, line: line)
    }
}

/// The names of a model's columns, by its properties: `{ [$0.path, $0.title] }`.
@dynamicMemberLookup
public struct FieldNames<M: Model>: Sendable {
    /// The name of a property's column.
    public subscript<C: ColumnReference>(dynamicMember member: KeyPath<M.Fields, C>) -> String {
        M.fields[keyPath: member].name
    }
}
