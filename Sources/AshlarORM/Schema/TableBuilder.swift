public import AshlarPostgres
import AshlarSupport

/// What a table is made of, in `schema.create("posts") { $0.id(); $0.string("title") }`.
public class TableBuilder {
    /// The kinds of primary key that ``id(_:name:)`` makes.
    public enum KeyKind: Sendable {
        /// `bigint`, numbered by the database: an `Int`.
        case identity
        /// `uuid`, random: a `UUID`.
        case uuid
        /// `text`, given by the app: a `String`.
        case string
    }

    /// A part of the table in the order of its definition.
    enum Element {
        case column(ColumnBuilder)
        case constraint(TableConstraint)
    }

    let table: TableName
    private(set) var elements: [Element] = []
    private(set) var indexes: [IndexBuilder] = []
    private(set) var commentText: String?
    var options = TableOptions()
    private var problems: [(message: String, suggestion: String)] = []

    init(_ table: TableName) { self.table = table }

    /// Adds a column of any type.
    @discardableResult
    public func column(_ name: String, _ type: ColumnType) -> ColumnBuilder { add(ColumnBuilder(name, type)) }

    /// The primary key.
    @discardableResult
    public func id(_ kind: KeyKind = .identity, name: String = "id") -> ColumnBuilder {
        switch kind {
        case .identity: column(name, .bigInteger).identity().primary()
        case .uuid: column(name, .uuid).primary().default(.randomUUID)
        case .string: column(name, .text).primary()
        }
    }

    /// The key of another table's row, with a foreign key and an index.
    ///
    /// ```swift
    /// $0.references("users", as: "author_id").onDelete(.cascade)
    /// ```
    ///
    /// - Parameters:
    ///   - table: the other table; the one that is being made for a reference to its own rows.
    ///   - name: the column in this table.
    ///   - type: the type of the other table's key; `.uuid` or `.text` where it is not the usual number.
    ///   - column: the other table's key.
    ///   - schema: the schema of the other table, where the search path does not find it.
    @discardableResult
    public func references(
        _ table: String, as name: String, type: ColumnType = .bigInteger, column: String = "id",
        in schema: String? = nil
    ) -> ReferenceBuilder {
        add(ReferenceBuilder(name, type, table: TableName(table, in: schema), column: column))
    }

    /// The columns together are the primary key.
    @discardableResult
    public func primary(_ columns: [String]) -> KeyBuilder { key("PRIMARY KEY", columns) }

    /// No two rows may have the same values in all of the columns.
    @discardableResult
    public func unique(_ columns: [String]) -> KeyBuilder { key("UNIQUE", columns) }

    /// An index over the columns, in this order.
    @discardableResult
    public func index(_ columns: [String]) -> IndexBuilder { index(columns.map { .column($0) }) }

    /// An index over columns and expressions, in this order.
    ///
    /// ```swift
    /// $0.index([.expression("lower(email)"), .column("rank").descending])
    /// ```
    @discardableResult
    @_disfavoredOverload
    public func index(_ columns: [IndexColumn]) -> IndexBuilder {
        let index = IndexBuilder(columns)
        indexes.append(index)
        return index
    }

    /// An index for searching texts, over the columns in a language of PostgreSQL.
    @discardableResult
    public func fulltext(_ columns: [String], language: String = "english") -> IndexBuilder {
        let text = columns.map { "coalesce(\(SchemaText.quote($0)), '')" }.joined(separator: " || ' ' || ")
        return index([.expression(SQL(unsafe: "to_tsvector(\(SQLLiteral.text(language)), \(text))"))]).using(.gin)
            .name(
                String(
                    decoding: "\(table.name)_\(columns.joined(separator: "_"))_fulltext".utf8.prefix(63), as: UTF8.self)
            )
    }

    /// A foreign key over columns that are defined; ``references(_:as:type:column:in:)`` does both for one.
    @discardableResult
    public func foreign(_ columns: [String]) -> ForeignKeyBuilder {
        let foreign = ForeignKeyBuilder(columns)
        elements.append(.constraint(.foreign(foreign)))
        return foreign
    }

    /// A condition that every row must meet: `check("starts_at < ends_at")`.
    @discardableResult
    public func check(_ condition: SQL, name: String? = nil) -> CheckBuilder {
        let check = CheckBuilder(condition, name: name)
        elements.append(.constraint(.check(check)))
        return check
    }

    /// No two rows may meet all of the operators in the columns.
    ///
    /// - Parameters:
    ///   - elements: columns, each with an operator.
    ///   - method: the index that finds such rows. GiST knows `=` of plain values with the extension `btree_gist`.
    @discardableResult
    public func exclude(_ elements: [(String, String)], using method: IndexMethod = .gist) -> ExclusionBuilder {
        let exclusion = ExclusionBuilder(elements, method: method)
        self.elements.append(.constraint(.exclusion(exclusion)))
        return exclusion
    }

    /// What the table is for; PostgreSQL keeps it.
    public func comment(_ text: String) { commentText = text }

    func add<Column: ColumnBuilder>(_ column: Column) -> Column {
        elements.append(.column(column))
        return column
    }

    func refuse(_ message: String, _ suggestion: String) { problems.append((message, suggestion)) }

    var columns: [ColumnBuilder] { elements.compactMap { if case .column(let column) = $0 { column } else { nil } } }

    /// The first mistake in the definition.
    var problem: (message: String, suggestion: String)? {
        if let problem = problems.first ?? columns.lazy.compactMap(\.problem).first { return problem }
        for case .constraint(let constraint) in elements {
            if let problem = constraint.problem { return problem }
        }
        if let problem = indexes.lazy.compactMap(\.problem).first { return problem }
        var seen: Set<String> = []
        for column in columns where !seen.insert(column.name).inserted {
            return ("the column \"\(column.name)\" is defined twice", "Remove or rename one of them.")
        }
        return nil
    }

    /// `CREATE INDEX` for what is to have one; PostgreSQL names it `posts_title_idx`.
    var indexStatements: [SchemaStatement] {
        let single = columns.filter { $0.isIndexedByItself && !$0.isUnique && !$0.isPrimary }.map {
            IndexBuilder([.column($0.name)])
        }
        return (single + indexes).map { $0.statement(on: table) }
    }

    /// Comments, and constraints that have to wait until the columns are there.
    var companionStatements: [SchemaStatement] {
        let comment = commentText.map {
            SchemaStatement(sql: "COMMENT ON TABLE \(table.sql) IS \(SQLLiteral.text($0))")
        }
        return [comment].compactMap { $0 } + columns.flatMap { $0.companions(of: table) }
    }

    /// The statements that make the table.
    func createStatements(ifNotExists: Bool) -> [SchemaStatement] {
        let parts = elements.map { element in
            switch element {
            case .column(let column):
                column.definition
                    + (column.separateConstraint.map { ",\n    " + $0.sql.replacing(" NOT VALID", with: "") } ?? "")
            case .constraint(let constraint): constraint.sql.replacing(" NOT VALID", with: "")
            }
        }
        let body = parts.isEmpty ? "" : "\n    " + parts.joined(separator: ",\n    ") + "\n"
        let create = "CREATE \(options.kind)TABLE \(ifNotExists ? "IF NOT EXISTS " : "")\(table.sql) (\(body))"
        let creation = TableOperation(
            table: table, action: "makes the table", lock: .none, cost: .instant, isCreation: true)
        // Where the table may be there already, its indexes may be too.
        let indexes = ifNotExists ? [] : indexStatements
        return [SchemaStatement(sql: create + options.suffix, operations: [creation])] + indexes + companionStatements
    }

    private func key(_ kind: String, _ columns: [String]) -> KeyBuilder {
        let key = KeyBuilder(kind, columns)
        elements.append(.constraint(.key(key)))
        return key
    }
}
