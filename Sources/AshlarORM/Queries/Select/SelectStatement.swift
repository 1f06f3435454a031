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
    /// Why the statement cannot be sent.
    var failure: (any Error)?
    /// Which of the model's own conditions hold.
    var scoping = QueryScoping()
    /// The model's own conditions; nil where the rows are none of a model's, or were chosen by them already.
    var scope: (@Sendable (QueryScoping, _ alias: String?) -> Condition?)?
    private let givenAlias: String?

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - table: the table, quoted.
    ///   - name: its name without its schema.
    ///   - alias: another name for its rows.
    ///   - scope: which of its rows are meant at all.
    init(
        table: SQL, name: String, alias: String? = nil,
        scope: (@Sendable (QueryScoping, _ alias: String?) -> Condition?)? = nil
    ) {
        self.table = table
        self.alias = alias ?? name
        self.scope = scope
        givenAlias = alias
        isPlain = alias == nil || alias == name
        let quoted = SQL.identifier(self.alias)
        from = table.description == quoted.description ? table : table + " AS " + quoted
    }

    /// The query's own conditions and those of the model.
    var scopedCondition: Condition? {
        guard let scope = scope?(scoping, givenAlias) else { return condition }
        return condition.map { $0 && scope } ?? scope
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
        if let failure { sql.needs = SQLNeeds(failure: failure).merging(sql.needs ?? SQLNeeds()) }
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
        if let condition = scopedCondition {
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
