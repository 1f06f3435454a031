public import AshlarPostgres

/// A column in a query: `$0.title` of `Post.where { $0.title == "Hello" }`.
///
/// `Value` is the type of the property; for an optional property the type inside it, and comparing with nil asks for NULL.
public struct Field<Value: PostgresEncodable>: Sendable {
    /// The column's name in its table.
    public let name: String
    /// Whether the column may be NULL.
    let isNullable: Bool
    /// The column as it stands in a statement.
    let sql: SQL

    /// An expression that takes the column's place in a condition or order of your own.
    public var expression: SQL { sql }
}
