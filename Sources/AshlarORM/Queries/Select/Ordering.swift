public import AshlarPostgres

/// An order of a query's rows: `$0.title.asc`, `$0.publishedAt.desc.nullsLast`.
///
/// PostgreSQL takes NULL as greater than every value, so `desc` puts it first unless told otherwise.
public struct Ordering: Sendable {
    let expression: SQL
    /// nil where the expression says it itself, and for a random order.
    let isDescending: Bool?
    let isNullable: Bool
    /// nil is PostgreSQL's own choice.
    private(set) var putsNullsFirst: Bool?

    init(_ expression: SQL, isDescending: Bool?, isNullable: Bool = true) {
        self.expression = expression
        self.isDescending = isDescending
        self.isNullable = isNullable
    }

    /// An order written as SQL, with its direction; interpolated values are bound.
    public init(raw: SQL) { self.init(raw, isDescending: nil) }

    /// No order: another one each time.
    public static var random: Ordering { Ordering("random()", isDescending: nil) }

    /// Rows with NULL come first.
    public var nullsFirst: Ordering { with(nullsFirst: true) }

    /// Rows with NULL come last.
    public var nullsLast: Ordering { with(nullsFirst: false) }

    private func with(nullsFirst: Bool) -> Ordering {
        var copy = self
        copy.putsNullsFirst = nullsFirst
        return copy
    }

    /// The order in which rows come from the end.
    var reversed: Ordering {
        var copy = Ordering(expression, isDescending: isDescending.map { !$0 }, isNullable: isNullable)
        copy.putsNullsFirst = putsNullsFirst.map { !$0 }
        return copy
    }

    var sql: SQL {
        var sql = expression
        if let isDescending { sql.append(isDescending ? " DESC" : " ASC") }
        if let putsNullsFirst { sql.append(putsNullsFirst ? " NULLS FIRST" : " NULLS LAST") }
        return sql
    }
}

extension SQLExpression {
    /// The smallest value first.
    public var asc: Ordering { Ordering(sql, isDescending: false, isNullable: isNullable) }

    /// The greatest value first.
    public var desc: Ordering { Ordering(sql, isDescending: true, isNullable: isNullable) }
}
