import AshlarPostgres

extension Field where Value == String {
    /// The text matches a pattern: `%` stands for any text, `_` for one character, a backslash takes their meaning away.
    public func like(_ pattern: String) -> Condition { Condition("\(sql) LIKE \(pattern)") }

    /// The text matches a pattern, whatever the case of its letters.
    public func ilike(_ pattern: String) -> Condition { Condition("\(sql) ILIKE \(pattern)") }

    /// The text contains another, taken literally, in the same case.
    public func contains(_ text: String) -> Condition { like("%\(Self.escaped(text))%") }

    /// The text starts with another, taken literally, in the same case.
    public func startsWith(_ text: String) -> Condition { like("\(Self.escaped(text))%") }

    /// The text ends with another, taken literally, in the same case.
    public func endsWith(_ text: String) -> Condition { like("%\(Self.escaped(text))") }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            if scalar == "%" || scalar == "_" || scalar == "\\" { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }
}
