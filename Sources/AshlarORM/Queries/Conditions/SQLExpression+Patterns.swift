public import AshlarPostgres

extension SQLExpression where Value == String {
    /// The text matches a pattern: `%` stands for any text, `_` for one character, a backslash takes their meaning away.
    public func like(_ pattern: String) -> Condition { Condition("\(sql) LIKE \(pattern)") }

    /// The text does not match a pattern; NULL does not.
    public func notLike(_ pattern: String) -> Condition { negated("NOT LIKE", pattern) }

    /// The text matches a pattern, whatever the case of its letters.
    public func ilike(_ pattern: String) -> Condition { Condition("\(sql) ILIKE \(pattern)") }

    /// The text does not match a pattern, whatever the case of its letters; NULL does not.
    public func notILike(_ pattern: String) -> Condition { negated("NOT ILIKE", pattern) }

    /// The text contains another, taken literally.
    ///
    /// - Parameter ignoringCase: whether the case of letters does not matter.
    public func contains(_ text: String, ignoringCase: Bool = false) -> Condition {
        literally("%\(Self.escaped(text))%", ignoringCase)
    }

    /// The text starts with another, taken literally.
    public func startsWith(_ text: String, ignoringCase: Bool = false) -> Condition {
        literally("\(Self.escaped(text))%", ignoringCase)
    }

    /// The text ends with another, taken literally.
    public func endsWith(_ text: String, ignoringCase: Bool = false) -> Condition {
        literally("%\(Self.escaped(text))", ignoringCase)
    }

    /// The text matches a regular expression of PostgreSQL's.
    ///
    /// - Parameter ignoringCase: whether the case of letters does not matter.
    public func matches(regex: String, ignoringCase: Bool = false) -> Condition {
        Condition(ignoringCase ? "\(sql) ~* \(regex)" : "\(sql) ~ \(regex)")
    }

    /// The text is like another, as the extension `pg_trgm` measures it: `similarity` above its threshold.
    public func isSimilar(to text: String) -> Condition { Condition("\(sql) % \(text)") }

    /// How like another text it is, from 0 to 1: a function of the extension `pg_trgm`.
    public func similarity(to text: String) -> Computed<Float> { function("similarity", .value(text)) }

    private func literally(_ pattern: String, _ ignoringCase: Bool) -> Condition {
        ignoringCase ? ilike(pattern) : like(pattern)
    }

    private func negated(_ operation: SQL, _ pattern: String) -> Condition {
        Condition(
            isNullable
                ? "(\(sql) IS NULL OR \(sql) \(operation) \(pattern))" : "\(sql) \(operation) \(pattern)")
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            if scalar == "%" || scalar == "_" || scalar == "\\" { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }
}
