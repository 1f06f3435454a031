import AshlarPostgres

/// What inserting does with rows that collide with others: `ON CONFLICT`.
public struct OnConflict<M: Model>: Sendable {
    let sql: SQL

    /// Leaves out rows that collide with any other.
    public static var doNothing: OnConflict { OnConflict(sql: " ON CONFLICT DO NOTHING") }

    /// Leaves out rows that collide in some columns, on which there is a unique index.
    ///
    /// - Parameters:
    ///   - columns: the columns of the index.
    ///   - condition: the index's own condition, if it has one.
    public static func doNothing(
        on columns: (M.Fields) -> [any ColumnReference], where condition: ((M.Fields) -> Condition)? = nil
    ) -> OnConflict { OnConflict(sql: target(columns, condition) + " DO NOTHING") }

    /// Leaves out rows that violate a constraint.
    public static func doNothing(onConstraint name: String) -> OnConflict {
        OnConflict(sql: " ON CONFLICT ON CONSTRAINT " + SQL.identifier(name) + " DO NOTHING")
    }

    /// Changes the row that is there.
    ///
    /// ```swift
    /// .update(on: { [$0.email] }, set: { row, new in [row.name.set(new.name), row.logins.set(row.logins + 1)] })
    /// ```
    ///
    /// - Parameters:
    ///   - columns: the columns of the unique index in which the rows collide.
    ///   - condition: the index's own condition, if it has one.
    ///   - assignments: the new values, of the row that is there and the one that was to be inserted.
    ///   - filter: which rows are changed at all.
    public static func update(
        on columns: (M.Fields) -> [any ColumnReference], indexedWhere condition: ((M.Fields) -> Condition)? = nil,
        set assignments: (_ row: M.Fields, _ new: M.Fields) -> [Assignment],
        where filter: ((_ row: M.Fields, _ new: M.Fields) -> Condition)? = nil
    ) -> OnConflict {
        OnConflict(sql: target(columns, condition) + update(assignments(M.fields, new), filter?(M.fields, new)))
    }

    /// Gives the row that is there all values of the one that was to be inserted, but its key and `createdAt`; its version is
    /// the next one, where the model declares that.
    ///
    /// - Parameter columns: the columns of the unique index in which the rows collide.
    public static func replace(on columns: (M.Fields) -> [any ColumnReference]) -> OnConflict {
        replace(on: columns(M.fields).map(\.name), nil)
    }

    /// Gives the row that is there values of the one that was to be inserted.
    ///
    /// - Parameters:
    ///   - names: the columns of the unique index in which the rows collide.
    ///   - written: the columns that it gets, and `updatedAt`; nil for all but its key and `createdAt`.
    static func replace(on names: [String], _ written: [String]?) -> OnConflict {
        var all = written ?? replaced(names)
        if !all.isEmpty { all += stamped.filter { !all.contains($0) } }
        var assignments = all.map { name in
            Assignment(column: name, value: "\"excluded\"." + SQL.identifier(name))
        }
        // Whoever read the row before must not take it for the one that they read.
        if !all.isEmpty, let version = M._description.versionIndex.map({ M._description.columns[$0] }) {
            assignments.removeAll { $0.column == version.name }
            assignments.append(Assignment(column: version.name, value: SQL(unsafe: version.qualifiedName + " + 1")))
        }
        return OnConflict(sql: target(names) + (assignments.isEmpty ? " DO NOTHING" : update(assignments, nil)))
    }

    private static func replaced(_ names: [String]) -> [String] {
        M._description.columns.filter {
            !$0.isKey && $0.role != .generated && $0.member != "createdAt" && !names.contains($0.name)
        }.map(\.name)
    }

    private static var stamped: [String] {
        guard M.keepsTimestamps else { return [] }
        return M._description.columnIndex(ofMember: "updatedAt").map { [M._description.columns[$0].name] } ?? []
    }

    /// The row that was to be inserted.
    private static var new: M.Fields { M.Fields(_source: FieldSource(alias: "excluded")) }

    private static func target(
        _ columns: (M.Fields) -> [any ColumnReference], _ condition: ((M.Fields) -> Condition)?
    ) -> SQL {
        target(columns(M.fields).map(\.name)) + (condition.map { " WHERE " + $0(M.fields).sql } ?? SQL())
    }

    private static func target(_ names: [String]) -> SQL {
        " ON CONFLICT (" + names.map { SQL.identifier($0) }.joined(separator: ", ") + ")"
    }

    private static func update(_ assignments: [Assignment], _ filter: Condition?) -> SQL {
        let list = assignments.map { SQL.identifier($0.column) + " = " + $0.value }.joined(separator: ", ")
        return " DO UPDATE SET " + list + (filter.map { " WHERE " + $0.sql } ?? SQL())
    }
}
