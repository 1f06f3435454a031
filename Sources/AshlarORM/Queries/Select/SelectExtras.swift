import AshlarPostgres

/// The parts of a SELECT that most queries do not have.
struct SelectExtras: Sendable {
    var joins: [ExplicitJoin] = []
    var distinct: SQL?
    var groups: [SQL] = []
    var having: Condition?
    var lock: RowLock?
    var commonTables: [CommonTableClause] = []

    /// Whether there is none of them.
    var isEmpty: Bool {
        joins.isEmpty && distinct == nil && groups.isEmpty && having == nil && lock == nil && commonTables.isEmpty
    }

    /// `WITH … SELECT DISTINCT `
    var start: SQL {
        var sql = withClause
        sql.append("SELECT ")
        if let distinct { sql.append(distinct) }
        return sql
    }

    /// `WITH … `, or nothing.
    var withClause: SQL {
        guard !commonTables.isEmpty else { return SQL() }
        let keyword: SQL = commonTables.contains { $0.isRecursive } ? "WITH RECURSIVE " : "WITH "
        return keyword + commonTables.map(\.sql).joined(separator: ", ") + " "
    }
}

/// A join that was asked for.
struct ExplicitJoin: Sendable {
    let alias: String
    let clause: SQL
}

/// A query that WITH names.
struct CommonTableClause: Sendable {
    let sql: SQL
    let isRecursive: Bool
}
