public import AshlarPostgres

/// A column in a query: `$0.title` of `Post.where { $0.title == "Hello" }`.
///
/// For an optional property there is ``OptionalField``, whose `Value` is the type inside; comparing with nil asks for NULL.
public struct Field<Value: PostgresCodable>: ColumnReference {
    /// The column's name in its table.
    public let name: String
    /// Whether the column may be NULL.
    public let isNullable: Bool
    /// The column as it stands in a statement.
    public let sql: SQL
}

/// A column whose property is optional.
public struct OptionalField<Value: PostgresCodable>: ColumnReference {
    /// A row gives nil for NULL.
    public typealias Output = Value?

    /// The column's name in its table.
    public let name: String
    /// Whether the column may be NULL.
    public let isNullable: Bool
    /// The column as it stands in a statement.
    public let sql: SQL
}

/// A column of a table: what can be written, and what a conflict is about.
public protocol ColumnReference<Value>: SQLExpression {
    /// The column's name in its table.
    var name: String { get }
}
