public import AshlarPostgres
import AshlarSupport

extension Model {
    /// Writes the model: inserts it if it is new, otherwise updates the columns that changed.
    ///
    /// Where nothing changed no statement is sent. The model then holds what the database stored, with defaults, generated
    /// columns and what triggers wrote. `createdAt` and `updatedAt` are set if they are declared; a new model's key that is
    /// nil is left to the database.
    ///
    /// - Parameters:
    ///   - database: the database, if not the model's own or the current one.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    /// - Throws: ``StaleModel`` if the row is gone; `PostgresError` from the server, such as a unique violation. The model is
    ///   unchanged then.
    public mutating func save(on database: Database? = nil, file: String = #fileID, line: Int = #line) async throws {
        let database = try self.database(database, file: file, line: line)
        if let record = _record.stored {
            try await update(record, on: database, file: file, line: line)
        } else {
            try await insert(on: database, file: file, line: line)
        }
    }

    /// Deletes the row.
    ///
    /// - Throws: ``ModelNotSaved`` for a model that is not in the database, ``StaleModel`` if the row is gone already.
    public func delete(on database: Database? = nil, file: String = #fileID, line: Int = #line) async throws {
        let key = try storedKey(file: file, line: line)
        let database = try self.database(database, file: file, line: line)
        let rows = try await database.run(
            Self._description.statements.delete, [key], file: file, line: line)
        guard rows.affectedRows > 0 else { throw stale("deleted", file: file, line: line) }
    }

    /// Reads the row again and forgets changes and loaded relations.
    ///
    /// - Throws: ``ModelNotSaved`` for a model that is not in the database, ``ModelNotFound`` if the row is gone.
    public mutating func refresh(on database: Database? = nil, file: String = #fileID, line: Int = #line) async throws {
        self = try await fresh(on: database, file: file, line: line)
    }

    /// The row as it is now, as another model.
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

    private mutating func insert(on database: Database, file: String, line: Int) async throws {
        let description = Self._description
        var copy = self
        copy._stamp(ModelClock.now(), isNew: true)
        var bindings = description.columns.map { $0.binding(copy) }
        var text = description.statements.insert
        if _key == nil {
            bindings.remove(at: description.keyIndex)
            text = description.statements.insertWithoutKey
        }
        let rows = try await database.run(text, bindings, file: file, line: line)
        guard let saved = try ModelBatch(rows: rows, database: database).models(Self.self).first else {
            // A trigger or rule that swallows the row: nothing was stored, so nothing may look saved.
            throw stale("inserted", file: file, line: line)
        }
        self = saved
    }

    private mutating func update(_ record: StoredRow, on database: Database, file: String, line: Int) async throws {
        let description = Self._description
        var changed = changedIndices(since: record)
        guard !changed.isEmpty else { return }
        var copy = self
        if let updatedAt = description.columnIndex(ofMember: "updatedAt"), !changed.contains(updatedAt) {
            copy._stamp(ModelClock.now(), isNew: false)
            if description.columns[updatedAt].hasChanged(in: copy, since: record, at: updatedAt) {
                changed.append(updatedAt)
            }
        }
        var assignments: [String] = []
        var bindings: [PostgresBinding] = []
        for index in changed {
            bindings.append(description.columns[index].binding(copy))
            assignments.append("\(description.columns[index].quotedName) = $\(bindings.count)")
        }
        bindings.append(try storedKey(file: file, line: line))
        let rows = try await database.run(
            "UPDATE \(description.quotedTable) SET \(assignments.joined(separator: ", "))"
                + " WHERE \(description.key.qualifiedName) = $\(bindings.count)"
                + " RETURNING \(description.statements.columnList)",
            bindings, file: file, line: line)
        let batch = ModelBatch(rows: rows, database: database, siblings: record.batch)
        guard let saved = try batch.models(Self.self).first else { throw stale("updated", file: file, line: line) }
        self = saved
    }

    /// The key that the row has in the database, even if the model's was changed since.
    private func storedKey(file: String, line: Int) throws -> PostgresBinding {
        guard let record = _record.stored else {
            throw ModelNotSaved(model: Self._description.name, location: SourceLocation(file: file, line: line))
        }
        let index = Self._description.keyIndex
        return try Self._description.key.normalizedBinding(record.batch.rows, record.row, index)
    }

    private func stale(_ action: String, file: String, line: Int) -> StaleModel {
        StaleModel(
            model: Self._description.name, key: _key?.keyText, action: action,
            location: SourceLocation(file: file, line: line))
    }
}
