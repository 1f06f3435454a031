public import AshlarPostgres
import AshlarSupport

extension Model {
    /// Sets `updatedAt` to now, and nothing else; what was changed otherwise is still to be saved.
    ///
    /// - Throws: ``ModelNotSaved``; ``StaleModel`` if the row is gone; ``TimestampMissing`` for a model without `updatedAt`.
    public mutating func touch(on database: Database? = nil, file: String = #fileID, line: Int = #line) async throws {
        let record = try requireRow(file: file, line: line)
        let database = try self.database(database, file: file, line: line)
        let description = Self._description
        guard let index = description.columnIndex(ofMember: "updatedAt") else {
            throw TimestampMissing(
                model: description.name, location: SourceLocation(file: file, line: line))
        }
        let now = PostgresBinding(ModelClock.now())
        let saved = try await write([now], of: [index], over: record, on: database, file: file, line: line)
        takeOver(saved, changedSince: record, but: [index])
    }

    /// Adds to a number in the database, so that two requests at once both count; other changes are still to be saved.
    ///
    /// ```swift
    /// try await post.increment { $0.views }
    /// ```
    ///
    /// - Parameters:
    ///   - amount: how much.
    ///   - database: the database, if not the model's own.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    ///   - field: the column.
    /// - Throws: ``ModelNotSaved``; ``StaleModel`` if the row is gone.
    public mutating func increment<C: ColumnReference>(
        by amount: C.Value = 1, on database: Database? = nil, file: String = #fileID, line: Int = #line,
        _ field: (Fields) -> C
    ) async throws where C.Value: Numeric {
        try await add(field(Self.fields).increment(by: amount), on: database, file: file, line: line)
    }

    /// Takes from a number in the database, so that two requests at once both count; other changes are still to be saved.
    ///
    /// - Throws: as ``increment(by:on:file:line:_:)``.
    public mutating func decrement<C: ColumnReference>(
        by amount: C.Value = 1, on database: Database? = nil, file: String = #fileID, line: Int = #line,
        _ field: (Fields) -> C
    ) async throws where C.Value: Numeric {
        try await add(field(Self.fields).decrement(by: amount), on: database, file: file, line: line)
    }

    private mutating func add(
        _ assignment: Assignment, on database: Database?, file: String, line: Int
    ) async throws {
        let record = try requireRow(file: file, line: line)
        let database = try self.database(database, file: file, line: line)
        let description = Self._description
        var sql =
            "UPDATE \(unsafe: description.quotedTable) SET \(identifier: assignment.column) = \(assignment.value)"
            as SQL
        var written = [description.columnIndex(named: assignment.column)].compactMap { $0 }
        let now = PostgresBinding(ModelClock.now())
        if Self.keepsTimestamps, let updated = description.columnIndex(ofMember: "updatedAt"),
            description.columns[updated].type == now.type
        {
            sql.append(", \(unsafe: description.columns[updated].quotedName) = \(now)")
            written.append(updated)
        }
        let saved = try await finish(sql, over: record, on: database, file: file, line: line)
        takeOver(saved, changedSince: record, but: written)
    }

    /// Becomes what was read after a write, but for what was changed before and not written.
    mutating func takeOver(_ saved: Self, changedSince record: StoredRow, but written: [Int]) {
        let pending = changedIndices(since: record).filter { !written.contains($0) }
        var merged = saved
        for index in pending where index != Self._description.versionIndex {
            Self._description.columns[index].copy(&merged, self)
        }
        self = merged
    }
}
