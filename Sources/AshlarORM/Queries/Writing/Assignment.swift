public import AshlarPostgres

/// A new value for a column: `$0.title.set("Hello")`.
public struct Assignment: Sendable {
    /// The column's name in its table.
    public let column: String
    let value: SQL
}

extension ColumnReference {
    /// The column gets the value; nil is NULL.
    public func set(_ value: Value?) -> Assignment { Assignment(column: name, value: .value(value)) }

    /// The column gets the value of another column or of an expression.
    public func set<E: SQLExpression>(_ expression: E) -> Assignment where E.Value == Value {
        Assignment(column: name, value: expression.sql)
    }

    /// The column gets the value of an expression; interpolated values are bound.
    public func set(raw expression: SQL) -> Assignment { Assignment(column: name, value: "(" + expression + ")") }

    /// The column gets its default.
    public func setDefault() -> Assignment { Assignment(column: name, value: "DEFAULT") }
}

extension ColumnReference where Value: Numeric {
    /// The column grows by an amount, decided by the database: two requests at once both count.
    public func increment(by amount: Value = 1) -> Assignment { Assignment(column: name, value: "\(sql) + \(amount)") }

    /// The column shrinks by an amount, decided by the database.
    public func decrement(by amount: Value = 1) -> Assignment { Assignment(column: name, value: "\(sql) - \(amount)") }
}
