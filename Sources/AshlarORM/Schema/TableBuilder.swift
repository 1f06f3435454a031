public import AshlarPostgres

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
        case constraint(String)
    }

    let table: String
    private(set) var elements: [Element] = []
    private(set) var indexes: [(columns: [String], isUnique: Bool)] = []
    private var problems: [(message: String, suggestion: String)] = []

    init(_ table: String) { self.table = table }

    /// Adds a column of any type.
    @discardableResult
    public func column(_ name: String, _ type: ColumnType) -> ColumnBuilder { add(ColumnBuilder(name, type)) }

    /// The primary key.
    @discardableResult
    public func id(_ kind: KeyKind = .identity, name: String = "id") -> ColumnBuilder {
        switch kind {
        case .identity: add(ColumnBuilder(name, .bigInteger).identity())
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
    ///   - table: the other table.
    ///   - name: the column in this table.
    ///   - type: the type of the other table's key; `.uuid` or `.text` where it is not the usual number.
    ///   - column: the other table's key.
    @discardableResult
    public func references(
        _ table: String, as name: String, type: ColumnType = .bigInteger, column: String = "id"
    ) -> ReferenceBuilder {
        add(ReferenceBuilder(name, type, table: table, column: column))
    }

    /// `created_at` and `updated_at`, which a model with `createdAt: Date?` and `updatedAt: Date?` fills by itself, and other
    /// programs may leave out.
    public func timestamps() {
        timestamp("created_at").default(.now)
        timestamp("updated_at").default(.now)
    }

    /// The columns together are the primary key.
    public func primary(_ columns: [String]) { constrain("PRIMARY KEY", columns) }

    /// No two rows may have the same values in all of the columns.
    public func unique(_ columns: [String]) { constrain("UNIQUE", columns) }

    /// An index over the columns, in this order.
    public func index(_ columns: [String]) {
        if columns.isEmpty { refuse("an index has no columns", "Name the columns: index([\"title\"]).") }
        indexes.append((columns, false))
    }

    /// A condition that every row must meet: `check("starts_at < ends_at")`.
    public func check(_ condition: SQL) {
        let (text, bindings) = condition.render()
        if !bindings.isEmpty {
            refuse(
                "a check binds a value, and such statements take no parameters", "Write the value into the expression.")
        }
        elements.append(.constraint("CHECK (\(text))"))
    }

    func add<Column: ColumnBuilder>(_ column: Column) -> Column {
        elements.append(.column(column))
        return column
    }

    func refuse(_ message: String, _ suggestion: String) { problems.append((message, suggestion)) }

    var columns: [ColumnBuilder] { elements.compactMap { if case .column(let column) = $0 { column } else { nil } } }

    /// The first mistake in the definition.
    var problem: (message: String, suggestion: String)? {
        if let problem = problems.first ?? columns.lazy.compactMap(\.problem).first { return problem }
        var seen: Set<String> = []
        for column in columns where !seen.insert(column.name).inserted {
            return ("the column \"\(column.name)\" is defined twice", "Remove or rename one of them.")
        }
        return nil
    }

    /// `CREATE INDEX` for what is to have one; PostgreSQL names it `posts_title_idx`.
    var indexStatements: [String] {
        let single = columns.filter { $0.isIndexed && !$0.isUnique && !$0.isPrimary }.map { [$0.name] }
        return (single + indexes.map(\.columns)).map {
            "CREATE INDEX ON \(SQL.identifier(table)) (\(Self.list($0)))"
        }
    }

    /// The statements that make the table.
    var createStatements: [String] {
        let parts = elements.map { element in
            switch element {
            case .column(let column): column.definition
            case .constraint(let constraint): constraint
            }
        }
        let body = parts.isEmpty ? "" : "\n    " + parts.joined(separator: ",\n    ") + "\n"
        return ["CREATE TABLE \(SQL.identifier(table)) (\(body))"] + indexStatements
    }

    static func list(_ columns: [String]) -> String {
        columns.map { SQL.identifier($0).description }.joined(separator: ", ")
    }

    private func constrain(_ kind: String, _ columns: [String]) {
        if columns.isEmpty { refuse("a \(kind.lowercased()) has no columns", "Name the columns.") }
        elements.append(.constraint("\(kind) (\(Self.list(columns)))"))
    }
}
