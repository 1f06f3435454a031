public import AshlarPostgres

extension SQLExpression {
    /// How many rows of the group have a value.
    public var count: Aggregate<Int> { Aggregate(call: AggregateCall("count", sql)) }

    /// The smallest value of the group.
    public var min: OptionalAggregate<Value> { OptionalAggregate(call: AggregateCall("min", sql)) }

    /// The greatest value of the group.
    public var max: OptionalAggregate<Value> { OptionalAggregate(call: AggregateCall("max", sql)) }

    /// All values of the group as an array.
    public var list: OptionalAggregate<[Value]> { OptionalAggregate(call: AggregateCall("array_agg", sql)) }

    /// All values of the group as a JSON array.
    public var jsonList: OptionalAggregate<String> {
        OptionalAggregate(call: AggregateCall("jsonb_agg", sql, cast: "::text"))
    }
}

extension SQLExpression where Value: Numeric {
    /// The sum of the group's values, 0 without any. It has the type of the values; one that does not fit is an error of
    /// the statement.
    public var sum: Aggregate<Value> {
        let name = Value.postgresType.name.map { SQL(unsafe: "::" + $0) } ?? ""
        return Aggregate(call: AggregateCall("sum", sql, cast: name, fallback: "0"))
    }

    /// The mean of the group's values.
    public var average: OptionalAggregate<Double> {
        OptionalAggregate(call: AggregateCall("avg", sql, cast: "::double precision"))
    }

    /// The standard deviation of the group's values, as of a sample.
    public var standardDeviation: OptionalAggregate<Double> {
        OptionalAggregate(call: AggregateCall("stddev_samp", sql, cast: "::double precision"))
    }

    /// The value below which a share of the group's values lies; 0.5 is the median.
    public func percentile(_ share: Double) -> OptionalComputed<Double> {
        OptionalComputed("percentile_cont(\(share)) WITHIN GROUP (ORDER BY \(sql))")
    }
}

extension SQLExpression where Value == String {
    /// The texts of the group in one.
    public func joined(separator: String) -> OptionalAggregate<String> {
        OptionalAggregate(call: AggregateCall("string_agg", "\(sql), \(separator)"))
    }
}

extension SQLExpression where Value == Bool {
    /// Whether all values of the group are true.
    public var every: OptionalAggregate<Bool> { OptionalAggregate(call: AggregateCall("bool_and", sql)) }

    /// Whether one of the group's values is true.
    public var some: OptionalAggregate<Bool> { OptionalAggregate(call: AggregateCall("bool_or", sql)) }
}
