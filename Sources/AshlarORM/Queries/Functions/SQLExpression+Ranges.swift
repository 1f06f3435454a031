public import AshlarPostgres

extension SQLExpression {
    /// The range has a value.
    public func contains<Bound>(_ value: Bound) -> Condition where Value == PostgresRange<Bound> {
        Condition("\(sql) @> \(value)")
    }

    /// The range has the value of another expression.
    public func contains<Bound, Other: SQLExpression>(_ other: Other) -> Condition
    where Value == PostgresRange<Bound>, Other.Value == Bound { Condition("\(sql) @> \(other.sql)") }

    /// The range has all values of another one.
    public func contains<Bound>(range: PostgresRange<Bound>) -> Condition where Value == PostgresRange<Bound> {
        Condition("\(sql) @> \(range)")
    }

    /// The range has values in common with another one.
    public func overlaps<Bound>(_ range: PostgresRange<Bound>) -> Condition where Value == PostgresRange<Bound> {
        Condition("\(sql) && \(range)")
    }

    /// The range has no other values than another one.
    public func isContained<Bound>(in range: PostgresRange<Bound>) -> Condition where Value == PostgresRange<Bound> {
        Condition("\(sql) <@ \(range)")
    }

    /// All values of the range are less than those of another one.
    public func isBefore<Bound>(_ range: PostgresRange<Bound>) -> Condition where Value == PostgresRange<Bound> {
        Condition("\(sql) << \(range)")
    }

    /// All values of the range are greater than those of another one.
    public func isAfter<Bound>(_ range: PostgresRange<Bound>) -> Condition where Value == PostgresRange<Bound> {
        Condition("\(sql) >> \(range)")
    }

    /// The range ends where another one begins, or begins where it ends.
    public func isAdjacent<Bound>(to range: PostgresRange<Bound>) -> Condition where Value == PostgresRange<Bound> {
        Condition("\(sql) -|- \(range)")
    }

    /// The range has no values.
    public func isEmptyRange<Bound>() -> Condition where Value == PostgresRange<Bound> { Condition("isempty(\(sql))") }

    /// The lower bound; NULL where there is none.
    public func lowerBound<Bound>() -> OptionalComputed<Bound> where Value == PostgresRange<Bound> {
        OptionalComputed("lower(\(sql))")
    }

    /// The upper bound; NULL where there is none.
    public func upperBound<Bound>() -> OptionalComputed<Bound> where Value == PostgresRange<Bound> {
        OptionalComputed("upper(\(sql))")
    }
}

extension SQLExpression where Value: PostgresRangeBound {
    /// It lies in a range.
    public func `in`(_ range: PostgresRange<Value>) -> Condition { Condition("\(sql) <@ \(range)") }
}
