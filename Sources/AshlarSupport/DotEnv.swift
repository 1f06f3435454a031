/// Reads `.env`: one `NAME=value` a line. Apps and `craft` read it by the same rules.
///
/// Values may be quoted: in double quotes `\n`, `\t`, `\"`, `\\` and `\$` are read, in single quotes nothing is. A `#` after a
/// space begins a comment. `export` before a name is allowed, so that a shell can read the file too.
public enum DotEnv {
    /// Reads the text of a file.
    ///
    /// - Parameters:
    ///   - text: the file's text.
    ///   - file: its path, for errors.
    /// - Throws: ``DotEnvError`` that names the line.
    public static func parse(_ text: String, file: String) throws -> [String: String] {
        var values: [String: String] = [:]
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let location = SourceLocation(file: file, line: index + 1)
            var rest = line.drop(while: \.isWhitespace)
            if rest.isEmpty || rest.hasPrefix("#") { continue }
            if rest.hasPrefix("export ") { rest = rest.dropFirst(7).drop(while: \.isWhitespace) }
            guard let equals = rest.firstIndex(of: "=") else {
                throw DotEnvError(
                    "This line is no setting: it has no \"=\".",
                    suggestion: "Write NAME=value, or begin the line with # for a comment.", location: location)
            }
            let name = trimmed(rest[..<equals])
            guard isName(name) else {
                throw DotEnvError(
                    "\"\(name)\" is no name of a setting.", suggestion: "Use letters, digits and underscores.",
                    location: location)
            }
            values[name] = try value(rest[rest.index(after: equals)...].drop(while: \.isWhitespace), at: location)
        }
        return values
    }

    /// Where an app runs, in full: `production` for `APP_ENV=prod`. Beside `.env` stands a file for each, `.env.production`.
    ///
    /// - Returns: nil for a name that is none: a misspelt `production` must not become development.
    public static func environment(named name: String) -> String? {
        switch name.lowercased() {
        case "development", "dev", "local": "development"
        case "testing", "test": "testing"
        case "production", "prod": "production"
        default: nil
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    private static func isName(_ name: String) -> Bool {
        guard let first = name.first, first.isASCII, first.isLetter || first == "_" else { return false }
        return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    private static func value(_ text: Substring, at location: SourceLocation) throws -> String {
        guard let quote = text.first, quote == "\"" || quote == "'" else {
            return trimmed(withoutComment(text))
        }
        var value = ""
        var rest = text.dropFirst()
        while let character = rest.popFirst() {
            if character == quote {
                let after = rest.drop(while: \.isWhitespace)
                guard after.isEmpty || after.hasPrefix("#") else {
                    throw DotEnvError("There is text after the closing quote.", location: location)
                }
                return value
            }
            guard character == "\\", quote == "\"", let escaped = rest.popFirst() else {
                value.append(character)
                continue
            }
            switch escaped {
            case "n": value.append("\n")
            case "t": value.append("\t")
            case "\"", "\\", "$": value.append(escaped)
            default: value += "\\\(escaped)"
            }
        }
        throw DotEnvError("The value has no closing quote.", suggestion: "End it with \(quote).", location: location)
    }

    /// A `#` is part of an unquoted value unless a space comes before it: colours and passwords have it.
    private static func withoutComment(_ text: Substring) -> Substring {
        if text.first == "#" { return "" }
        var previous: Character = "="
        for index in text.indices {
            if text[index] == "#", previous.isWhitespace { return text[..<index] }
            previous = text[index]
        }
        return text
    }
}
