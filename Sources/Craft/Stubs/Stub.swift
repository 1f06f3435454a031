import AshlarSupport

/// A template that craft writes a file from: front matter that says where it goes, then the file.
///
/// ```
/// ---
/// to: Sources/App/Database/Migrations/__timestamp_____type__.swift
/// inject: Sources/App/Database/Migrations.swift
/// before: // craft:migrations
/// line: __type__.self,
/// message: Write the columns, then run ./craft migrate
/// ---
/// import Ashlar
/// ```
///
/// Front matter is a line `---`, lines `key: value`, and a line `---`. `message` may come several times, and so may `inject`: the
/// `before`, `line`, `sorted` and `otherwise` behind it belong to it. `__name__` stands for a value, in the front matter and in the
/// file: a stub of Swift is Swift that editors can read. One that has a line for itself may stand for several or for none.
struct Stub: Sendable, Equatable {
    /// A line that goes into a file that exists.
    struct Injection: Sendable, Equatable {
        /// The file, relative to the app.
        var file: String
        /// The line, told by its text, that it goes before.
        var marker: String
        /// What goes there, with the indentation of the marker.
        var line: String
        /// Whether the lines before the marker are in order; otherwise it goes behind all of them.
        var isSorted = false
        /// What to say where the marker is missing; if there is nothing to say, that is an error.
        var otherwise: String?
    }

    /// The file it came from, for errors.
    let source: String
    /// The file it makes, relative to the app.
    let destination: String
    /// What it adds to other files.
    let injections: [Injection]
    /// What to do next, a line each.
    let messages: [String]
    /// The contents of the file.
    let body: String

    /// Reads a stub.
    ///
    /// - Parameters:
    ///   - text: the stub's text.
    ///   - source: its path, for errors.
    /// - Throws: ``CraftError`` that names the line.
    init(parsing text: String, source: String) throws {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard lines.first == "---" else {
            throw CraftError(
                "A stub begins with a line \"---\".", suggestion: "Add front matter with a line \"to: path\".",
                location: SourceLocation(file: source, line: 1))
        }
        lines.removeFirst()
        guard let end = lines.firstIndex(of: "---") else {
            throw CraftError(
                "The front matter has no end.", suggestion: "Add a line \"---\" before the file.",
                location: SourceLocation(file: source, line: 1))
        }
        var values: [String: String] = [:]
        var messages: [String] = []
        var injections: [(keys: [String: String], location: SourceLocation)] = []
        for (offset, line) in lines[..<end].enumerated() {
            let location = SourceLocation(file: source, line: offset + 2)
            guard let colon = line.firstIndex(of: ":") else {
                throw CraftError("This line of the front matter is no \"key: value\".", location: location)
            }
            let key = String(line[..<colon])
            let value = line[line.index(after: colon)...]
            // Only the space after the colon goes from messages: they are indented.
            let message = String(value.hasPrefix(" ") ? value.dropFirst() : value)
            let trimmed = String(value.drop(while: \.isWhitespace))
            switch key {
            case "message": messages.append(message)
            case "inject": injections.append((["inject": trimmed], location))
            case "before", "line", "sorted", "otherwise":
                guard let last = injections.indices.last else {
                    throw CraftError("The key \"\(key)\" stands behind an \"inject\".", location: location)
                }
                let old = injections[last].keys.updateValue(key == "otherwise" ? message : trimmed, forKey: key)
                if old != nil { throw CraftError("The key \"\(key)\" comes twice.", location: location) }
            case "to":
                guard values.updateValue(trimmed, forKey: key) == nil else {
                    throw CraftError("The key \"\(key)\" comes twice.", location: location)
                }
            default:
                throw CraftError(
                    "The front matter has no key \"\(key)\".\(Suggestion.sentence(for: key, in: Self.keys))",
                    suggestion: "Known are: \(Self.keys.joined(separator: ", ")).", location: location)
            }
        }
        guard let destination = values["to"], !destination.isEmpty else {
            throw CraftError(
                "The front matter does not say where the file goes.", suggestion: "Add a line \"to: path\".",
                location: SourceLocation(file: source, line: 1))
        }
        self.source = source
        self.destination = destination
        self.messages = messages
        body = lines[(end + 1)...].joined(separator: "\n")
        self.injections = try injections.map { keys, location in
            guard let file = keys["inject"], let marker = keys["before"], let line = keys["line"] else {
                throw CraftError(
                    "An injection takes the three keys \"inject\", \"before\" and \"line\".", location: location)
            }
            return Injection(
                file: file, marker: marker, line: line, isSorted: keys["sorted"] == "yes", otherwise: keys["otherwise"])
        }
    }

    private static let keys = ["to", "inject", "before", "line", "sorted", "otherwise", "message"]
}
