import AshlarPostgres

// One overload takes values, optionals and nil alike: each further overload of an operator costs the type checker time in
// every condition of every app.
extension Field {
    /// The column has the value; `== nil` finds NULL.
    public static func == (field: Field, value: Value?) -> Condition {
        guard let value else { return Condition("\(field.sql) IS NULL") }
        return Condition("\(field.sql) = \(value)")
    }

    /// The column has another value; `!= nil` finds what is not NULL.
    public static func != (field: Field, value: Value?) -> Condition {
        guard let value else { return Condition("\(field.sql) IS NOT NULL") }
        return Condition(
            field.isNullable ? "\(field.sql) IS DISTINCT FROM \(value)" : "\(field.sql) <> \(value)")
    }

    /// The column is less than the value.
    public static func < (field: Field, value: Value) -> Condition { Condition("\(field.sql) < \(value)") }

    /// The column is less than the value or equal.
    public static func <= (field: Field, value: Value) -> Condition { Condition("\(field.sql) <= \(value)") }

    /// The column is greater than the value.
    public static func > (field: Field, value: Value) -> Condition { Condition("\(field.sql) > \(value)") }

    /// The column is greater than the value or equal.
    public static func >= (field: Field, value: Value) -> Condition { Condition("\(field.sql) >= \(value)") }

    /// Both columns have the same value; two NULLs are the same.
    public static func == (left: Field, right: Field) -> Condition {
        Condition(
            left.isNullable && right.isNullable
                ? "\(left.sql) IS NOT DISTINCT FROM \(right.sql)" : "\(left.sql) = \(right.sql)")
    }

    /// The columns have different values.
    public static func != (left: Field, right: Field) -> Condition {
        Condition(
            left.isNullable || right.isNullable
                ? "\(left.sql) IS DISTINCT FROM \(right.sql)" : "\(left.sql) <> \(right.sql)")
    }

    /// The left column is less than the right.
    public static func < (left: Field, right: Field) -> Condition { Condition("\(left.sql) < \(right.sql)") }

    /// The left column is less than the right or equal.
    public static func <= (left: Field, right: Field) -> Condition { Condition("\(left.sql) <= \(right.sql)") }

    /// The left column is greater than the right.
    public static func > (left: Field, right: Field) -> Condition { Condition("\(left.sql) > \(right.sql)") }

    /// The left column is greater than the right or equal.
    public static func >= (left: Field, right: Field) -> Condition { Condition("\(left.sql) >= \(right.sql)") }

    /// The column has one of the values; with none of them no row does.
    public func `in`(_ values: [Value]) -> Condition { Condition("\(sql) = ANY(\(values))") }

    /// The column has none of the values; NULL is none of them.
    public func notIn(_ values: [Value]) -> Condition {
        Condition(isNullable ? "(\(sql) IS NULL OR \(sql) <> ALL(\(values)))" : "\(sql) <> ALL(\(values))")
    }

    /// The column lies between two values, both included.
    public func between(_ lower: Value, _ upper: Value) -> Condition {
        Condition("\(sql) BETWEEN \(lower) AND \(upper)")
    }
}

extension Field where Value: Comparable {
    /// The column lies in a range: `$0.views.between(1...10)`.
    public func between(_ range: ClosedRange<Value>) -> Condition { between(range.lowerBound, range.upperBound) }
}
