/// A foreign key over one or more columns that are there.
///
/// ```swift
/// $0.foreign(["order_id", "line"]).references("lines", ["order_id", "number"]).onDelete(.cascade)
/// ```
public final class ForeignKeyBuilder: ForeignKeyOptions {
    private let columns: [String]
    private var target: TableName?
    private var targetColumns: [String] = []
    /// What was said of the reference.
    public var _clauses = ForeignKeyClauses()
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

    /// The constraint's name; PostgreSQL chooses one such as `posts_author_id_fkey` without.
    @discardableResult
    public func name(_ name: String) -> Self {
        constraintName = name
        return self
    }

    func refer(to table: TableName, _ columns: [String], _ clauses: ForeignKeyClauses) {
        target = table
        targetColumns = columns
        _clauses = clauses
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
            + _clauses.sql
    }

    func operations(on table: TableName) -> [TableOperation] {
        Recipes.foreignKey(
            columns, to: target ?? table, isValidated: !_clauses.isNotValid, on: table, named: constraintName,
            source: source)
    }

    /// What a migration says of it behind `$0.foreign([...])`.
    private var source: String? {
        guard let target else { return nil }
        var arguments = target.name.swiftLiteral
        if targetColumns != ["id"] { arguments += ", \(MigrationWriter.list(targetColumns))" }
        if let schema = target.schema { arguments += ", in: \(schema.swiftLiteral)" }
        return ".references(\(arguments))\(_clauses.source)"
    }
}
