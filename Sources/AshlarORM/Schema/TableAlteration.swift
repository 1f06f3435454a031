import AshlarPostgres

/// Changes to a table, in `schema.alter("posts") { $0.text("summary").nullable(); $0.drop("body") }`.
///
/// Whatever ``TableBuilder`` can define is added; what is not named stays.
public final class TableAlteration: TableBuilder {
    private enum Change {
        case drop(String)
        case rename(String, String)
        case dropConstraint(String)
        case dropIndex(String)
    }

    /// The changes, each with the number of elements that were added before it.
    private var changes: [(after: Int, change: Change)] = []

    /// Removes a column with its values, indexes and constraints.
    public func drop(_ column: String) { add(.drop(column)) }

    /// Gives a column another name.
    ///
    /// - Parameters:
    ///   - column: the name that it has.
    ///   - name: the name that it gets.
    public func rename(_ column: String, to name: String) { add(.rename(column, name)) }

    /// Removes a constraint by its name, such as `posts_title_key`.
    public func dropConstraint(_ name: String) { add(.dropConstraint(name)) }

    /// Removes an index by its name, such as `posts_title_idx`.
    public func dropIndex(_ name: String) { add(.dropIndex(name)) }

    private func add(_ change: Change) { changes.append((elements.count, change)) }

    /// The statements, in the order of the calls; neighbouring changes share one ALTER TABLE, which reads the table once.
    var alterStatements: [String] {
        let alter = "ALTER TABLE \(SQL.identifier(table))"
        var statements: [String] = []
        var actions: [String] = []
        func flush() {
            if !actions.isEmpty { statements.append("\(alter) \(actions.joined(separator: ", "))") }
            actions = []
        }
        var pending = changes[...]
        for (index, element) in elements.enumerated() {
            while let next = pending.first, next.after <= index {
                apply(pending.removeFirst().change)
            }
            switch element {
            case .column(let column): actions.append("ADD COLUMN \(column.definition)")
            case .constraint(let constraint): actions.append("ADD \(constraint)")
            }
        }
        for (_, change) in pending { apply(change) }
        flush()
        return statements + indexStatements

        func apply(_ change: Change) {
            switch change {
            case .drop(let column): actions.append("DROP COLUMN \(SQL.identifier(column))")
            case .dropConstraint(let name): actions.append("DROP CONSTRAINT \(SQL.identifier(name))")
            case .rename(let column, let name):
                // RENAME takes no company.
                flush()
                statements.append("\(alter) RENAME COLUMN \(SQL.identifier(column)) TO \(SQL.identifier(name))")
            case .dropIndex(let name):
                flush()
                statements.append("DROP INDEX \(SQL.identifier(name))")
            }
        }
    }
}
