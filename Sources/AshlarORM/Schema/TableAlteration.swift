import AshlarPostgres

/// Changes to a table, in `schema.alter("posts") { $0.text("summary").nullable(); $0.drop("body") }`.
///
/// Whatever ``TableBuilder`` can define is added; what is not named stays.
public final class TableAlteration: TableBuilder {
    private enum Change {
        /// A part of ALTER TABLE.
        case action(String, [TableOperation])
        /// A statement of its own.
        case statement(SchemaStatement)
        case column(ColumnChange)
    }

    /// The changes, each with the number of elements that were added before it.
    private var changes: [(after: Int, change: Change)] = []
    private var changedColumns: [ColumnChange] = []
    private var droppedConstraints: Set<String> = []

    /// Removes a column with its values, indexes and constraints.
    public func drop(_ column: String) {
        add(.action("DROP COLUMN \(SchemaText.quote(column))", [Recipes.dropColumn(column, of: table)]))
    }

    /// Removes columns with their values, indexes and constraints.
    public func drop(_ columns: [String]) { columns.forEach { drop($0) } }

    /// Gives a column another name.
    ///
    /// - Parameters:
    ///   - column: the name that it has.
    ///   - name: the name that it gets.
    public func rename(_ column: String, to name: String) {
        // RENAME takes no company.
        add(
            .statement(
                SchemaStatement(
                    sql:
                        "ALTER TABLE \(table.sql) RENAME COLUMN \(SchemaText.quote(column)) TO \(SchemaText.quote(name))",
                    operations: [Recipes.renameColumn(column, to: name, of: table)])))
    }

    /// Changes a column that is there: only what the change names. Named again, it is the same change.
    @discardableResult
    public func change(_ column: String) -> ColumnChange {
        if let known = changedColumns.first(where: { $0.name == column }) { return known }
        let change = ColumnChange(column)
        changedColumns.append(change)
        add(.column(change))
        return change
    }

    /// Removes a constraint by its name, such as `posts_title_key`.
    public func dropConstraint(_ name: String) {
        droppedConstraints.insert(name)
        add(.action("DROP CONSTRAINT \(SchemaText.quote(name))", instant("drops the constraint \"\(name)\"")))
    }

    /// Removes the primary key, if it has the name that PostgreSQL gives it.
    public func dropPrimary() { dropConstraint("\(table.name)_pkey") }

    /// Removes a unique constraint that has the name that PostgreSQL gives it.
    public func dropUnique(_ columns: [String]) { dropConstraint(usualName(columns, "key")) }

    /// Removes a foreign key that has the name that PostgreSQL gives it.
    public func dropForeign(_ columns: [String]) { dropConstraint(usualName(columns, "fkey")) }

    /// Removes `created_at` and `updated_at`.
    public func dropTimestamps() { drop(["created_at", "updated_at"]) }

    /// Removes `deleted_at`.
    public func dropSoftDeletes(_ name: String = "deleted_at") { drop(name) }

    /// Removes an index by its name, such as `posts_title_idx`.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - isConcurrent: whether writing goes on meanwhile, which PostgreSQL does not do inside of a transaction.
    public func dropIndex(_ name: String, concurrently isConcurrent: Bool = false) {
        let index = TableName(name, in: table.schema)
        add(
            .statement(
                SchemaStatement(
                    sql: "DROP INDEX \(isConcurrent ? "CONCURRENTLY " : "")\(index.sql)",
                    operations: [Recipes.dropIndex(name, isConcurrent: isConcurrent, on: table)],
                    outsideTransaction: isConcurrent ? "An index that is dropped concurrently" : nil)))
    }

    /// Gives an index another name.
    public func renameIndex(_ name: String, to newName: String) {
        let index = TableName(name, in: table.schema)
        add(.statement(SchemaStatement(sql: "ALTER INDEX \(index.sql) RENAME TO \(SchemaText.quote(newName))")))
    }

    /// Gives a constraint another name.
    public func renameConstraint(_ name: String, to newName: String) {
        add(
            .statement(
                SchemaStatement(
                    sql: "ALTER TABLE \(table.sql) RENAME CONSTRAINT \(SchemaText.quote(name)) TO "
                        + SchemaText.quote(newName))))
    }

    /// Checks the rows for a constraint that was added as `notValid()`. Nobody is kept out.
    public func validate(_ constraint: String) {
        add(
            .action(
                "VALIDATE CONSTRAINT \(SchemaText.quote(constraint))", [Recipes.validate(constraint, on: table)]))
    }

    /// Writing is faster, and the rows are gone after a crash; or no longer so.
    public func setUnlogged(_ isUnlogged: Bool = true) {
        add(
            .action(
                isUnlogged ? "SET UNLOGGED" : "SET LOGGED",
                [Recipes.rewrite(table, isUnlogged ? "makes it unlogged" : "makes it logged")]))
    }

    /// Names of which a statement needs to know what they are now.
    var needsLiveColumns: Bool { !changedColumns.isEmpty }

    override var problem: (message: String, suggestion: String)? {
        super.problem ?? changedColumns.lazy.compactMap(\.problem).first
    }

    /// The statements, in the order of the calls; neighbouring changes share one ALTER TABLE, which reads the table once.
    ///
    /// - Parameter live: the columns as they are.
    func statements(live: [ColumnInfo]) -> [SchemaStatement] {
        var statements: [SchemaStatement] = []
        var actions: [String] = []
        var operations: [TableOperation] = []
        func flush() {
            if !actions.isEmpty {
                statements.append(
                    SchemaStatement(
                        sql: "ALTER TABLE \(table.sql) \(actions.joined(separator: ", "))", operations: operations))
            }
            actions = []
            operations = []
        }
        func apply(_ change: Change) {
            switch change {
            case .action(let sql, let does):
                actions.append(sql)
                operations += does
            case .statement(let statement):
                flush()
                statements.append(statement)
            case .column(let change):
                let (sql, does) = change.actions(on: table, live: live.first { $0.name == change.name })
                actions += sql
                operations += does
            }
        }
        var pending = changes[...]
        for (index, element) in elements.enumerated() {
            while let next = pending.first, next.after <= index { apply(pending.removeFirst().change) }
            switch element {
            case .column(let column):
                actions.append("ADD COLUMN \(column.definition)")
                operations += Recipes.addColumn(column, to: table)
                if let constraint = column.separateConstraint {
                    actions.append("ADD \(constraint.sql)")
                    operations += constraint.operations(on: table)
                }
            case .constraint(let constraint):
                actions.append("ADD \(constraint.sql)")
                operations += constraint.operations(on: table, dropped: droppedConstraints)
            }
        }
        for (_, change) in pending { apply(change) }
        flush()
        return statements + indexStatements + companionStatements
            + changedColumns.flatMap { $0.companions(of: table) }
    }

    private func add(_ change: Change) { changes.append((elements.count, change)) }

    private func instant(_ action: String) -> [TableOperation] {
        [TableOperation(table: table, action: action, lock: .accessExclusive, cost: .instant)]
    }

    private func usualName(_ columns: [String], _ suffix: String) -> String {
        ([table.name] + columns + [suffix]).joined(separator: "_")
    }
}
