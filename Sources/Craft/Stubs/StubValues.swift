import AshlarSupport

/// What the placeholders of a stub stand for: `__type__` and the like.
struct StubValues: Sendable, Equatable {
    private let values: [String: String]

    /// Makes the values, by the placeholders' names without underscores.
    init(_ values: [String: String]) { self.values = values }

    /// The text with every placeholder replaced.
    ///
    /// - Parameters:
    ///   - text: the text of a stub.
    ///   - source: the stub's path, for errors.
    /// - Throws: ``CraftError`` that names the line of a placeholder without a value.
    func fill(_ text: String, source: String) throws -> String {
        var filled = ""
        var rest = text[...]
        while let match = rest.firstMatch(of: Self.placeholder()) {
            let name = String(match.1)
            guard let value = values[name] else {
                let before = text[..<match.range.lowerBound]
                throw CraftError(
                    "The placeholder __\(name)__ stands for nothing here."
                        + Suggestion.sentence(for: name, in: values.keys),
                    suggestion: "Known are: \(values.keys.sorted().map { "__\($0)__" }.joined(separator: ", ")).",
                    location: SourceLocation(file: source, line: before.count(where: \.isNewline) + 1))
            }
            filled += rest[..<match.range.lowerBound]
            filled += value
            rest = rest[match.range.upperBound...]
        }
        return filled + rest
    }

    /// Names have no underscore of their own, so that `__timestamp_____type__` is two of them with one between.
    private static func placeholder() -> Regex<(Substring, Substring)> { /__([a-z][a-zA-Z]*)__/ }
}
