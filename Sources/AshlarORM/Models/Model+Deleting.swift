public import AshlarPostgres
import AshlarSupport

extension Model {
    /// Deletes the row; a model that is deleted softly is marked instead, and can be restored.
    ///
    /// A constant stays as it was read: where a soft deletion is to be seen in the model, or undone with it, the model is a
    /// variable, which takes the time of the deletion and the next version.
    ///
    /// - Throws: ``ModelNotSaved`` for a model that is not in the database, ``StaleModel`` if the row is gone already or has
    ///   another version; what an observer throws.
    public func delete(on database: Database? = nil, file: String = #fileID, line: Int = #line) async throws {
        let database = try self.database(database, file: file, line: line)
        try await delete(on: database, ModelEvents(on: database), isForced: false, file: file, line: line)
    }

    /// Deletes the row without telling observers.
    ///
    /// - Throws: as ``delete(on:file:line:)``.
    public func deleteQuietly(on database: Database? = nil, file: String = #fileID, line: Int = #line) async throws {
        let database = try self.database(database, file: file, line: line)
        try await delete(on: database, .none, isForced: false, file: file, line: line)
    }

    func delete(
        on database: Database, _ events: ModelEvents<Self>, isForced: Bool, file: String, line: Int
    ) async throws {
        let record = try requireRow(file: file, line: line)
        guard !events.isEmpty || Self._description.hasParentsToTouch else {
            return try await deleteRow(record, on: database, isForced: isForced, file: file, line: line)
        }
        try await database.transaction(file: file, line: line) {
            try await events.deleting(self)
            try await deleteRow(record, on: database, isForced: isForced, file: file, line: line)
            try await touchParents(on: database, file: file, line: line)
            try await events.deleted(self)
        }
    }

    private func deleteRow(
        _ record: StoredRow, on database: Database, isForced: Bool, file: String, line: Int
    ) async throws {
        let description = Self._description
        let keys = try storedKey(file: file, line: line)
        var sql: SQL
        if let deletion = description.deletionIndex, !isForced {
            sql = "UPDATE \(unsafe: description.quotedTable) SET \(description.deletionAssignment(deletion)) WHERE "
        } else {
            sql = "DELETE FROM \(unsafe: description.quotedTable) WHERE "
        }
        sql.append(
            zip(description.keys, keys).map { "\(unsafe: $0.qualifiedName) = \($1)" as SQL }.joined(separator: " AND "))
        if let index = description.versionIndex {
            let column = description.columns[index]
            sql.append(" AND \(unsafe: column.qualifiedName) = \(try column.storedBinding(of: record, at: index))")
        }
        let rows = try await database.run(sql, file: file, line: line)
        guard rows.affectedRows == 0 else { return }
        let isThere =
            description.versionIndex != nil ? try await isStored(on: database, file: file, line: line) : false
        throw stale("deleted", isChanged: isThere, file: file, line: line)
    }
}

extension ModelDescription {
    /// What marks rows as deleted: the time, as that of the last change too if the model declares it, and the next version.
    func deletionAssignment(_ deletion: Int) -> SQL {
        deletionMarks(deletion, isRestoring: false) { SQL(unsafe: $0.qualifiedName) }
            .map { SQL.identifier($0.column) + " = " + $0.value }.joined(separator: ", ")
    }

    /// The same for a statement that writes the next version itself.
    func deletionAssignmentWithoutVersion(_ deletion: Int, isRestoring: Bool) -> SQL {
        let version = versionIndex.map { columns[$0].name }
        return deletionMarks(deletion, isRestoring: isRestoring) { SQL(unsafe: $0.qualifiedName) }
            .filter { $0.column != version }
            .map { SQL.identifier($0.column) + " = " + $0.value }.joined(separator: ", ")
    }

    /// The same, column by column.
    ///
    /// - Parameters:
    ///   - deletion: the place of the column that says when a row was deleted.
    ///   - isRestoring: whether the row comes back instead.
    ///   - qualified: how the statement names a column.
    func deletionMarks(_ deletion: Int, isRestoring: Bool, qualified: (ModelColumn<M>) -> SQL) -> [Assignment] {
        let now = PostgresBinding(ModelClock.now())
        var marks = [
            Assignment(column: columns[deletion].name, value: isRestoring ? "NULL" : SQL(binding: now))
        ]
        if M.keepsTimestamps, let updated = columnIndex(ofMember: "updatedAt"), columns[updated].type == now.type {
            marks.append(Assignment(column: columns[updated].name, value: SQL(binding: now)))
        }
        if let version = versionIndex, !isRestoring {
            marks.append(Assignment(column: columns[version].name, value: qualified(columns[version]) + " + 1"))
        }
        return marks
    }
}
