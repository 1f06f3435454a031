public import AshlarPostgres

/// A column while it is being defined: each call adds to the definition.
///
/// Columns are NOT NULL unless ``nullable()`` says otherwise.
public class ColumnBuilder {
    let name: String
    let type: ColumnType
    private(set) var isNullable = false
    private(set) var isUnique = false
    private(set) var isPrimary = false
    private(set) var isIndexed = false
    /// GENERATED ... of an identity or of an expression.
    private(set) var generation: ColumnGeneration?
    private(set) var defaultValue: String?
    private(set) var checks: [(name: String?, condition: String)] = []
    private(set) var commentText: String?
    private var collationName: String?
    /// Why this is no definition.
    private(set) var problem: (message: String, suggestion: String)?

    init(_ name: String, _ type: ColumnType) {
        self.name = name
        self.type = type
    }

    /// NULL is allowed.
    @discardableResult
    public func nullable() -> Self {
        isNullable = true
        return self
    }

    /// No two rows may have the same value; NULL may appear many times.
    @discardableResult
    public func unique() -> Self {
        isUnique = true
        return self
    }

    /// The column is the primary key.
    @discardableResult
    public func primary() -> Self {
        isPrimary = true
        return self
    }

    /// The column gets an index.
    @discardableResult
    public func index() -> Self {
        isIndexed = true
        return self
    }

    /// The value where a statement gives none: `default("draft")`, `default(0)`, `default(.now)`.
    @discardableResult
    public func `default`(_ value: ColumnDefault) -> Self {
        defaultValue = value.sql
        return self
    }

    /// The value where a statement gives none, as an expression: `default(sql: "now() + interval '1 day'")`.
    @discardableResult
    public func `default`(sql: SQL) -> Self {
        defaultValue = text(of: sql, for: "default")
        return self
    }

    /// A condition that every row must meet: `check("price >= 0")`.
    ///
    /// - Parameters:
    ///   - condition: the condition.
    ///   - name: the constraint's name; PostgreSQL chooses one such as `posts_price_check` without.
    @discardableResult
    public func check(_ condition: SQL, name: String? = nil) -> Self {
        checks.append((name, text(of: condition, for: "check")))
        return self
    }

    /// Numbers below zero are refused. PostgreSQL has no unsigned types: this is a check.
    @discardableResult
    public func unsigned() -> Self {
        checks.append((nil, "\(SchemaText.quote(name)) >= 0"))
        return self
    }

    /// How texts are compared and ordered: `collation("de-x-icu")`, `collation("C")`.
    @discardableResult
    public func collation(_ name: String) -> Self {
        collationName = name
        return self
    }

    /// What the column is for; PostgreSQL keeps it with the table.
    @discardableResult
    public func comment(_ text: String) -> Self {
        commentText = text
        return self
    }

    /// The database numbers the rows (`GENERATED ... AS IDENTITY`).
    ///
    /// ```swift
    /// $0.bigInteger("number").identity(always: true, start: 1000)
    /// ```
    ///
    /// - Parameters:
    ///   - always: whether a statement that gives a number of its own is refused.
    ///   - start: the first number.
    ///   - increment: what is between two numbers.
    @discardableResult
    public func identity(always: Bool = false, start: Int? = nil, increment: Int? = nil) -> Self {
        let options = [start.map { "START WITH \($0)" }, increment.map { "INCREMENT BY \($0)" }].compactMap { $0 }
        generation = .identity(always: always, options: options.joined(separator: " "))
        return self
    }

    /// The database computes the value from the other columns of the row and stores it: it cannot be written.
    ///
    /// ```swift
    /// $0.text("full_name").generated(as: "first_name || ' ' || last_name")
    /// ```
    @discardableResult
    public func generated(as expression: SQL) -> Self {
        generation = .stored(text(of: expression, for: "expression"))
        return self
    }

    /// The column as it stands in CREATE TABLE and ADD COLUMN.
    var definition: String {
        var sql = "\(SQL.identifier(name)) \(type.sql)"
        if let collationName { sql += " COLLATE \(SchemaText.quote(collationName))" }
        if let generation { sql += " \(generation.sql)" }
        if isPrimary {
            sql += " PRIMARY KEY"
        } else if !isNullable {
            sql += " NOT NULL"
        }
        if let defaultValue { sql += " DEFAULT \(defaultValue)" }
        if isUnique { sql += " UNIQUE" }
        for check in checks {
            sql += check.name.map { " CONSTRAINT \(SchemaText.quote($0))" } ?? ""
            sql += " CHECK (\(check.condition))"
        }
        return sql
    }

    /// What a definition makes besides the column itself, once the table is there.
    func companions(of table: TableName) -> [SchemaStatement] {
        guard let commentText else { return [] }
        return [
            SchemaStatement(
                sql: "COMMENT ON COLUMN \(table.sql).\(SQL.identifier(name)) IS \(SQLLiteral.text(commentText))")
        ]
    }

    /// Whether a plain index is made for it.
    var isIndexedByItself: Bool { isIndexed }

    /// How it refers to another table, if it does.
    var reference: ForeignKeyBuilder? { nil }

    /// A constraint that ADD COLUMN cannot have in it.
    var separateConstraint: TableConstraint? { nil }

    func refuse(_ message: String, _ suggestion: String) {
        if problem == nil { problem = (message, suggestion) }
    }

    private func text(of sql: SQL, for purpose: String) -> String {
        let (text, problem) = SchemaText.text(of: sql, for: "the \(purpose) of \"\(name)\"")
        if let problem { refuse(problem.message, problem.suggestion) }
        return text
    }
}

/// How the database makes a column's values.
enum ColumnGeneration: Equatable {
    case identity(always: Bool, options: String)
    case stored(String)

    var sql: String {
        switch self {
        case .identity(let always, let options):
            "GENERATED \(always ? "ALWAYS" : "BY DEFAULT") AS IDENTITY" + (options.isEmpty ? "" : " (\(options))")
        case .stored(let expression): "GENERATED ALWAYS AS (\(expression)) STORED"
        }
    }
}
