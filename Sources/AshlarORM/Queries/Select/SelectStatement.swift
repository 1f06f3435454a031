import AshlarPostgres

/// The parts of a SELECT, whatever its rows become.
public struct SelectStatement: Sendable {
    /// The table that it reads and writes, quoted.
    let table: SQL
    /// The name that stands in front of its columns.
    let alias: String
    /// What stands behind FROM.
    var from: SQL
    /// Whether that is the table under its own name, so that UPDATE and DELETE can name it the same way.
    var isPlain: Bool
    var condition: Condition?
    var orderings: [Ordering] = []
    var limit: Int?
    var offset: Int?
    /// What most queries do not have.
    var extras: SelectExtras?

    /// Reads a table.
    init(table: SQL, name: String, alias: String? = nil) {
        self.table = table
        self.alias = alias ?? name
        isPlain = alias == nil || alias == name
        from = isPlain ? table : table + " AS " + SQL.identifier(self.alias)
    }

    /// Whether its rows are those of the table, one by one: nothing groups, merges or leaves out equal ones.
    var hasSingleRows: Bool {
        guard let extras else { return true }
        return extras.groups.isEmpty && extras.having == nil && extras.distinct == nil
    }

    /// The statement.
    ///
    /// - Parameters:
    ///   - columns: what it selects.
    ///   - isOrdered: whether its order matters.
    func sql(selecting columns: SQL, isOrdered: Bool = true) -> SQL {
        let tail = tail(isOrdered: isOrdered)
        var sql = extras?.start ?? "SELECT "
        sql.append(columns)
        sql.append(" FROM ")
        sql.append(from)
        let explicit = extras?.joins ?? []
        guard sql.needs != nil || tail.needs != nil || !explicit.isEmpty else {
            sql.append(tail)
            if let lock = extras?.lock { sql.append(lock.sql(of: nil)) }
            return sql
        }
        let clauses = explicit.map(\.clause).joined(separator: "")
        var needs = sql.needs ?? SQLNeeds()
        for other in [clauses.needs, tail.needs] { needs = other.map { needs.merging($0) } ?? needs }
        let own = needs.joins.filter { $0.root == alias }
        let ofJoins = needs.joins.filter { join in explicit.contains { $0.alias == join.root } }
        for join in own { sql.append(join.clause) }
        sql.append(clauses)
        for join in ofJoins { sql.append(join.clause) }
        sql.append(tail)
        if let lock = extras?.lock { sql.append(lock.sql(of: alias)) }
        // What is left is for the statement around.
        let rest = needs.joins.filter { join in
            join.root != alias && !explicit.contains { $0.alias == join.root }
        }
        sql.needs = rest.isEmpty && needs.failure == nil ? nil : SQLNeeds(joins: rest, failure: needs.failure)
        return sql
    }

    /// Everything behind the joins but the lock.
    private func tail(isOrdered: Bool) -> SQL {
        var sql = SQL()
        if let condition {
            sql.append(" WHERE ")
            sql.append(condition.sql)
        }
        if let extras {
            if !extras.groups.isEmpty { sql.append(" GROUP BY " + extras.groups.joined(separator: ", ")) }
            if let having = extras.having { sql.append(" HAVING " + having.sql) }
        }
        if isOrdered || limit != nil || offset != nil, !orderings.isEmpty {
            sql.append(" ORDER BY ")
            sql.append(orderings.count == 1 ? orderings[0].sql : orderings.map(\.sql).joined(separator: ", "))
        }
        if let limit { sql.append(" LIMIT \(limit)") }
        if let offset { sql.append(" OFFSET \(offset)") }
        return sql
    }
}
