import AshlarPostgres

// Two overloads an operator: one takes values, optionals and nil alike, the other expressions. Each further one costs the
// type checker time in every condition of every app.
extension SQLExpression {
    /// It has the value; `== nil` finds NULL.
    public static func == (left: Self, value: Value?) -> Condition {
        guard let value else { return left.isNull }
        return Condition("\(left.sql) = \(value)")
    }

    /// It has another value; `!= nil` finds what is not NULL.
    public static func != (left: Self, value: Value?) -> Condition {
        guard let value else { return left.isNotNull }
        return Condition(left.isNullable ? "\(left.sql) IS DISTINCT FROM \(value)" : "\(left.sql) <> \(value)")
    }

    /// It is less than the value.
    public static func < (left: Self, value: Value) -> Condition { Condition("\(left.sql) < \(value)") }

    /// It is less than the value or equal.
    public static func <= (left: Self, value: Value) -> Condition { Condition("\(left.sql) <= \(value)") }

    /// It is greater than the value.
    public static func > (left: Self, value: Value) -> Condition { Condition("\(left.sql) > \(value)") }

    /// It is greater than the value or equal.
    public static func >= (left: Self, value: Value) -> Condition { Condition("\(left.sql) >= \(value)") }

    /// Both have the same value; two NULLs are the same.
    public static func == <Other: SQLExpression>(left: Self, right: Other) -> Condition where Other.Value == Value {
        Condition(
            left.isNullable && right.isNullable
                ? "\(left.sql) IS NOT DISTINCT FROM \(right.sql)" : "\(left.sql) = \(right.sql)")
    }

    /// They have different values.
    public static func != <Other: SQLExpression>(left: Self, right: Other) -> Condition where Other.Value == Value {
        Condition(
            left.isNullable || right.isNullable
                ? "\(left.sql) IS DISTINCT FROM \(right.sql)" : "\(left.sql) <> \(right.sql)")
    }

    /// The left is less than the right.
    public static func < <Other: SQLExpression>(left: Self, right: Other) -> Condition where Other.Value == Value {
        Condition("\(left.sql) < \(right.sql)")
    }

    /// The left is less than the right or equal.
    public static func <= <Other: SQLExpression>(left: Self, right: Other) -> Condition where Other.Value == Value {
        Condition("\(left.sql) <= \(right.sql)")
    }

    /// The left is greater than the right.
    public static func > <Other: SQLExpression>(left: Self, right: Other) -> Condition where Other.Value == Value {
        Condition("\(left.sql) > \(right.sql)")
    }

    /// The left is greater than the right or equal.
    public static func >= <Other: SQLExpression>(left: Self, right: Other) -> Condition where Other.Value == Value {
        Condition("\(left.sql) >= \(right.sql)")
    }

    /// It is NULL.
    public var isNull: Condition { Condition("\(sql) IS NULL") }

    /// It is not NULL.
    public var isNotNull: Condition { Condition("\(sql) IS NOT NULL") }

    /// It lies between two values, both included.
    public func between(_ lower: Value, _ upper: Value) -> Condition {
        Condition("\(sql) BETWEEN \(lower) AND \(upper)")
    }

    /// It does not lie between two values.
    public func notBetween(_ lower: Value, _ upper: Value) -> Condition {
        Condition("\(sql) NOT BETWEEN \(lower) AND \(upper)")
    }

    /// It lies between the values of two expressions, both included.
    public func between<Lower: SQLExpression, Upper: SQLExpression>(_ lower: Lower, _ upper: Upper) -> Condition
    where Lower.Value == Value, Upper.Value == Value {
        Condition("\(sql) BETWEEN \(lower.sql) AND \(upper.sql)")
    }

    /// It compares so with the value.
    public func `is`(_ comparison: Comparison, _ value: Value) -> Condition {
        Condition("\(sql) \(comparison.sql) \(value)")
    }
}

extension SQLExpression where Value: Comparable {
    /// It lies in a range: `$0.views.between(1...10)`.
    public func between(_ range: ClosedRange<Value>) -> Condition { between(range.lowerBound, range.upperBound) }

    /// It lies in a range without its end: `$0.views.between(1..<10)`.
    public func between(_ range: Range<Value>) -> Condition {
        Condition("(\(sql) >= \(range.lowerBound) AND \(sql) < \(range.upperBound))")
    }
}

extension SQLExpression where Value == Bool {
    /// It is true; NULL is not.
    public var isTrue: Condition { Condition("\(sql) IS TRUE") }

    /// It is false; NULL is not.
    public var isFalse: Condition { Condition("\(sql) IS FALSE") }
}
