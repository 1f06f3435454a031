public import AshlarPostgres

/// A condition of a query: comparisons of fields, joined by `&&`, `||` and `!`.
///
/// Conditions have Swift's meaning, not SQL's: a comparison with NULL is true or false, never unknown. So `!=` and `!` find
/// rows whose column is NULL.
public struct Condition: Sendable {
    /// How the parts are joined, which decides about parentheses.
    enum Shape: Sendable { case single, all, any }

    let sql: SQL
    let shape: Shape

    init(_ sql: SQL, shape: Shape = .single) {
        self.sql = sql
        self.shape = shape
    }

    /// A condition written as SQL; interpolated values are bound.
    ///
    /// - Parameter raw: an expression of type `boolean`.
    public init(raw: SQL) { self.init("(" + raw + ")") }

    /// Both conditions.
    public static func && (left: Condition, right: Condition) -> Condition {
        Condition(left.part(of: .all) + " AND " + right.part(of: .all), shape: .all)
    }

    /// One condition or the other, or both.
    public static func || (left: Condition, right: Condition) -> Condition {
        Condition(left.part(of: .any) + " OR " + right.part(of: .any), shape: .any)
    }

    /// The rows that do not meet the condition.
    public static prefix func ! (condition: Condition) -> Condition {
        Condition("(" + condition.sql + ") IS NOT TRUE")
    }

    private func part(of whole: Shape) -> SQL {
        shape == .single || shape == whole ? sql : "(" + sql + ")"
    }
}
