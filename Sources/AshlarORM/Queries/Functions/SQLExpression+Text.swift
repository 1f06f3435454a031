public import AshlarPostgres

extension SQLExpression where Value == String {
    /// How many characters the text has.
    public var length: Computed<Int32> { function("length") }

    /// The text in lower case.
    public func lowercased() -> Computed<String> { function("lower") }

    /// The text in upper case.
    public func uppercased() -> Computed<String> { function("upper") }

    /// The text without spaces at both ends.
    public func trimmed() -> Computed<String> { function("btrim") }

    /// The first characters of the text.
    public func prefix(_ count: Int32) -> Computed<String> { function("left", .value(count)) }

    /// The last characters of the text.
    public func suffix(_ count: Int32) -> Computed<String> { function("right", .value(count)) }

    /// The text with each place of another replaced.
    public func replacing(_ text: String, with replacement: String) -> Computed<String> {
        function("replace", .value(text), .value(replacement))
    }

    /// The text followed by another one; NULL if either is.
    public func concatenated(with text: String) -> Computed<String> { combined("||", .value(text)) }

    /// The text followed by that of another expression; NULL if either is.
    public func concatenated<Other: SQLExpression>(with other: Other) -> Computed<String>
    where Other.Value == String { combined("||", other.sql, other.isNullable) }
}
