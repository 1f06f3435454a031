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

extension Condition {
    /// What every row meets.
    public static var always: Condition { Condition("TRUE") }

    /// What no row meets.
    public static var never: Condition { Condition("FALSE") }

    /// All of the conditions; every row meets none at all.
    public static func all(_ conditions: [Condition]) -> Condition {
        guard let first = conditions.first else { return .always }
        return conditions.dropFirst().reduce(first) { $0 && $1 }
    }

    /// At least one of the conditions; no row meets none at all.
    public static func any(_ conditions: [Condition]) -> Condition {
        guard let first = conditions.first else { return .never }
        return conditions.dropFirst().reduce(first) { $0 || $1 }
    }

    /// At least one of several expressions meets a condition: `.any([$0.title, $0.body]) { $0.ilike("%swift%") }`.
    public static func any<E: SQLExpression>(_ expressions: [E], _ condition: (E) -> Condition) -> Condition {
        any(expressions.map(condition))
    }

    /// All of several expressions meet a condition.
    public static func all<E: SQLExpression>(_ expressions: [E], _ condition: (E) -> Condition) -> Condition {
        all(expressions.map(condition))
    }

    /// A query has a row. Inside it the columns of the query around may be used:
    /// `Post.where { post in .exists(Comment.where { $0.postID == post.id }) }`.
    public static func exists<Q: RowQuery>(_ query: Q) -> Condition { Condition("EXISTS (\(query.rowSQL))") }

    /// A query has no row.
    public static func notExists<Q: RowQuery>(_ query: Q) -> Condition { Condition("NOT EXISTS (\(query.rowSQL))") }

    /// A condition that counts only where the app says so.
    public static func when(_ holds: Bool, _ condition: @autoclosure () -> Condition) -> Condition {
        holds ? condition() : .always
    }
}
