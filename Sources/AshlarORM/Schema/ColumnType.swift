/// The type of a column, as PostgreSQL names it.
public struct ColumnType: Sendable, Hashable {
    /// The type in SQL: `varchar(100)`.
    let sql: String

    /// `boolean`, a `Bool`.
    public static let boolean = ColumnType(sql: "boolean")
    /// `smallint`, an `Int16`.
    public static let smallInteger = ColumnType(sql: "smallint")
    /// `integer`, an `Int32` or `Int`.
    public static let integer = ColumnType(sql: "integer")
    /// `bigint`, an `Int`.
    public static let bigInteger = ColumnType(sql: "bigint")
    /// `real`, a `Float`.
    public static let float = ColumnType(sql: "real")
    /// `double precision`, a `Double`.
    public static let double = ColumnType(sql: "double precision")
    /// `text`, a `String`.
    public static let text = ColumnType(sql: "text")
    /// `uuid`, a `UUID`.
    public static let uuid = ColumnType(sql: "uuid")
    /// `date`, a `PostgresDate`.
    public static let date = ColumnType(sql: "date")
    /// `timestamptz`, a `Date`.
    public static let timestamp = ColumnType(sql: "timestamptz")
    /// `bytea`, a `[UInt8]` or `Data`.
    public static let binary = ColumnType(sql: "bytea")
    /// `json`, a `JSONB` value or `String`; kept as the text it was.
    public static let json = ColumnType(sql: "json")
    /// `jsonb`, a `JSONB` value; can be searched and indexed.
    public static let jsonb = ColumnType(sql: "jsonb")

    /// `varchar(length)`, a `String`.
    ///
    /// - Parameter length: the longest text in characters, 1 or more.
    public static func string(_ length: Int) -> ColumnType { ColumnType(sql: "varchar(\(length))") }

    /// `numeric(precision, scale)`, a `Decimal`.
    ///
    /// - Parameters:
    ///   - precision: how many digits in all, 1 to 1000.
    ///   - scale: how many of them behind the point.
    public static func decimal(_ precision: Int, _ scale: Int) -> ColumnType {
        ColumnType(sql: "numeric(\(precision), \(scale))")
    }

    /// An array of another type: `text[]`, a `[String]`.
    public static func array(of element: ColumnType) -> ColumnType { ColumnType(sql: element.sql + "[]") }

    /// A type of the database by its name, quoted: an enum, a domain or a composite type.
    public static func named(_ name: String, in schema: String? = nil) -> ColumnType {
        ColumnType(sql: TableName(name, in: schema).sql)
    }

    /// A type as SQL. It is written as it is: never pass anything that came from outside.
    public static func custom(unsafe sql: String) -> ColumnType { ColumnType(sql: sql) }
}
