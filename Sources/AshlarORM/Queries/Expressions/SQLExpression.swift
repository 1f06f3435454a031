public import AshlarPostgres

/// A value that the database works out for each row: a column, a sum of two, a function of one.
///
/// ```swift
/// let dear = try await Item.where { $0.price * $0.quantity > 100 && $0.name.lowercased() != $0.slug }.all()
/// ```
///
/// Comparing two expressions, or one with a value, makes a ``Condition``. An expression that is interpolated into ``SQL``
/// stands there as SQL; the joins that it needs come along.
public protocol SQLExpression<Value>: Sendable {
    /// The type of its values.
    associatedtype Value: PostgresCodable
    /// What reading it from a row gives: the value, or an optional where it may be NULL.
    associatedtype Output: PostgresDecodable = Value

    /// The expression as it stands in a statement.
    var sql: SQL { get }
    /// Whether it may be NULL, as far as is known.
    var isNullable: Bool { get }
    /// The expression as it stands in the list of a SELECT: with its name, if it was given one.
    var selected: SQL { get }
}

extension SQLExpression {
    /// The expression without a name.
    public var selected: SQL { sql }

    /// The expression under a name, as a column of the rows that are selected.
    ///
    /// - Parameter name: the column's name, for decoding by name and for a query around this one.
    public func `as`(_ name: String) -> NamedExpression<Self> { NamedExpression(expression: self, name: name) }

    /// The same, read as an optional: for what a join or a function may make NULL.
    public var optional: OptionalComputed<Value> { OptionalComputed(sql) }

    /// The same, read as a value that is never NULL: for a column that may be NULL where the query leaves those rows out.
    public var required: Computed<Value> { Computed(sql, isNullable: false) }
}

/// An expression under a name.
public struct NamedExpression<Base: SQLExpression>: SQLExpression {
    /// The type of the expression's values.
    public typealias Value = Base.Value
    /// What reading the expression gives.
    public typealias Output = Base.Output

    let expression: Base
    let name: String

    /// The expression without its name.
    public var sql: SQL { expression.sql }
    /// As the expression itself.
    public var isNullable: Bool { expression.isNullable }
    /// The expression with its name.
    public var selected: SQL { expression.sql + " AS " + SQL.identifier(name) }
}

extension SQL.StringInterpolation {
    /// `\(post.title)`: inserts an expression as SQL.
    public mutating func appendInterpolation<E: SQLExpression>(_ expression: E) { appendInterpolation(expression.sql) }

    /// `\(condition)`: inserts a condition, in parentheses.
    public mutating func appendInterpolation(_ condition: Condition) { appendInterpolation("(" + condition.sql + ")") }
}
