import AshlarSupport

/// What the placeholders of a stub stand for: `__type__` and the like.
struct StubValues: Sendable, Equatable {
    private let values: [String: String]

    /// Makes the values, by the placeholders' names without underscores.
    init(_ values: [String: String]) { self.values = values }

    /// The text with every placeholder replaced.
    ///
    /// Of a value with several lines, all get the indentation of the placeholder's line. A placeholder that has a line for itself
    /// may stand for nothing: then its line goes.
    ///
    /// - Parameters:
    ///   - text: the text of a stub.
    ///   - source: the stub's path, for errors.
    /// - Throws: ``CraftError`` that names the line of a placeholder without a value.
    func fill(_ text: String, source: String) throws -> String {
        var filled: [Substring] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let location = SourceLocation(file: source, line: index + 1)
            if let block = line.wholeMatch(of: Self.block()) {
                let value = try value(of: String(block.2), location)
                // With a line that is empty, the blank line before it goes too: otherwise two would follow each other.
                if value.isEmpty {
                    if filled.last?.isEmpty == true { filled.removeLast() }
                    continue
                }
                filled += value.split(separator: "\n", omittingEmptySubsequences: false).map {
                    $0.isEmpty ? $0 : "\(block.1)\($0)"
                }
            } else {
                filled.append(try inline(line, location)[...])
            }
        }
        return filled.joined(separator: "\n")
    }

    private func inline(_ line: Substring, _ location: SourceLocation) throws -> String {
        let indentation = line.prefix(while: \.isWhitespace)
        var filled = ""
        var rest = line
        while let match = rest.firstMatch(of: Self.placeholder()) {
            filled += rest[..<match.range.lowerBound]
            filled += try value(of: String(match.1), location).replacing("\n", with: "\n\(indentation)")
            rest = rest[match.range.upperBound...]
        }
        return filled + rest
    }

    private func value(of name: String, _ location: SourceLocation) throws -> String {
        if let value = values[name] { return value }
        throw CraftError(
            "The placeholder __\(name)__ stands for nothing here." + Suggestion.sentence(for: name, in: values.keys),
            suggestion: "Known are: \(values.keys.sorted().map { "__\($0)__" }.joined(separator: ", ")).",
            location: location)
    }

    private static func block() -> Regex<(Substring, Substring, Substring)> { /([ \t]*)__([a-z][a-zA-Z]*)__/ }

    /// Names have no underscore of their own, so that `__timestamp_____type__` is two of them with one between.
    private static func placeholder() -> Regex<(Substring, Substring)> { /__([a-z][a-zA-Z]*)__/ }
}
