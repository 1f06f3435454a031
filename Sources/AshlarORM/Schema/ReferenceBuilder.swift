import AshlarPostgres

/// A column that holds the key of another table's row.
public final class ReferenceBuilder: ColumnBuilder, ForeignKeyOptions {
    private let table: TableName
    private let column: String
    /// What was said of the reference.
    public var _clauses = ForeignKeyClauses()
    private(set) var hasIndex = true

    init(_ name: String, _ type: ColumnType, table: TableName, column: String) {
        self.table = table
        self.column = column
        super.init(name, type)
    }

    /// The column gets no index of its own: where another one begins with it.
    @discardableResult
    public func withoutIndex() -> Self {
        hasIndex = false
        return self
    }

    override var isIndexedByItself: Bool { hasIndex || isIndexed }

    override var definition: String {
        if _clauses.deletion == .setNull, !isNullable {
            refuse("\"\(name)\" is set to NULL on delete but may not be NULL", "Add .nullable().")
        }
        if _clauses.isNotValid { return super.definition }
        return super.definition + " REFERENCES \(table.sql) (\(SQL.identifier(column)))" + _clauses.sql
    }

    override var separateConstraint: TableConstraint? {
        guard _clauses.isNotValid else { return nil }
        return reference.map { .foreign($0) }
    }

    override var reference: ForeignKeyBuilder? {
        let foreign = ForeignKeyBuilder([name])
        foreign.refer(to: table, [column], _clauses)
        return foreign
    }
}
