import AshlarPostgres

/// A column that holds the key of another table's row.
public final class ReferenceBuilder: ColumnBuilder {
    private let table: String
    private let column: String
    private var deletion: ReferenceAction?
    private var update: ReferenceAction?

    init(_ name: String, _ type: ColumnType, table: String, column: String) {
        self.table = table
        self.column = column
        super.init(name, type)
        index()
    }

    /// What happens to this row when the other is deleted; by default the other cannot be.
    @discardableResult
    public func onDelete(_ action: ReferenceAction) -> Self {
        deletion = action
        return self
    }

    /// What happens to this row when the other's key changes; by default it cannot.
    @discardableResult
    public func onUpdate(_ action: ReferenceAction) -> Self {
        update = action
        return self
    }

    override var definition: String {
        if deletion == .setNull, !isNullable {
            refuse("\"\(name)\" is set to NULL on delete but may not be NULL", "Add .nullable().")
        }
        var sql = super.definition + " REFERENCES \(SQL.identifier(table)) (\(SQL.identifier(column)))"
        if let deletion { sql += " ON DELETE \(deletion.rawValue)" }
        if let update { sql += " ON UPDATE \(update.rawValue)" }
        return sql
    }
}

/// What happens to a row that refers to another when that one goes or changes its key.
public enum ReferenceAction: String, Sendable {
    /// It goes or changes too.
    case cascade = "CASCADE"
    /// Its column becomes NULL.
    case setNull = "SET NULL"
    /// Its column gets its default.
    case setDefault = "SET DEFAULT"
    /// The statement is refused at once.
    case restrict = "RESTRICT"
    /// The statement is refused when the constraint is checked: PostgreSQL's default.
    case noAction = "NO ACTION"
}
