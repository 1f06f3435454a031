/// A foreign key over one or more columns that are there.
///
/// ```swift
/// $0.foreign(["order_id", "line"]).references("lines", ["order_id", "number"]).onDelete(.cascade)
/// ```
public final class ForeignKeyBuilder {
    private let columns: [String]
    private var target: TableName?
    private var targetColumns: [String] = []
    private var clauses = ForeignKeyClauses()
    private var constraintName: String?

    init(_ columns: [String]) { self.columns = columns }

    /// What the columns refer to.
    ///
    /// - Parameters:
    ///   - table: the other table.
    ///   - columns: its columns, in the same order.
    ///   - schema: the schema that it is in, where the search path does not find it.
    @discardableResult
    public func references(_ table: String, _ columns: [String] = ["id"], in schema: String? = nil) -> Self {
        target = TableName(table, in: schema)
        targetColumns = columns
        return self
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

    /// It is checked when the transaction commits.
    ///
    /// - Parameter initially: false if it is checked at once until `SET CONSTRAINTS` says otherwise.
    @discardableResult
    public func deferrable(initially: Bool = true) -> Self {
        clauses.deferral = initially ? .initiallyDeferred : .initiallyImmediate
        return self
    }

    /// Rows that are there are not checked, until ``TableAlteration/validate(_:)`` does it without keeping anybody out.
    @discardableResult
    public func notValid() -> Self {
        clauses.isNotValid = true
        return self
    }

    /// The constraint's name; PostgreSQL chooses one such as `posts_author_id_fkey` without.
    @discardableResult
    public func name(_ name: String) -> Self {
        constraintName = name
        return self
    }

    func refer(to table: TableName, _ columns: [String], _ clauses: ForeignKeyClauses) {
        target = table
        targetColumns = columns
        self.clauses = clauses
    }

    var problem: SchemaText.Problem? {
        if columns.isEmpty { return ("a foreign key has no columns", "Name the columns.") }
        if target == nil {
            return (
                "a foreign key of \(SchemaText.list(columns)) refers to nothing",
                "Say where to: .references(\"users\")."
            )
        }
        guard columns.count == targetColumns.count else {
            return (
                "a foreign key has \(columns.count) columns and refers to \(targetColumns.count)",
                "Name as many columns of the other table, in the same order."
            )
        }
        return nil
    }

    var sql: String {
        (constraintName.map { "CONSTRAINT \(SchemaText.quote($0)) " } ?? "")
            + "FOREIGN KEY (\(SchemaText.list(columns))) REFERENCES \(target?.sql ?? "") (\(SchemaText.list(targetColumns)))"
            + clauses.sql
    }

    func operations(on table: TableName) -> [TableOperation] {
        Recipes.foreignKey(columns, to: target ?? table, isValidated: !clauses.isNotValid, on: table)
    }
}
