public import AshlarPostgres

/// A value that is worked out from others: `$0.price * 2`, `$0.name.lowercased()`.
///
/// It is read as a value. Where an operand may be NULL, so may be the result: then read it ``SQLExpression/optional``.
public struct Computed<Value: PostgresCodable>: SQLExpression {
    /// The expression as it stands in a statement.
    public let sql: SQL
    /// Whether it may be NULL, as far as is known.
    public let isNullable: Bool

    init(_ sql: SQL, isNullable: Bool = true) {
        self.sql = sql
        self.isNullable = isNullable
    }

    /// An expression written as SQL; interpolated values are bound.
    ///
    /// ```swift
    /// Post.order { Computed<Int>(raw: "length(\($0.title))").desc }
    /// ```
    ///
    /// - Parameter raw: an expression whose type `Value` can be read from.
    public init(raw: SQL) { self.init("(" + raw + ")") }

    /// A value that is the same for every row; it is bound.
    public init(_ value: Value) { self.init(.value(value), isNullable: false) }

    /// A condition as a value.
    public init(_ condition: Condition) where Value == Bool { self.init("(" + condition.sql + ")") }
}

/// A value that is worked out from others and may be NULL; it is read as an optional.
public struct OptionalComputed<Value: PostgresCodable>: SQLExpression {
    /// A row gives nil for NULL.
    public typealias Output = Value?

    /// The expression as it stands in a statement.
    public let sql: SQL

    init(_ sql: SQL) { self.sql = sql }

    /// An expression written as SQL; interpolated values are bound.
    public init(raw: SQL) { self.init("(" + raw + ")") }

    /// It may be NULL.
    public var isNullable: Bool { true }
}
