public import AshlarPostgres

/// A query for a table that no model describes. Names are quoted, values bound.
///
/// ```swift
/// let titles = try await database.table("posts").where("views", .greater, 100).orderBy("views", .descending).pluck("title", as: String.self)
/// try await database.table("posts").where("id", 7).update(["title": "Hello", "views": 0])
/// ```
public struct TableQuery: WritableQuery {
    /// A row stays a row; ``RowQuery/all(as:file:line:)`` makes values of it.
    public typealias Row = PostgresRow

    /// The database to run on.
    public var database: Database?
    /// The parts of the statement.
    public var _select: SelectStatement
    /// All columns, unless some were chosen.
    public var _columnList: SQL
    private let key: String
    /// The table's name.
    public let _name: String

    init(_ name: QualifiedName, as alias: String?, key: String, database: Database) {
        self.database = database
        self.key = key
        _name = name.parts.last ?? ""
        _select = SelectStatement(table: name.sql, name: _name, alias: alias)
        _columnList = SQL.identifier(_select.alias) + ".*"
    }

    /// The columns, by name and type.
    public var columns: TableColumns { TableColumns(table: _select.alias) }

    /// The key's column.
    public var _keys: [SQL] { [columns.sql(key)] }
    /// An update sets nothing by itself.
    public var _stamps: [Assignment] { [] }
    /// The order by key.
    public var _defaultOrder: [Ordering] { _keys.map { Ordering($0, isDescending: false, isNullable: false) } }

    /// The rows as they are.
    public func _decode(_ rows: PostgresRows, on database: Database, file: String, line: Int) async throws
        -> [PostgresRow]
    {
        Array(rows)
    }
}

extension Database {
    /// A query for a table by its name.
    ///
    /// - Parameters:
    ///   - name: the table's name; `["audit", "events"]` is one in a schema.
    ///   - alias: the name of its rows in the statement, if it is to be another one.
    ///   - key: the column by which a row is told from the others: for ``RowQuery/first(file:line:)`` without an order, and for
    ///     updating and deleting a limited number of rows.
    public func table(_ name: QualifiedName, as alias: String? = nil, key: String = "id") -> TableQuery {
        TableQuery(name, as: alias, key: key, database: self)
    }
}
