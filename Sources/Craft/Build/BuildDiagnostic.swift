import AshlarSupport
import AshlarTerminal

/// What the compiler has to say about a place in a file.
struct BuildDiagnostic: Sendable, Hashable {
    /// How bad it is.
    enum Severity: String, Sendable {
        case error
        case warning
        case note
    }

    let severity: Severity
    let message: String
    let location: SourceLocation

    /// Reads a line such as `/blog/Sources/App/App.swift:3:9: error: cannot find 'x' in scope`; nil if it is none.
    init?(line: String) {
        guard let match = line.wholeMatch(of: /(\/[^:]*):(\d+):(\d+): (error|warning|note): (.*)/),
            let number = Int(match.2), let column = Int(match.3), let severity = Severity(rawValue: String(match.4))
        else { return nil }
        self.severity = severity
        message = String(match.5)
        location = SourceLocation(file: String(match.1), line: number, column: column)
    }

    /// Reads what a macro's code got: a line such as `macro expansion @Model:3:27: error: ...`, and one below it that says where
    /// the macro stands; nil if they are none.
    init?(expansion line: String, origin: String) {
        guard let match = line.wholeMatch(of: /macro expansion [^:]*:\d+:\d+: (error|warning): (.*)/),
            let place = origin.wholeMatch(of: /\W*(\/[^:]*):(\d+):(\d+): note: expanded code originates here/),
            let number = Int(place.2), let column = Int(place.3), let severity = Severity(rawValue: String(match.1))
        else { return nil }
        self.severity = severity
        message = String(match.2)
        location = SourceLocation(file: String(place.1), line: number, column: column)
    }

    /// What to do about a mistake whose message does not say it.
    var suggestion: String? {
        let needed = /'(\w[\w.]*)' (?:does not conform to protocol|conform to) 'Postgres(?:Encod|Decod|Cod)able'/
        guard let match = message.firstMatch(of: needed)
        else { return nil }
        return "A column has that type. An enum with raw values says that it can be stored: enum \(match.1): String, "
            + "PostgresCodable, Codable. Any other type is marked: @JSON, or @Cast(...)."
    }

    /// What is printed: the place, the message, and the lines around it.
    ///
    /// - Parameters:
    ///   - root: the folder that paths are shown relative to.
    ///   - console: what sets parts apart.
    func lines(relativeTo root: String, console: Console) -> [String] {
        let isInside = location.file.hasPrefix(root + "/")
        let file = isInside ? String(location.file.dropFirst(root.count + 1)) : location.file
        let place = SourceLocation(file: file, line: location.line, column: location.column).description
        let style: Console.Style = severity == .error ? .red : .yellow
        var lines = ["\(console.styled(place, .bold)): \(console.styled("\(severity.rawValue):", style)) \(message)"]
        if let text = try? Files.text(location.file) {
            let excerpt = SourceExcerpt(of: text, around: location.line, context: 2).text
            lines += excerpt.split(separator: "\n").map { "  \($0)" }
        }
        if let suggestion { lines.append("  \(suggestion)") }
        return lines
    }
}
