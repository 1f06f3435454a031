import AshlarPostgres

/// A column that holds the key of another table's row.
public final class ReferenceBuilder: ColumnBuilder {
    private let table: TableName
    private let column: String
    private var clauses = ForeignKeyClauses()
    private(set) var hasIndex = true

    init(_ name: String, _ type: ColumnType, table: TableName, column: String) {
        self.table = table
        self.column = column
        super.init(name, type)
    }

    /// What happens to this row when the other is deleted; by default the other cannot be.
    @discardableResult
    public func onDelete(_ action: ReferenceAction) -> Self {
        clauses.deletion = action
        return self
    }

    /// What happens to this row when the other's key changes; by default it cannot.
    @discardableResult
    public func onUpdate(_ action: ReferenceAction) -> Self {
        clauses.update = action
        return self
    }

    /// The reference may be broken for a moment: it is checked when the transaction commits.
    ///
    /// - Parameter initially: false if it is checked at once until `SET CONSTRAINTS` says otherwise.
    @discardableResult
    public func deferrable(initially: Bool = true) -> Self {
        clauses.deferral = initially ? .initiallyDeferred : .initiallyImmediate
        return self
    }

    /// Rows that are there are not checked, until the constraint is validated.
    @discardableResult
    public func notValid() -> Self {
        clauses.isNotValid = true
        return self
    }

    /// The column gets no index of its own: where another one begins with it.
    @discardableResult
    public func withoutIndex() -> Self {
        hasIndex = false
        return self
    }

    override var isIndexedByItself: Bool { hasIndex || isIndexed }

    override var definition: String {
        if clauses.deletion == .setNull, !isNullable {
            refuse("\"\(name)\" is set to NULL on delete but may not be NULL", "Add .nullable().")
        }
        if clauses.isNotValid { return super.definition }
        return super.definition + " REFERENCES \(table.sql) (\(SQL.identifier(column)))" + clauses.sql
    }

    override var separateConstraint: TableConstraint? {
        guard clauses.isNotValid else { return nil }
        let foreign = ForeignKeyBuilder([name])
        foreign.refer(to: table, [column], clauses)
        return .foreign(foreign)
    }

    override var isReference: Bool { true }
}
