public import AshlarPostgres

/// How an index is organised.
public enum IndexMethod: String, Sendable {
    /// For equality, ranges and order: the usual one.
    case btree
    /// For equality alone.
    case hash
    /// For what has many values in one: arrays, jsonb, texts to be searched.
    case gin
    /// For what overlaps or is near: ranges, geometry.
    case gist
    /// For what divides space unevenly: telephone numbers, points.
    case spgist
    /// For huge tables whose rows lie in the order of the column: a few pages in all.
    case brin
}

/// A column or an expression of an index: `"title"`, `.column("rank").descending`, `.expression("lower(email)")`.
public struct IndexColumn: Sendable, ExpressibleByStringLiteral {
    let sql: String
    /// What stands in the name of the index.
    let label: String
    let problem: String?

    private init(sql: String, label: String, problem: String? = nil) {
        self.sql = sql
        self.label = label
        self.problem = problem
    }

    /// A column.
    public init(stringLiteral name: String) { self = .column(name) }

    /// A column.
    public static func column(_ name: String) -> IndexColumn { IndexColumn(sql: SchemaText.quote(name), label: name) }

    /// An expression over the columns of a row, which must not be volatile.
    public static func expression(_ expression: SQL) -> IndexColumn {
        let (text, problem) = SchemaText.text(of: expression, for: "an index")
        return IndexColumn(sql: "(\(text))", label: "expr", problem: problem?.message)
    }

    /// The greatest first.
    public var descending: IndexColumn { adding(" DESC") }
    /// NULL before all values.
    public var nullsFirst: IndexColumn { adding(" NULLS FIRST") }
    /// NULL behind all values.
    public var nullsLast: IndexColumn { adding(" NULLS LAST") }
    /// How texts are compared. It goes before ``operators(_:)``.
    public func collation(_ name: String) -> IndexColumn { adding(" COLLATE \(SchemaText.quote(name))") }
    /// The operator class: `.column("title").operators("gin_trgm_ops")`. It goes before ``descending``.
    public func operators(_ name: String) -> IndexColumn { adding(" \(SchemaText.quote(name))") }

    private func adding(_ suffix: String) -> IndexColumn {
        IndexColumn(sql: sql + suffix, label: label, problem: problem)
    }
}

/// An index while it is being defined.
///
/// ```swift
/// $0.index(["email"]).unique().where("deleted_at IS NULL")
/// $0.index(["tags"]).using(.gin).concurrently()
/// ```
public final class IndexBuilder {
    private let columns: [IndexColumn]
    private var indexName: String?
    private var isUnique = false
    private(set) var isConcurrent = false
    private var method: IndexMethod?
    private var included: [String] = []
    private var predicate: String?
    private var hasDistinctNulls = true
    private var storage: [String] = []
    private(set) var problem: SchemaText.Problem?

    init(_ columns: [IndexColumn]) {
        self.columns = columns
        if columns.isEmpty {
            problem = ("an index has no columns", "Name the columns: index([\"title\"]).")
        } else if let wrong = columns.lazy.compactMap(\.problem).first {
            problem = (wrong, "Write the value into the expression.")
        }
    }

    /// The index's name; PostgreSQL chooses one such as `posts_title_idx` without.
    @discardableResult
    public func name(_ name: String) -> Self {
        indexName = name
        return self
    }

    /// No two rows may have the same values there.
    @discardableResult
    public func unique() -> Self {
        isUnique = true
        return self
    }

    /// How it is organised.
    @discardableResult
    public func using(_ method: IndexMethod) -> Self {
        self.method = method
        return self
    }

    /// Columns that the index holds as well, so that it can answer alone.
    @discardableResult
    public func include(_ columns: [String]) -> Self {
        included = columns
        return self
    }

    /// Only the rows that meet a condition are in it.
    @discardableResult
    public func `where`(_ condition: SQL) -> Self {
        let (text, problem) = SchemaText.text(of: condition, for: "the condition of an index")
        predicate = text
        self.problem = self.problem ?? problem
        return self
    }

    /// Two rows with NULL count as equal.
    @discardableResult
    public func nullsNotDistinct() -> Self {
        hasDistinctNulls = false
        return self
    }

    /// A storage parameter: `with("fillfactor", 70)`.
    @discardableResult
    public func with(_ parameter: String, _ value: Int) -> Self {
        storage.append("\(SchemaText.quote(parameter)) = \(value)")
        return self
    }

    /// Writing goes on while it is built. PostgreSQL does not do that inside of a transaction: the migration says
    /// `static let withinTransaction = false` and does nothing else.
    @discardableResult
    public func concurrently() -> Self {
        isConcurrent = true
        return self
    }

    func statement(on table: TableName) -> SchemaStatement {
        // Only an index with a name can be looked for when building it has failed.
        let name = indexName ?? (isConcurrent ? Self.usualName(table, columns.map(\.label)) : nil)
        var sql = "CREATE\(isUnique ? " UNIQUE" : "") INDEX\(isConcurrent ? " CONCURRENTLY" : "")"
        if let name { sql += " \(SchemaText.quote(name))" }
        sql += " ON \(table.sql)"
        if let method { sql += " USING \(method.rawValue)" }
        sql += " (\(columns.map(\.sql).joined(separator: ", ")))"
        if !included.isEmpty { sql += " INCLUDE (\(SchemaText.list(included)))" }
        if !hasDistinctNulls { sql += " NULLS NOT DISTINCT" }
        if !storage.isEmpty { sql += " WITH (\(storage.joined(separator: ", ")))" }
        if let predicate { sql += " WHERE \(predicate)" }
        return SchemaStatement(
            sql: sql, operations: [Recipes.index(columns.map(\.label), isConcurrent: isConcurrent, on: table)],
            outsideTransaction: isConcurrent ? "An index that is made concurrently" : nil,
            mayHaveLeft: isConcurrent ? name.map { TableName($0, in: table.schema) } : nil)
    }

    /// What PostgreSQL would call it.
    static func usualName(_ table: TableName, _ columns: [String]) -> String {
        let name = ([table.name] + columns + ["idx"]).joined(separator: "_")
        return String(decoding: name.utf8.prefix(63), as: UTF8.self)
    }
}
