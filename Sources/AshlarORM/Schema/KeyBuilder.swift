/// A primary key or a unique constraint over columns.
///
/// ```swift
/// $0.unique(["tenant_id", "slug"]).name("slug_in_tenant").deferrable()
/// ```
public final class KeyBuilder {
    private let kind: String
    private let columns: [String]
    private var constraintName: String?
    private var included: [String] = []
    private var deferral: Deferral?
    private var hasDistinctNulls = true
    private var index: String?

    init(_ kind: String, _ columns: [String]) {
        self.kind = kind
        self.columns = columns
    }

    /// The constraint's name; PostgreSQL chooses one such as `posts_slug_key` without.
    @discardableResult
    public func name(_ name: String) -> Self {
        constraintName = name
        return self
    }

    /// Columns that the index holds as well, so that it can answer alone.
    @discardableResult
    public func include(_ columns: [String]) -> Self {
        included = columns
        return self
    }

    /// Two rows with NULL count as equal.
    @discardableResult
    public func nullsNotDistinct() -> Self {
        hasDistinctNulls = false
        return self
    }

    /// It is checked when the transaction commits.
    ///
    /// - Parameter initially: false if it is checked at once until `SET CONSTRAINTS` says otherwise.
    @discardableResult
    public func deferrable(initially: Bool = true) -> Self {
        deferral = initially ? .initiallyDeferred : .initiallyImmediate
        return self
    }

    /// Takes over a unique index that is there, such as one that was made concurrently; the constraint gets its name.
    @discardableResult
    public func using(index: String) -> Self {
        self.index = index
        return self
    }

    var problem: SchemaText.Problem? {
        columns.isEmpty && index == nil ? ("a \(kind.lowercased()) has no columns", "Name the columns.") : nil
    }

    var sql: String {
        var sql = constraintName.map { "CONSTRAINT \(SchemaText.quote($0)) " } ?? ""
        if let index {
            sql += "\(kind) USING INDEX \(SchemaText.quote(index))"
        } else {
            sql += kind + (hasDistinctNulls ? "" : " NULLS NOT DISTINCT") + " (\(SchemaText.list(columns)))"
            if !included.isEmpty { sql += " INCLUDE (\(SchemaText.list(included)))" }
        }
        return sql + (deferral?.rawValue ?? "")
    }

    func operation(on table: TableName) -> TableOperation {
        index == nil
            ? Recipes.key(kind, columns, named: constraintName, on: table)
            : TableOperation(
                table: table, action: "makes an index a \(kind.lowercased())", lock: .accessExclusive, cost: .instant)
    }
}
