public import AshlarPostgres
import AshlarSupport

extension Model {
    /// Writes the model: inserts it if it is new, otherwise updates the columns that changed.
    ///
    /// Where nothing changed no statement is sent. The model then holds what the database stored, with defaults, generated
    /// columns and what triggers wrote. `createdAt` and `updatedAt` are set if they are declared; a new model's key that is
    /// nil is made as ``KeyGeneration`` says. Where there are observers, or parents to touch, all of it is one transaction.
    ///
    /// - Parameters:
    ///   - database: the database, if not the model's own or the current one.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    /// - Throws: ``StaleModel`` if the row is gone, or has another version; `PostgresError` from the server, such as a unique
    ///   violation; what an observer throws. The model is unchanged then.
    public mutating func save(on database: Database? = nil, file: String = #fileID, line: Int = #line) async throws {
        let database = try self.database(database, file: file, line: line)
        try await save(on: database, ModelEvents(on: database), file: file, line: line)
    }

    /// Writes the model without telling observers.
    ///
    /// - Throws: as ``save(on:file:line:)``.
    public mutating func saveQuietly(
        on database: Database? = nil, file: String = #fileID, line: Int = #line
    ) async throws {
        let database = try self.database(database, file: file, line: line)
        try await save(on: database, .none, file: file, line: line)
    }

    private mutating func save(
        on database: Database, _ events: ModelEvents<Self>, file: String, line: Int
    ) async throws {
        guard !events.isEmpty || (Self._description.hasParentsToTouch && isDirty) else {
            _ = try await write(on: database, file: file, line: line)
            return
        }
        var copy = self
        try await database.transaction(file: file, line: line) {
            let isNew = !copy.exists
            try await events.saving(&copy)
            if isNew { try await events.creating(&copy) } else if copy.isDirty { try await events.updating(&copy) }
            let isWritten = try await copy.write(on: database, file: file, line: line)
            if isWritten { try await copy.touchParents(on: database, file: file, line: line) }
            if isNew { try await events.created(copy) } else if isWritten { try await events.updated(copy) }
            try await events.saved(copy)
        }
        self = copy
    }

    /// Sends the statement; false if nothing had changed.
    private mutating func write(on database: Database, file: String, line: Int) async throws -> Bool {
        guard let record = _record.stored else {
            try await insert(on: database, file: file, line: line)
            return true
        }
        return try await update(record, on: database, file: file, line: line)
    }

    private mutating func insert(on database: Database, file: String, line: Int) async throws {
        let description = Self._description
        var copy = try await prepared(on: database, file: file, line: line)
        if Self.keepsTimestamps { copy._stamp(ModelClock.now(), isNew: true) }
        let statements = description.statements
        let isWithoutKey = copy._key == nil
        if !Self.keepsTimestamps, description.lacksTimestamp(copy) {
            let complete = copy
            let insert = database.sealing(for: Self.self) {
                BulkInsert(models: [complete], hasKey: !isWithoutKey).statements
            }
            let sql = insert.joined(separator: "") + " RETURNING " + SQL(unsafe: statements.columnList)
            return try await inserted(
                by: database.run(sql, file: file, line: line), on: database, file: file, line: line)
        }
        let indices = isWithoutKey ? statements.insertWithoutKeyIndices : statements.insertIndices
        let text = isWithoutKey ? statements.insertWithoutKey : statements.insert
        let bindings = database.sealing(for: Self.self) { indices.map { description.columns[$0].binding(copy) } }
        let rows = try await database.run(text, bindings, file: file, line: line)
        try inserted(by: rows, on: database, file: file, line: line)
    }

    /// Becomes what an insert returned.
    private mutating func inserted(by rows: PostgresRows, on database: Database, file: String, line: Int) throws {
        let batch = ModelBatch(rows: rows, of: Self.self, database: database, file: file, line: line)
        guard var saved = try batch.models(Self.self).first else {
            // A trigger or rule that swallows the row: nothing was stored, so nothing may look saved.
            throw stale("inserted", file: file, line: line)
        }
        saved.markRecent()
        self = saved
    }

    private mutating func update(
        _ record: StoredRow, on database: Database, file: String, line: Int
    ) async throws -> Bool {
        let description = Self._description
        var changed = changedIndices(since: record)
        guard !changed.isEmpty else { return false }
        var copy = try await hashed(changed, on: database, file: file, line: line)
        if Self.keepsTimestamps, let updatedAt = description.columnIndex(ofMember: "updatedAt"),
            !changed.contains(updatedAt)
        {
            copy._stamp(ModelClock.now(), isNew: false)
            if description.columns[updatedAt].hasChanged(in: copy, since: record, at: updatedAt) {
                changed.append(updatedAt)
            }
        }
        changed.removeAll { $0 == description.versionIndex }
        let values = database.sealing(for: Self.self) { changed.map { description.columns[$0].binding(copy) } }
        self = try await write(values, of: changed, over: record, on: database, file: file, line: line)
        return true
    }

    /// Updates columns of the model's row, and reads the row again.
    ///
    /// - Parameters:
    ///   - values: the columns' values.
    ///   - columns: the places of the columns.
    ///   - record: the row.
    ///   - database: the database.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    func write(
        _ values: [PostgresBinding], of columns: [Int], over record: StoredRow, on database: Database, file: String,
        line: Int
    ) async throws -> Self {
        let description = Self._description
        var bindings = values
        bindings += try storedKey(file: file, line: line)
        if let version = description.versionIndex {
            bindings.append(try description.columns[version].storedBinding(of: record, at: version))
        }
        let rows = try await database.run(description.update(columns), bindings, file: file, line: line)
        return try await updated(by: rows, over: record, on: database, file: file, line: line)
    }

    /// Adds to an UPDATE which row is meant, which version it has to have, and what comes back; sends it.
    func finish(
        _ update: SQL, _ action: String = "updated", over record: StoredRow, on database: Database, file: String,
        line: Int
    ) async throws -> Self {
        let description = Self._description
        var sql = update
        let version = description.versionIndex.map { (description.columns[$0], $0) }
        if let (column, _) = version { sql.append("\(unsafe: ", \(column.quotedName) = \(column.qualifiedName) + 1")") }
        sql.append(" WHERE ")
        let keys = try storedKey(file: file, line: line)
        sql.append(
            zip(description.keys, keys).map { "\(unsafe: $0.qualifiedName) = \($1)" as SQL }.joined(separator: " AND "))
        if let (column, index) = version {
            sql.append(" AND \(unsafe: column.qualifiedName) = \(try column.storedBinding(of: record, at: index))")
        }
        sql.append("\(unsafe: " RETURNING \(description.statements.columnList)")")
        let rows = try await database.run(sql, file: file, line: line)
        return try await updated(by: rows, action, over: record, on: database, file: file, line: line)
    }

    /// The model as an update returned it.
    private func updated(
        by rows: PostgresRows, _ action: String = "updated", over record: StoredRow, on database: Database,
        file: String,
        line: Int
    ) async throws -> Self {
        let batch = ModelBatch(
            rows: rows, of: Self.self, database: database, siblings: record.batch, file: file, line: line)
        guard var saved = try batch.models(Self.self).first else {
            let isVersioned = Self._description.versionIndex != nil
            let isThere = isVersioned ? try await isStored(on: database, file: file, line: line) : false
            throw stale(action, isChanged: isThere, file: file, line: line)
        }
        saved._record = ModelRecord(
            StoredRow(batch: batch, row: 0, offset: 0), previous: record, isRecent: _record.isRecent)
        return saved
    }

    /// Whether the row is in the database, in whatever version.
    func isStored(on database: Database, file: String, line: Int) async throws -> Bool {
        let keys = try storedKey(file: file, line: line)
        return try await database.run(Self._description.statements.find, keys, file: file, line: line).count > 0
    }

    /// The model with its key made and its texts hashed, where the app does that.
    func prepared(on database: Database, file: String, line: Int) async throws -> Self {
        let description = Self._description
        var copy = try await hashed(description.hashedIndices, on: database, file: file, line: line)
        if copy._key == nil { description.makeKey?(&copy) }
        return copy
    }

    /// The model with the texts of some columns hashed that are to be.
    private func hashed(_ indices: [Int], on database: Database, file: String, line: Int) async throws -> Self {
        let columns = Self._description.columns
        var copy = self
        for index in indices where columns[index].role == .hashed {
            guard let bytes = columns[index].binding(self).bytes else { continue }
            let hash = try await database.hash(
                String(decoding: bytes, as: UTF8.self), of: "\(Self._description.name).\(columns[index].member)",
                file: file, line: line)
            _ = columns[index].set(&copy, hash)
        }
        return copy
    }
}
