public import AshlarSupport

/// A definition in a migration that cannot become a statement.
public struct SchemaError: DetailedError, Equatable {
    /// The table that was defined.
    public let table: String
    /// What is wrong with the definition.
    public let message: String
    /// What to do about it.
    public let suggestion: String?
    /// Where the table was defined.
    public let location: SourceLocation?

    /// What is wrong, and with which table.
    public var description: String { "The table \"\(table)\" cannot be defined like this: \(message)" }
}
