public import AshlarPostgres

extension Query {
    /// The statement that ``all(file:line:)`` sends.
    public var sql: SQL { select(SQL(unsafe: M._description.statements.select)) }

    /// Conditions, order and extent behind a start of a statement.
    func select(_ start: SQL, orderings: [Ordering]? = nil) -> SQL {
        var sql = start + whereClause
        let orderings = orderings ?? self.orderings
        if !orderings.isEmpty { sql.append(" ORDER BY " + orderings.map(\.sql).joined(separator: ", ")) }
        if let limit { sql.append(" LIMIT \(limit)") }
        if let offset { sql.append(" OFFSET \(offset)") }
        return sql
    }

    /// ` WHERE …`, or nothing.
    var whereClause: SQL { scopedCondition.map { " WHERE " + $0.sql } ?? SQL() }

    /// `FROM "posts" …` with everything that decides which rows are meant.
    var from: SQL { select(SQL(unsafe: "FROM \(M._description.quotedTable)")) }

    /// The order, or the one by key: what decides about "the first" has to be the same every time.
    var decidedOrderings: [Ordering] {
        orderings.isEmpty
            ? M._description.keys.map { Ordering(sql: SQL(unsafe: "\($0.qualifiedName) ASC")) } : orderings
    }

    /// Which rows a bulk statement touches: the condition, or the keys of the rows within order, limit and offset.
    var target: SQL {
        guard limit != nil || offset != nil else { return whereClause }
        let description = M._description
        let rows = select("SELECT \(unsafe: description.keyList) FROM \(unsafe: description.quotedTable)")
        return " WHERE \(unsafe: description.keyExpression) IN (\(rows))"
    }
}
