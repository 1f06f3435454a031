import AshlarPostgres

extension Query {
    /// Inserts any number of models, with one statement whatever their number, and returns them as the database stored them.
    ///
    /// ```swift
    /// let saved = try await Post.query().insert(drafts, onConflict: .doNothing)
    /// ```
    ///
    /// Their columns travel as arrays, so one text is prepared for all numbers. Where a column's type has no array that may
    /// be sent (enums, arrays) there is a value for each, and more than 65,535 of them are several statements in one
    /// transaction. Keys, hashes and timestamps are made as by `save`; observers are not told.
    ///
    /// - Parameters:
    ///   - models: the models; those without a key get one from the database.
    ///   - conflict: what to do with those that collide with other rows; an error without it.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    /// - Returns: the rows that were inserted or changed. Models with a key come before those without.
    @discardableResult
    public func insert(
        _ models: [M], onConflict conflict: OnConflict<M>? = nil, file: String = #fileID, line: Int = #line
    ) async throws -> [M] {
        let database = try resolved(file, line)
        let now = ModelClock.now()
        var prepared: [M] = []
        prepared.reserveCapacity(models.count)
        for model in models {
            var copy = try await model.prepared(on: database, file: file, line: line)
            if M.keepsTimestamps { copy._stamp(now, isNew: true) }
            prepared.append(copy)
        }
        let complete = prepared
        let statements = database.sealing(for: M.self) {
            [true, false].flatMap { hasKey in
                BulkInsert(models: complete.filter { ($0._key != nil) == hasKey }, hasKey: hasKey).statements
            }
        }
        let end = (conflict?.sql ?? SQL()) + " RETURNING " + SQL(unsafe: M._description.statements.columnList)
        if statements.count < 2 {
            guard let statement = statements.first else { return [] }
            return try await inserted(by: statement + end, on: database, file: file, line: line)
        }
        return try await database.transaction(file: file, line: line) {
            var saved: [M] = []
            for statement in statements {
                saved += try await inserted(by: statement + end, on: database, file: file, line: line)
            }
            return saved
        }
    }

    private func inserted(by sql: SQL, on database: Database, file: String, line: Int) async throws -> [M] {
        let rows = try await database.run(sql, file: file, line: line)
        return try await loaded(rows, isNew: true, on: database, file: file, line: line)
    }

    /// Inserts models, and changes the rows that are there already instead.
    ///
    /// ```swift
    /// try await Reader.query().upsert(imported, on: { [$0.email] })
    /// ```
    ///
    /// - Parameters:
    ///   - models: the models; no two of them may collide with each other.
    ///   - columns: the columns of the unique index that says which rows are the same.
    ///   - assignments: the new values, of the row that is there and the one that was to be inserted; without them it gets
    ///     all values of that one but its key and `createdAt`.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    /// - Returns: all rows, inserted or changed.
    @discardableResult
    public func upsert(
        _ models: [M], on columns: (M.Fields) -> [any ColumnReference],
        set assignments: ((_ row: M.Fields, _ new: M.Fields) -> [Assignment])? = nil, file: String = #fileID,
        line: Int = #line
    ) async throws -> [M] {
        let conflict = assignments.map { OnConflict<M>.update(on: columns, set: $0) } ?? .replace(on: columns)
        return try await insert(models, onConflict: conflict, file: file, line: line)
    }

    /// Inserts what another query finds: `INSERT … SELECT`.
    ///
    /// ```swift
    /// try await Archive.query().insert({ ($0.title, $0.body) }, from: Post.where { $0.isOld == true }.select { ($0.title, $0.body) })
    /// ```
    ///
    /// - Parameters:
    ///   - columns: the columns to fill, as many as the query selects and of the same types.
    ///   - query: what is inserted.
    ///   - conflict: what to do with rows that collide with others; an error without it.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    /// - Returns: how many rows were inserted.
    @discardableResult
    public func insert<each C: ColumnReference, Base: RowQuery>(
        _ columns: (M.Fields) -> (repeat each C), from query: SelectedQuery<Base, (repeat (each C).Output)>,
        onConflict conflict: OnConflict<M>? = nil, file: String = #fileID, line: Int = #line
    ) async throws -> Int {
        let chosen = columns(M.fields)
        var names: [String] = []
        for column in repeat each chosen { names.append(column.name) }
        return try await insert(names, query, conflict, file: file, line: line)
    }

    /// Inserts what another query finds into one column, with the others' defaults.
    ///
    /// - Returns: how many rows were inserted.
    @discardableResult
    public func insert<C: ColumnReference, Base: RowQuery>(
        _ column: (M.Fields) -> C, from query: SelectedQuery<Base, C.Output>, onConflict conflict: OnConflict<M>? = nil,
        file: String = #fileID, line: Int = #line
    ) async throws -> Int {
        try await insert([column(M.fields).name], query, conflict, file: file, line: line)
    }

    private func insert<Source: RowQuery>(
        _ names: [String], _ query: Source, _ conflict: OnConflict<M>?, file: String, line: Int
    ) async throws -> Int {
        let sql = InsertSelect.sql(
            into: SQL(unsafe: M._description.quotedTable), names.map { SQL.identifier($0) }, from: query)
        return try await resolved(file, line).run(sql + (conflict?.sql ?? SQL()), file: file, line: line).affectedRows
    }
}

/// The statement that inserts what a query finds.
enum InsertSelect {
    static func sql<Source: RowQuery>(into table: SQL, _ columns: [SQL], from query: Source) -> SQL {
        var source = query
        source._select.extras?.commonTables = []
        // What WITH names stands at the very beginning, where it may also change rows.
        let start = query._select.extras?.withClause ?? SQL()
        return start + "INSERT INTO \(table) (\(columns.joined(separator: ", "))) \(source.sql)"
    }
}
