public import AshlarSupport

/// Rows that are to be inserted together have different columns.
public struct UnevenRows: DetailedError, Equatable {
    /// The table.
    public let table: String
    /// The columns of the first row.
    public let columns: [String]
    /// Where they were to be inserted.
    public let location: SourceLocation?

    /// What differs.
    public var description: String {
        "The rows for \"\(table)\" do not all have the columns of the first: \(columns.joined(separator: ", "))"
    }

    /// What to do about it.
    public var suggestion: String? {
        "Give each row the same columns in the same order, with nil where it has no value, or insert them apart."
    }
}
