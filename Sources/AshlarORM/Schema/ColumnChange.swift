public import AshlarPostgres

/// What is to be different about a column that is there; what is not named stays as it is.
///
/// ```swift
/// try await schema.alter("posts") {
///     $0.change("title").type(.string(300)).notNull()
///     $0.change("status").default("draft")
/// }
/// ```
public final class ColumnChange {
    let name: String
    private var newType: ColumnType?
    private var conversion: String?
    private var nullability: Bool?
    private var newDefault: String??
    private var newComment: String??
    private var others: [(sql: String, cost: TableOperation.Cost)] = []
    private(set) var problem: SchemaText.Problem?

    init(_ name: String) { self.name = name }

    /// The type.
    ///
    /// - Parameters:
    ///   - type: the new type.
    ///   - conversion: how values become the new ones, where PostgreSQL does not know: `"price::integer"`.
    @discardableResult
    public func type(_ type: ColumnType, using conversion: SQL? = nil) -> Self {
        newType = type
        self.conversion = conversion.map { text(of: $0, for: "conversion") }
        return self
    }

    /// NULL is allowed.
    @discardableResult
    public func nullable() -> Self {
        nullability = true
        return self
    }

    /// NULL is refused; no row may have it.
    @discardableResult
    public func notNull() -> Self {
        nullability = false
        return self
    }

    /// The value where a statement gives none; rows that are there keep theirs.
    @discardableResult
    public func `default`(_ value: ColumnDefault) -> Self {
        newDefault = .some(value.sql)
        return self
    }

    /// The value where a statement gives none, as an expression.
    @discardableResult
    public func `default`(sql: SQL) -> Self {
        newDefault = .some(text(of: sql, for: "default"))
        return self
    }

    /// There is no default any more.
    @discardableResult
    public func dropDefault() -> Self {
        newDefault = .some(nil)
        return self
    }

    /// What the column is for; nil takes the comment away.
    @discardableResult
    public func comment(_ text: String?) -> Self {
        newComment = .some(text)
        return self
    }

    /// The database numbers new rows.
    @discardableResult
    public func identity(always: Bool = false) -> Self {
        others.append(("ADD \(ColumnGeneration.identity(always: always, options: "").sql)", .instant))
        return self
    }

    /// The database does not number new rows any more.
    @discardableResult
    public func dropIdentity() -> Self {
        others.append(("DROP IDENTITY", .instant))
        return self
    }

    /// The values stay, and are not computed any more.
    @discardableResult
    public func dropExpression() -> Self {
        others.append(("DROP EXPRESSION", .instant))
        return self
    }

    /// How many values ANALYZE looks at, 0 to 10000.
    @discardableResult
    public func statistics(_ target: Int) -> Self {
        others.append(("SET STATISTICS \(target)", .instant))
        return self
    }

    /// The parts of ALTER TABLE, and what they do, given what the column is now.
    ///
    /// - Parameter live: the column; nil where it is not known, and everything that is named is written.
    func actions(on table: TableName, live: ColumnInfo?) -> (sql: [String], operations: [TableOperation]) {
        let column = "ALTER COLUMN \(SchemaText.quote(name))"
        var sql: [String] = []
        var operations: [TableOperation] = []
        if let newType, live?.type != newType.canonical || conversion != nil {
            let type = "\(column) TYPE \(newType.sql)" + (conversion.map { " USING \($0)" } ?? "")
            // A default of the old type may not become one of the new type by itself.
            if newDefault == nil, let old = live?.defaultValue, live?.generation == nil {
                sql += ["\(column) DROP DEFAULT", type, "\(column) SET DEFAULT (\(old))::\(newType.sql)"]
            } else {
                sql.append(type)
            }
            operations.append(Recipes.changeType(name, to: newType.canonical, of: table))
        }
        if let newDefault {
            sql.append(newDefault.map { "\(column) SET DEFAULT \($0)" } ?? "\(column) DROP DEFAULT")
        }
        if let nullability, live?.isNullable != nullability {
            sql.append("\(column) \(nullability ? "DROP" : "SET") NOT NULL")
            if !nullability { operations.append(Recipes.setNotNull(name, of: table)) }
        }
        sql += others.map { "\(column) \($0.sql)" }
        if operations.isEmpty, !sql.isEmpty {
            operations.append(
                TableOperation(table: table, action: "changes \"\(name)\"", lock: .accessExclusive, cost: .instant))
        }
        return (sql, operations)
    }

    func companions(of table: TableName) -> [SchemaStatement] {
        guard let newComment else { return [] }
        let text = newComment.map { SQLLiteral.text($0) } ?? "NULL"
        return [SchemaStatement(sql: "COMMENT ON COLUMN \(table.sql).\(SchemaText.quote(name)) IS \(text)")]
    }

    private func text(of sql: SQL, for purpose: String) -> String {
        let (text, problem) = SchemaText.text(of: sql, for: "the \(purpose) of \"\(name)\"")
        self.problem = self.problem ?? problem
        return text
    }
}
