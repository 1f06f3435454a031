public import AshlarPostgres

/// A new value for a column in ``Query/update(file:line:_:)``: `$0.title.set("Hello")`.
public struct Assignment: Sendable {
    /// The column's name in its table.
    public let column: String
    let value: SQL
}

extension Field {
    /// The column gets the value; nil is NULL.
    public func set(_ value: Value?) -> Assignment { Assignment(column: name, value: .value(value)) }

    /// The column gets the value of another column.
    public func set(_ other: Field) -> Assignment { Assignment(column: name, value: other.sql) }

    /// The column gets the value of an expression; interpolated values are bound.
    public func set(raw expression: SQL) -> Assignment { Assignment(column: name, value: "(" + expression + ")") }
}

extension Field where Value: PostgresEncodable & Numeric {
    /// The column grows by an amount, decided by the database: two requests at once both count.
    public func increment(by amount: Value = 1) -> Assignment { Assignment(column: name, value: "\(sql) + \(amount)") }

    /// The column shrinks by an amount, decided by the database.
    public func decrement(by amount: Value = 1) -> Assignment { Assignment(column: name, value: "\(sql) - \(amount)") }
}
