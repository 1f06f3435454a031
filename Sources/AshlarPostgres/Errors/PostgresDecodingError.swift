public import AshlarSupport

/// A value of a result that is not what was asked for.
public struct PostgresDecodingError: DetailedError, CustomDebugStringConvertible, Equatable {
    /// The name of the column.
    public let columnName: String
    /// Its type in PostgreSQL.
    public let type: PostgresType
    /// The Swift type that was asked for.
    public let target: String
    /// Why the value is not one of it.
    public let reason: String
    /// The value in a short form, for developers' eyes only.
    public let value: String?
    /// What to do about it.
    public let suggestion: String?

    /// Makes an error; ``PostgresCell/failure(_:_:value:suggestion:)`` fills most of it in.
    public init(
        columnName: String, type: PostgresType, target: String, reason: String, value: String? = nil,
        suggestion: String? = nil
    ) {
        self.columnName = columnName
        self.type = type
        self.target = target
        self.reason = reason
        self.value = value
        self.suggestion = suggestion
    }

    /// `Column "age" (bigint) cannot be read as Int16: the value is out of its range. Decode Int ...`
    public var description: String {
        "Column \"\(columnName)\" (\(type)) cannot be read as \(target): \(reason)."
            + (suggestion.map { " " + $0 } ?? "")
    }

    /// The description, and the value where it is known.
    public var debugDescription: String { description + (value.map { " The value is \"\($0.prefix(80))\"." } ?? "") }
}
