public import AshlarPostgres
import AshlarSupport

/// A query for whole rows of one table, which can be changed and deleted too.
public protocol WritableQuery: RowQuery {
    /// The columns by which a row is told from the others.
    var _keys: [SQL] { get }
    /// How rows are marked instead of being deleted; nil where they are deleted.
    var _softDeletion: [Assignment]? { get }
    /// What an update sets unless it says otherwise.
    var _stamps: [Assignment] { get }
}

extension WritableQuery {
    /// Rows are deleted.
    public var _softDeletion: [Assignment]? { nil }

    /// `"posts"."id"`, or `"a"."x", "a"."y"` for a key of several columns.
    var keyList: SQL { _keys.joined(separator: ", ") }

    /// The same as one value: `("a"."x", "a"."y")`.
    var keyExpression: SQL { _keys.count == 1 ? keyList : "(" + keyList + ")" }

    /// `"posts"`, or `"posts" AS "p"`.
    private var item: SQL {
        let name = SQL.identifier(_select.alias)
        return name.description == _select.table.description ? _select.table : _select.table + " AS " + name
    }

    /// ` RETURNING …`
    var returning: SQL { " RETURNING " + _columnList }

    /// The rows' own statement without what WITH puts in front of it: that has to stand at the very beginning.
    private var inner: SelectStatement {
        var select = _select
        select.extras?.commonTables = []
        return select
    }

    private var withClause: SQL { _select.extras?.withClause ?? SQL() }

    /// Deletes the rows, or marks them.
    ///
    /// - Parameters:
    ///   - all: whether every row may be meant.
    ///   - isForced: whether they are deleted although the model is deleted softly.
    ///   - file: the file of the call.
    ///   - line: the line of the call.
    func deleteSQL(all: Bool, isForced: Bool = false, file: String, line: Int) -> SQL {
        if let refusal = refusal("delete", unless: all, file: file, line: line) { return refusal }
        if !isForced, let marks = _softDeletion { return updateSQL(marks, all: true, file: file, line: line) }
        return withClause + "DELETE FROM " + item + target
    }

    /// Changes the rows.
    func updateSQL(_ given: [Assignment], all: Bool, file: String, line: Int) -> SQL {
        if let refusal = refusal("update", unless: all, file: file, line: line) { return refusal }
        let assignments = given + _stamps.filter { stamp in !given.contains { $0.column == stamp.column } }
        let start = withClause + "UPDATE " + item + " SET "
        guard assignments.contains(where: isOutside) else { return start + Self.list(assignments) + target }
        // Values of joined rows are worked out beside the keys, and come from there.
        let keys = _keys.indices.map { $0 == 0 ? "\"key\"" : SQL.identifier("key\($0)") }
        var values: [SQL] = zip(_keys, keys).map { $0 + " AS " + $1 }
        let replaced = assignments.map { assignment in
            guard isOutside(assignment) else { return assignment }
            let name = "value\(values.count - keys.count + 1)"
            values.append(assignment.value + " AS " + SQL.identifier(name))
            return Assignment(column: assignment.column, value: "\"source\"." + SQL.identifier(name))
        }
        return start + Self.list(replaced) + " FROM (" + inner.sql(selecting: values.joined(separator: ", "))
            + ") AS \"source\" WHERE "
            + zip(_keys, keys).map { $0 + " = \"source\"." + $1 }.joined(separator: " AND ")
    }

    /// Changes the rows by those of another statement.
    func updateSQL(
        _ given: [Assignment], from source: SQL, on condition: Condition, file: String, line: Int
    ) -> SQL {
        let assignments = given + _stamps.filter { stamp in !given.contains { $0.column == stamp.column } }
        let all =
            isSimple
            ? (_select.scopedCondition.map { $0 && condition } ?? condition) : Condition(subselect) && condition
        return withClause + "UPDATE " + item + " SET " + Self.list(assignments) + " FROM " + source + " WHERE "
            + all.sql
    }

    private static func list(_ assignments: [Assignment]) -> SQL {
        assignments.map { SQL.identifier($0.column) + " = " + $0.value }.joined(separator: ", ")
    }

    /// Whether a value is made of other rows than the one that is changed.
    private func isOutside(_ assignment: Assignment) -> Bool {
        if assignment.value.needs?.joins.contains(where: { $0.root == _select.alias }) == true { return true }
        guard let extras = _select.extras, !extras.joins.isEmpty else { return false }
        return !assignment.value.isSingleValue && assignment.value.description != "DEFAULT"
    }

    /// Whether the condition alone says which rows are meant, by columns of the table.
    private var isSimple: Bool {
        guard _select.limit == nil, _select.offset == nil, _select.isPlain || isAliasOnly else { return false }
        if let extras = inner.extras, !extras.isEmpty { return false }
        return _select.scopedCondition?.sql.needs?.joins.contains { $0.root == _select.alias } != true
    }

    private var isAliasOnly: Bool { _select.from.description == item.description }

    private var subselect: SQL {
        guard inner.extras?.lock != nil else { return keyExpression + " IN (" + inner.sql(selecting: keyList) + ")" }
        // A join may run the inner query more than once, and each time it would lock, and find, other rows.
        let key = _keys.count == 1 ? keyList : "ROW" + keyExpression
        return keyExpression + " = ANY(ARRAY(" + inner.sql(selecting: key) + "))"
    }

    /// Which rows are meant: the condition, or the keys of the rows that the query finds.
    private var target: SQL {
        guard isSimple else { return " WHERE " + subselect }
        return _select.scopedCondition.map { " WHERE " + $0.sql } ?? SQL()
    }

    /// A statement that cannot be sent, where every row would be meant and nobody said so.
    private func refusal(_ action: String, unless all: Bool, file: String, line: Int) -> SQL? {
        guard _select.condition == nil, _select.limit == nil, _select.offset == nil, _select.isPlain || isAliasOnly,
            _select.extras?.having == nil, !all
        else { return nil }
        var sql = SQL("SELECT NULL")
        sql.needs = SQLNeeds(
            failure: UnboundedWrite(
                model: _name, table: SQL.unquoted(_select.table), action: action,
                location: SourceLocation(file: file, line: line)))
        return sql
    }
}

extension SQL {
    /// The name inside of a quoted one.
    static func unquoted(_ name: SQL) -> String {
        let text = name.description
        guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        return String(text.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }
}
