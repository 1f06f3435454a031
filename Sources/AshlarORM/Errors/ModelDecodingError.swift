public import AshlarPostgres
public import AshlarSupport

/// A row does not fit the model: a type differs, or a column is NULL whose property is not optional.
public struct ModelDecodingError: DetailedError {
    /// The model's name: `Post`.
    public let model: String
    /// The table's name: `posts`.
    public let table: String
    /// The place of the row in the result, counted from 0.
    public let row: Int
    /// What failed: column, PostgreSQL type, Swift type and why.
    public let cause: PostgresDecodingError
    /// Where the query was made.
    public let location: SourceLocation?

    /// Model, column, types and the reason.
    public var description: String { "\(model) cannot be read from row \(row) of its result: \(cause)" }

    /// What to do about it.
    public var suggestion: String? {
        cause.suggestion
            ?? "Change the property's type in \(model), or the column of \"\(table)\" in a migration."
    }
}
