import AshlarPostgres
import AshlarSupport

extension Query {
    /// Deletes the rows in one statement; those of a model that is deleted softly are marked instead.
    ///
    /// - Parameter all: says that every row of the table is meant, where the query has no condition.
    /// - Returns: how many rows were deleted.
    /// - Throws: ``UnboundedWrite`` for a query without a condition or a limit, unless `all` is true.
    @discardableResult
    public func delete(all: Bool = false, file: String = #fileID, line: Int = #line) async throws -> Int {
        try checkBounds("delete", unless: all, file: file, line: line)
        let description = M._description
        let sql: SQL =
            if let deletion = description.deletionIndex {
                "UPDATE \(unsafe: description.quotedTable) SET \(description.deletionAssignment(deletion))\(target)"
            } else {
                "DELETE FROM \(unsafe: description.quotedTable)\(target)"
            }
        return try await resolved(file, line).run(sql, file: file, line: line).affectedRows
    }

    /// Changes columns of the rows in one statement.
    ///
    /// ```swift
    /// try await Post.where { $0.authorID == 1 }.update { [$0.isPublished.set(true), $0.views.increment()] }
    /// ```
    ///
    /// `updatedAt` is set as well, if the model declares it.
    ///
    /// - Parameters:
    ///   - all: says that every row of the table is meant, where the query has no condition.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    ///   - assignments: the columns' new values.
    /// - Returns: how many rows were changed.
    /// - Throws: ``UnboundedWrite`` for a query without a condition or a limit, unless `all` is true.
    @discardableResult
    public func update(
        all: Bool = false, file: String = #fileID, line: Int = #line, _ assignments: (M.Fields) -> [Assignment]
    ) async throws -> Int {
        var assignments = assignments(M.fields)
        guard !assignments.isEmpty else { return 0 }
        try checkBounds("update", unless: all, file: file, line: line)
        if let updatedAt = M._description.columnIndex(ofMember: "updatedAt").map({ M._description.columns[$0] }),
            updatedAt.type == PostgresBinding(ModelClock.now()).type,
            !assignments.contains(where: { $0.column == updatedAt.name })
        {
            assignments.append(Assignment(column: updatedAt.name, value: "\(ModelClock.now())"))
        }
        let list = assignments.map { "\(identifier: $0.column) = \($0.value)" as SQL }.joined(separator: ", ")
        let sql = "UPDATE \(unsafe: M._description.quotedTable) SET \(list)\(target)" as SQL
        return try await resolved(file, line).run(sql, file: file, line: line).affectedRows
    }

    func checkBounds(_ action: String, unless all: Bool, file: String, line: Int) throws {
        guard condition == nil, limit == nil, offset == nil, !all else { return }
        throw UnboundedWrite(
            model: M._description.name, table: M._description.table, action: action,
            location: SourceLocation(file: file, line: line))
    }
}
