import AshlarSupport

/// The variables of a `.env` file: `NAME=value` lines, with `#` comments, optional `export`, and values in quotes where
/// they hold spaces.
public struct DotEnv: Sendable, Equatable {
    /// The variables.
    public let variables: [String: String]

    /// Reads the text of a file.
    ///
    /// - Parameters:
    ///   - text: the file's text.
    ///   - file: its path, for the error.
    /// - Throws: ``ConfigError`` that names the line: a variable that is silently skipped is found in production.
    public init(_ text: String, file: String = ".env") throws {
        var variables: [String: String] = [:]
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let location = SourceLocation(file: file, line: index + 1)
            var content = Self.trim(line)
            guard let first = content.first, first != "#" else { continue }
            if content.hasPrefix("export ") { content = Self.trim(content.dropFirst(7)) }
            guard let equals = content.firstIndex(of: "=") else {
                throw ConfigError(
                    message: "The line \"\(content.prefix(40))\" is no variable.", location: location,
                    suggestion: "Write NAME=value, or start a comment with #.")
            }
            let name = Self.trim(content[..<equals])
            guard Self.isName(name) else {
                throw ConfigError(
                    message: "\"\(name.prefix(40))\" is no name for a variable.", location: location,
                    suggestion: "Use letters, digits and underscores, and start with a letter or an underscore.")
            }
            variables[String(name)] = try Self.value(Self.trim(content[content.index(after: equals)...]), at: location)
        }
        self.variables = variables
    }

    private static func value(_ text: Substring, at location: SourceLocation) throws -> String {
        guard let quote = text.first, quote == "\"" || quote == "'" else {
            // A # after a space starts a comment; one inside of a word, as in a password, does not.
            return String(trim(text.firstRange(of: " #").map { text[..<$0.lowerBound] } ?? text))
        }
        var value = ""
        var isEscaped = false
        for (offset, character) in text.dropFirst().enumerated() {
            if isEscaped {
                value.append(character == "n" ? "\n" : character)
                isEscaped = false
            } else if character == "\\", quote == "\"" {
                isEscaped = true
            } else if character == quote {
                let rest = trim(text.dropFirst(offset + 2))
                guard rest.isEmpty || rest.hasPrefix("#") else { break }
                return value
            } else {
                value.append(character)
            }
        }
        throw ConfigError(
            message: "The quoted value does not end with its quote.", location: location,
            suggestion: "Close the quote at the end of the value; write \\\" for a quote inside of it.")
    }

    private static func trim(_ text: Substring) -> Substring {
        let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
        let end = text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? start
        return text[start..<end]
    }

    private static func isName(_ name: Substring) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= first) else { return false }
        return name.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || $0 == "_" || ("0"..."9") ~= $0)
        }
    }
}
