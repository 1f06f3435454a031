public import AshlarPostgres

/// The direction of an order.
public enum SortDirection: Sendable {
    case ascending, descending
}

extension TableQuery {
    /// Only the rows whose column has the value; nil is NULL.
    public func `where`<Value: PostgresCodable>(_ column: String, _ value: Value?) -> TableQuery {
        and(columns.column(column, as: Value.self) == value)
    }

    /// Only the rows whose column compares so with the value.
    public func `where`<Value: PostgresCodable>(
        _ column: String, _ comparison: Comparison, _ value: Value
    ) -> TableQuery {
        and(columns.column(column, as: Value.self).is(comparison, value))
    }

    /// Also the rows whose column has the value, instead of all those before.
    public func orWhere<Value: PostgresCodable>(_ column: String, _ value: Value?) -> TableQuery {
        or(columns.column(column, as: Value.self) == value)
    }

    /// Only the rows whose column has one of the values.
    public func whereIn<Value: PostgresCodable>(_ column: String, _ values: [Value]) -> TableQuery {
        and(columns.column(column, as: Value.self).in(values))
    }

    /// Only the rows whose column has none of the values.
    public func whereNotIn<Value: PostgresCodable>(_ column: String, _ values: [Value]) -> TableQuery {
        and(columns.column(column, as: Value.self).notIn(values))
    }

    /// Only the rows whose column is NULL.
    public func whereNull(_ column: String) -> TableQuery { and(columns.text(column).isNull) }

    /// Only the rows whose column is not NULL.
    public func whereNotNull(_ column: String) -> TableQuery { and(columns.text(column).isNotNull) }

    /// Only the rows whose column lies between two values, both included.
    public func whereBetween<Value: PostgresCodable>(
        _ column: String, _ lower: Value, _ upper: Value
    ) -> TableQuery {
        and(columns.column(column, as: Value.self).between(lower, upper))
    }

    /// Only the rows in which two columns compare so.
    public func whereColumn(_ left: String, _ comparison: Comparison = .equal, _ right: String) -> TableQuery {
        and(Condition("\(columns.sql(left)) \(comparison.sql) \(columns.sql(right))"))
    }

    /// Orders the rows by a column; further orders decide among equals.
    public func orderBy(_ column: String, _ direction: SortDirection = .ascending) -> TableQuery {
        order { _ in Ordering(columns.sql(column), isDescending: direction == .descending) }
    }

    /// One row for all those with equal values in some columns.
    public func groupBy(_ names: String...) -> TableQuery { extended { $0.groups += names.map { columns.sql($0) } } }

    /// Joins another table in which a column has the value of one of this table's.
    ///
    /// ```swift
    /// database.table("posts").join("users", "users.id", "posts.author_id").select("posts.title", "users.name")
    /// ```
    public func join(_ table: String, as alias: String? = nil, _ left: String, _ right: String) -> TableQuery {
        joining("JOIN", table, alias, left, right)
    }

    /// The same; where no row matches its columns are NULL.
    public func leftJoin(_ table: String, as alias: String? = nil, _ left: String, _ right: String) -> TableQuery {
        joining("LEFT JOIN", table, alias, left, right)
    }

    private func joining(
        _ kind: SQL, _ table: String, _ alias: String?, _ left: String, _ right: String
    ) -> TableQuery {
        let item = alias.map { SQL.identifier(table) + " AS " + SQL.identifier($0) } ?? SQL.identifier(table)
        return joining(
            kind, item, alias ?? table, Condition("\(columns.sql(left)) = \(columns.sql(right))"))
    }

    /// Chooses the columns of the rows.
    public func select(_ names: String...) -> TableQuery {
        changed { $0._columnList = names.map { columns.sql($0) }.joined(separator: ", ") }
    }

    /// Chooses what the rows have by SQL; interpolated values are bound.
    public func select(raw list: SQL) -> TableQuery { changed { $0._columnList = list } }
}
