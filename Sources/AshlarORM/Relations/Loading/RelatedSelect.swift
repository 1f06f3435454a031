import AshlarPostgres

/// The statements about a relation's rows: to read them, to count them, to ask whether there are any.
struct RelatedSelect<Related: Model> {
    let link: RelationLink
    /// What is asked of the rows beside belonging to their owners.
    let query: Query<Related>

    private var description: ModelDescription<Related> { Related._description }

    /// The rows of several owners, each with the values that it has in common with its own.
    ///
    /// - Returns: the statement, and where in its result those values stand and the pivot's columns begin.
    func rows(of keys: [RelationKey]) -> (sql: SQL, keyColumns: [Int], pivotOffset: Int) {
        let count = description.columns.count
        let keyColumns = link.targetIndices ?? Array(count..<(count + link.targets.count))
        let pivotOffset = count + (link.targetIndices == nil ? link.targets.count : 0)
        let isLimited = query._select.limit != nil || query._select.offset != nil
        return (closed(isLimited ? limited(keys) : plain(keys)), keyColumns, pivotOffset)
    }

    private func plain(_ keys: [RelationKey]) -> SQL {
        let extra = (link.targetIndices == nil ? link.targets : []) + link.pivotColumns
        let list = ([description.statements.columnList] + extra).joined(separator: ", ")
        var sql = SQL(unsafe: "SELECT \(list) FROM ") + source
        sql.append(" WHERE " + conditions([belongs(to: keys)]))
        if !order.isEmpty { sql.append(" ORDER BY " + order) }
        return sql
    }

    /// The rows of each owner up to a number: PostgreSQL stops at it where an index has the order.
    private func limited(_ keys: [RelationKey]) -> SQL {
        let names = link.targets.indices.map { "\"_key_\($0)\"" }
        let owners = parameters(keys)
        let pivot = link.pivotColumns.enumerated().map { (column: $1, name: "\"_pivot_\($0)\"") }
        let alias = description.quotedName
        let order = order.isEmpty ? SQL(unsafe: description.keyList) : order
        let inner = ([description.statements.columnList] + pivot.map { "\($0.column) AS \($0.name)" })
            .joined(separator: ", ")
        let matches = zip(link.targets, names).map { SQL(unsafe: "\($0) = \"_owner\".\($1)") }
        var rows = "SELECT \(unsafe: inner), row_number() OVER (ORDER BY \(order)) AS \"_rank\" FROM " + source
        rows.append(" WHERE " + conditions(matches) + " ORDER BY " + order)
        if let limit = query._select.limit { rows.append(" LIMIT \(limit)") }
        if let offset = query._select.offset { rows.append(" OFFSET \(offset)") }
        let extra =
            (link.targetIndices == nil ? names.map { "\"_owner\".\($0)" } : []) + pivot.map { "\(alias).\($0.name)" }
        let list = ([description.statements.columnList] + extra).joined(separator: ", ")
        return
            "SELECT \(unsafe: list) FROM unnest(\(owners)) WITH ORDINALITY AS \"_owner\" (\(unsafe: names.joined(separator: ", ")), \"_place\") CROSS JOIN LATERAL (\(rows)) AS \(unsafe: alias) ORDER BY \"_owner\".\"_place\", \(unsafe: alias).\"_rank\""
    }

    /// A number about the rows of each of several owners.
    func aggregate(_ function: SQL, of keys: [RelationKey]) -> SQL {
        let targets = link.targets.joined(separator: ", ")
        let sql = "SELECT \(unsafe: targets), \(function) FROM " + source(for: function)
        return closed(sql + " WHERE " + conditions([belongs(to: keys)]) + " GROUP BY " + SQL(unsafe: targets))
    }

    /// The condition that an owner has rows, or so many of them.
    ///
    /// - Parameters:
    ///   - owner: the owner's columns, qualified.
    ///   - ownerTable: the owner's table.
    ///   - count: how many; nil for any.
    func exists(for owner: [String], in ownerTable: String, _ count: RelationCount?) -> Condition {
        let rows: SQL
        if link.tables.contains(ownerTable) {
            // The table around has the name of one inside: the rows are compared where only the outer one is meant.
            let names = link.targets.enumerated().map { "\($1) AS \"_key_\($0)\"" }.joined(separator: ", ")
            let inside = "SELECT \(unsafe: names) FROM " + source + restriction([])
            let matches = owner.enumerated().map { SQL(unsafe: "\"_related\".\"_key_\($0)\" = \($1)") }
            rows = "FROM (\(inside)) AS \"_related\" WHERE " + matches.joined(separator: " AND ")
        } else {
            let matches = zip(link.targets, owner).map { SQL(unsafe: "\($0) = \($1)") }
            rows = "FROM " + source + restriction(matches)
        }
        guard let count else { return Condition(closed("EXISTS (SELECT 1 \(rows))")) }
        return Condition(closed("(SELECT count(*) \(rows)) \(count.sql)"))
    }

    /// The condition that a row of the related table belongs to one owner.
    func belongs(to key: RelationKey) -> Condition {
        let values = zip(link.keyTypes, key.parts).map { $0.binding($1) }
        let matches = zip(link.targets, values).map { "\(unsafe: $0) = \($1)" as SQL }
        if link.targetIndices != nil, link.pick == nil {
            return Condition((matches + [link.condition].compactMap { $0 }).joined(separator: " AND "), shape: .all)
        }
        let list = SQL(unsafe: description.keyList)
        let rows = "SELECT \(list) FROM " + source + restriction(matches)
        return Condition(closed("\(unsafe: description.keyExpression) IN (\(rows))"))
    }

    /// The condition that a row of a statement around belongs to another of its rows, whatever lies between the two.
    ///
    /// - Parameters:
    ///   - related: the quoted name of the row.
    ///   - owner: the columns of the other that decide.
    ///   - ownerName: its name.
    func contains(_ related: SQL, of owner: [SQL], named ownerName: String) -> SQL {
        let keys = description.keys.map { related + "." + SQL(unsafe: $0.quotedName) }
        let targets = link.targets.map { SQL(unsafe: $0) }
        guard link.tables.contains(ownerName) else {
            let matches = zip(targets, owner).map { $0 + " = " + $1 }
            let rows = "SELECT \(unsafe: description.keyList) FROM " + source + restriction(matches)
            return closed("(" + keys.joined(separator: ", ") + ") IN (\(rows))")
        }
        // The row outside has the name of a table inside: nothing inside may speak of it.
        let list = ([SQL(unsafe: description.keyList)] + targets).joined(separator: ", ")
        let rows = "SELECT " + list + " FROM " + source + restriction([])
        return closed("(" + (keys + owner).joined(separator: ", ") + ") IN (\(rows))")
    }

    // MARK: Parts

    /// What stands behind FROM: the related table with those between, or of a relation that picks one row the ones picked.
    private var source: SQL { source(for: SQL()) }

    /// The same, with the joins that an expression needs.
    private func source(for expression: SQL) -> SQL {
        let clauses = (query._select.extras?.joins ?? []).map(\.clause)
        var needs = SQLNeeds(failure: failure)
        let condition = (link.pick == nil ? query.scopedCondition : query.condition)?.sql
        for other in clauses + query.orderings.map(\.sql) + [condition, expression].compactMap({ $0 }) {
            needs = other.needs.map { needs.merging($0) } ?? needs
        }
        var sql = rows
        for join in needs.joins where join.root == description.table { sql.append(join.clause) }
        for clause in clauses { sql.append(clause) }
        for join in needs.joins where isJoined(join.root) { sql.append(join.clause) }
        if needs.failure != nil { sql.needs = needs }
        return sql
    }

    private func isJoined(_ alias: String) -> Bool {
        query._select.extras?.joins.contains { $0.alias == alias } == true
    }

    /// A statement whose joins are written: what is left is for the one around.
    private func closed(_ sql: SQL) -> SQL {
        guard let needs = sql.needs else { return sql }
        var sql = sql
        let rest = needs.joins.filter { $0.root != description.table && !isJoined($0.root) }
        sql.needs = rest.isEmpty && needs.failure == nil ? nil : SQLNeeds(joins: rest, failure: needs.failure)
        return sql
    }

    /// Why the query cannot be asked about related models.
    private var failure: (any Error)? {
        if let failure = query.failure { return failure }
        guard var extras = query._select.extras else { return nil }
        extras.joins = []
        guard !extras.isEmpty else { return nil }
        return RelationMisconfigured(
            model: description.name, relation: "with",
            problem: "related models are asked for by conditions, joins, orders, limits and offsets alone",
            advice: "Leave out grouping, distinct rows, locks and common tables.")
    }

    private var rows: SQL {
        guard let pick = link.pick else { return SQL(unsafe: description.quotedTable) + link.join() }
        let targets = link.targets.joined(separator: ", ")
        let scope = query._select.scoping.condition(for: Related.self)?.sql
        let conditions = [link.condition, scope.map { "(" + $0 + ")" }].compactMap { $0 }
        let list = description.statements.columnList
        var rows = SQL(unsafe: "SELECT DISTINCT ON (\(targets)) \(list) FROM \(description.quotedTable)")
        for join in scope?.needs?.joins ?? [] where join.root == description.table { rows.append(join.clause) }
        if !conditions.isEmpty { rows.append(" WHERE " + conditions.joined(separator: " AND ")) }
        rows.append(SQL(unsafe: " ORDER BY \(targets), \(pick)"))
        return closed("(\(rows)) AS \(unsafe: description.quotedName)")
    }

    private func conditions(_ matches: [SQL]) -> SQL {
        // Of a relation that picks one row, type and scopes decide about the pick.
        let own = link.pick == nil ? query.scopedCondition : query.condition
        let part = own.map { $0.shape == .any ? "(" + $0.sql + ")" : $0.sql }
        let fixed = link.pick == nil ? link.condition : nil
        return (matches + [fixed, part].compactMap { $0 }).joined(separator: " AND ")
    }

    private func restriction(_ matches: [SQL]) -> SQL {
        let all = conditions(matches)
        return all.isEmpty ? SQL() : " WHERE " + all
    }

    private var order: SQL {
        query.orderings.isEmpty
            ? SQL(unsafe: link.orderings.joined(separator: ", "))
            : query.orderings.map(\.sql).joined(separator: ", ")
    }

    private func belongs(to keys: [RelationKey]) -> SQL {
        guard link.targets.count > 1 else { return "\(unsafe: link.targets.first ?? "") = ANY(\(parameters(keys)))" }
        return "(\(unsafe: link.targets.joined(separator: ", "))) IN (SELECT * FROM unnest(\(parameters(keys))))"
    }

    /// One parameter for each column of the key.
    private func parameters(_ keys: [RelationKey]) -> SQL {
        let columns = link.keyTypes.enumerated().map { place, type in
            type.binding(keys.compactMap { $0.parts.indices.contains(place) ? $0.parts[place] : nil })
        }
        return columns.map { SQL(binding: $0) }.joined(separator: ", ")
    }
}
