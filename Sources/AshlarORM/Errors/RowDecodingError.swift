public import AshlarPostgres
public import AshlarSupport

/// A row of a query does not fit what was selected.
public struct RowDecodingError: DetailedError {
    /// The place of the row in the result, counted from 0.
    public let row: Int
    /// What failed: column, PostgreSQL type, Swift type and why.
    public let cause: PostgresDecodingError
    /// Where the query was made.
    public let location: SourceLocation?

    /// Row, column, types and the reason.
    public var description: String { "Row \(row) of the result cannot be read: \(cause)" }

    /// What to do about it.
    public var suggestion: String? {
        cause.reason == "the value is NULL"
            ? "Where it may be NULL select `.optional` of the expression, or `.coalesce` with another value."
            : cause.suggestion ?? "Cast it in the query with .cast(to:)."
    }
}
