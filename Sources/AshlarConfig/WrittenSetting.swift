public import AshlarSupport

/// A setting as a file in `config/` has it: its key and where it stands.
public struct WrittenSetting: Sendable, Equatable {
    /// `database.maximumConnections`
    public let key: String
    /// The file and line.
    public let location: SourceLocation
    /// Whether its value is a mapping in one line, `{ a: 1 }`: its keys are not taken apart.
    let isMapping: Bool
}

/// Finds the keys of a YAML file with their lines. Values are not its business: the file has been read by a parser of YAML.
struct SettingScan {
    private(set) var settings: [WrittenSetting] = []
    private var path: [(indent: Int, name: String, line: Int)] = []
    /// The last key, whose value may come in the lines below.
    private var isOpen = false
    /// Lines that are indented deeper belong to a value.
    private var valueIndent: Int?
    private var openBrackets = 0
    private let section: String
    private let file: String

    /// - Parameters:
    ///   - text: the file's content.
    ///   - section: what all keys begin with.
    ///   - file: its path.
    init(_ text: String, section: String, file: String) {
        self.section = section
        self.file = file
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            take(line, index + 1)
        }
        closeKey()
    }

    private mutating func take(_ line: Substring, _ number: Int) {
        let indent = line.prefix { $0 == " " }.count
        let text = line.dropFirst(indent)
        guard !text.isEmpty, text.first != "#", !text.hasPrefix("---"), !text.hasPrefix("...") else { return }
        if openBrackets > 0 {
            openBrackets += Self.brackets(text)
            return
        }
        if let valueIndent {
            if indent > valueIndent || (indent == valueIndent && text.hasPrefix("- ")) { return }
            self.valueIndent = nil
        }
        if text == "-" || text.hasPrefix("- ") {
            // A list: the key above has it as its value.
            valueIndent = indent
            closeKey()
            return
        }
        guard let (name, value) = Self.pair(text) else { return }
        if let last = path.last, last.indent >= indent { closeKey() }
        isOpen = false
        while let last = path.last, last.indent >= indent { path.removeLast() }
        path.append((indent, name, number))
        if value.isEmpty || value.hasPrefix("#") {
            isOpen = true
            return
        }
        add(isMapping: value.hasPrefix("{"))
        if value.hasPrefix("|") || value.hasPrefix(">") { valueIndent = indent }
        if value.hasPrefix("{") || value.hasPrefix("[") { openBrackets = max(0, Self.brackets(value)) }
    }

    /// A key whose value never came has none.
    private mutating func closeKey() {
        if isOpen { add(isMapping: false) }
        isOpen = false
    }

    private mutating func add(isMapping: Bool) {
        guard let line = path.last?.line else { return }
        let key = ([section] + path.map(\.name)).joined(separator: ".")
        settings.append(
            WrittenSetting(key: key, location: SourceLocation(file: file, line: line), isMapping: isMapping))
    }

    /// `name: value`, taken apart; nil for a line that is none.
    private static func pair(_ text: Substring) -> (name: String, value: Substring)? {
        let name: Substring
        var rest: Substring
        if let quote = text.first, quote == "\"" || quote == "'" {
            guard let end = text.dropFirst().firstIndex(of: quote) else { return nil }
            name = text.dropFirst()[..<end]
            rest = text[text.index(after: end)...].drop { $0 == " " }
            guard rest.first == ":" else { return nil }
        } else {
            guard let colon = text.indices.first(where: { isColon(text, $0) }) else { return nil }
            name = text[..<colon]
            rest = text[colon...]
        }
        rest = rest.dropFirst().drop { $0 == " " }
        return (String(name.reversed().drop { $0 == " " }.reversed()), rest)
    }

    private static func isColon(_ text: Substring, _ index: Substring.Index) -> Bool {
        guard text[index] == ":" else { return false }
        let next = text.index(after: index)
        return next == text.endIndex || text[next] == " "
    }

    private static func brackets(_ text: Substring) -> Int {
        text.reduce(0) { $0 + ("{[".contains($1) ? 1 : "}]".contains($1) ? -1 : 0) }
    }
}
