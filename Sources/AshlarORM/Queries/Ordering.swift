import AshlarPostgres

/// An order of a query's rows: `$0.title.asc`, `$0.publishedAt.desc.nullsLast`.
///
/// PostgreSQL takes NULL as greater than every value, so `desc` puts it first unless told otherwise.
public struct Ordering: Sendable {
    let sql: SQL

    /// Rows with NULL come first.
    public var nullsFirst: Ordering { Ordering(sql: sql + " NULLS FIRST") }

    /// Rows with NULL come last.
    public var nullsLast: Ordering { Ordering(sql: sql + " NULLS LAST") }
}

extension Field {
    /// The smallest value first.
    public var asc: Ordering { Ordering(sql: sql + " ASC") }

    /// The greatest value first.
    public var desc: Ordering { Ordering(sql: sql + " DESC") }
}
