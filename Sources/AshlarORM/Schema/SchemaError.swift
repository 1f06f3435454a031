public import AshlarSupport

/// A definition in a migration that cannot become a statement.
public struct SchemaError: DetailedError, Equatable {
    /// The table, or whatever else was defined.
    public let table: String
    /// What is wrong with the definition.
    public let message: String
    /// What to do about it.
    public let suggestion: String?
    /// Where the table was defined.
    public let location: SourceLocation?

    /// What is wrong, and with which table.
    public var description: String {
        table.isEmpty ? message : "The table \"\(table)\" cannot be defined like this: \(message)"
    }

    static func needsNoTransaction(_ what: String, _ location: SourceLocation) -> SchemaError {
        SchemaError(
            table: "", message: "\(what) cannot be part of a transaction, and the migration runs in one",
            suggestion: "Give it a migration of its own that says `static let withinTransaction = false`.",
            location: location)
    }
}
