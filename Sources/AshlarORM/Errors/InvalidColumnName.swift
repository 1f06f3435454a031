public import AshlarSupport

/// A text was given for the name of a column that no column can have.
public struct InvalidColumnName: DetailedError, Equatable {
    /// The text.
    public let name: String
    /// The table.
    public let table: String

    /// Which name of which table.
    public var description: String { "\"\(name)\" is no name of a column of \"\(table)\"" }

    /// What a name is.
    public var suggestion: String? {
        "A name has 1 to 63 bytes and no NUL; a dot stands between the table's name and the column's. For an expression "
            + "there is Computed<Int>(raw: \"...\")."
    }
}
