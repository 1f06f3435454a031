public import AshlarPostgres

/// A value that depends on conditions: SQL's `case`.
///
/// ```swift
/// Post.order { Case.when($0.views > 100, then: 0).when($0.views > 10, then: 1).otherwise(2).asc }
/// ```
public struct Case<Value: PostgresCodable>: Sendable {
    private let branches: SQL

    private init(_ branches: SQL) { self.branches = branches }

    /// A value where a condition holds.
    public static func when(_ condition: Condition, then value: Value) -> Case {
        Case("CASE" + branch(condition, .value(value)))
    }

    /// The value of an expression where a condition holds.
    public static func when<E: SQLExpression>(_ condition: Condition, then value: E) -> Case where E.Value == Value {
        Case("CASE" + branch(condition, value.sql))
    }

    /// A value where this condition holds and none before it.
    public func when(_ condition: Condition, then value: Value) -> Case {
        Case(branches + Self.branch(condition, .value(value)))
    }

    /// The value of an expression where this condition holds and none before it.
    public func when<E: SQLExpression>(_ condition: Condition, then value: E) -> Case where E.Value == Value {
        Case(branches + Self.branch(condition, value.sql))
    }

    /// The value where none of the conditions holds.
    public func otherwise(_ value: Value) -> Computed<Value> {
        Computed(branches + " ELSE \(value) END", isNullable: false)
    }

    /// The value of an expression where none of the conditions holds.
    public func otherwise<E: SQLExpression>(_ value: E) -> Computed<Value> where E.Value == Value {
        Computed(branches + " ELSE \(value.sql) END")
    }

    /// NULL where none of the conditions holds.
    public var otherwiseNull: OptionalComputed<Value> { OptionalComputed(branches + " END") }

    private static func branch(_ condition: Condition, _ value: SQL) -> SQL {
        " WHEN \(condition.sql) THEN \(value)"
    }
}
