import AshlarSupport

/// Writes files from stubs into an app: all of them, or nothing.
struct Generator: Sendable {
    /// One file to be made.
    struct Item: Sendable, Equatable {
        /// Its path, relative to the app.
        var path: String
        /// What is in it.
        var contents: String
        /// What is added to another file.
        var injection: Stub.Injection?
        /// What to do next.
        var messages: [String]
    }

    /// The app's root.
    let root: String
    /// Where stubs come from.
    let stubs: StubLibrary
    let console: Console

    /// What a stub makes of some values; nothing is written.
    func item(_ stub: String, _ values: StubValues) throws -> Item {
        let stub = try stubs.stub(stub)
        func fill(_ text: String) throws -> String { try values.fill(text, source: stub.source) }
        return Item(
            path: try fill(stub.destination), contents: try fill(stub.body),
            injection: try stub.injection.map {
                Stub.Injection(file: try fill($0.file), marker: try fill($0.marker), line: try fill($0.line))
            },
            messages: try stub.messages.map(fill))
    }

    /// Writes files, adds the lines they need elsewhere, and prints both and the next steps.
    ///
    /// - Parameters:
    ///   - items: what to write.
    ///   - overwrites: whether a file that exists is replaced.
    /// - Throws: ``CraftError`` before anything is written if a file exists or a line finds no place.
    func write(_ items: [Item], overwrites: Bool) throws {
        for item in items where !overwrites && Files.exists("\(root)/\(item.path)") {
            throw CraftError(
                "\(item.path) exists. Nothing was changed.",
                suggestion: "Choose another name, or replace it with --force.")
        }
        var changed: [(file: String, text: String)] = []
        for injection in items.compactMap(\.injection) {
            let earlier = changed.first { $0.file == injection.file }?.text
            let text = try earlier ?? Files.text("\(root)/\(injection.file)")
            guard let result = try Self.inject(injection, into: text, file: "\(root)/\(injection.file)") else {
                continue
            }
            changed.removeAll { $0.file == injection.file }
            changed.append((injection.file, result))
        }
        for item in items {
            let verb = Files.exists("\(root)/\(item.path)") ? "replaced" : "created"
            try Files.write(item.contents, to: "\(root)/\(item.path)")
            console.file(verb, item.path)
        }
        for (file, text) in changed {
            try Files.write(text, to: "\(root)/\(file)")
            console.file("changed", file)
        }
        var said: Set<String> = []
        // Several items say "Next:" once.
        let messages = items.flatMap(\.messages).filter { said.insert($0).inserted }
        if !messages.isEmpty { console.say() }
        for message in messages { console.say(message) }
    }

    /// Adds a line before its marker.
    ///
    /// - Returns: the new text, or nil if the line is there already.
    /// - Throws: ``CraftError`` if the marker is missing.
    static func inject(_ injection: Stub.Injection, into text: String, file: String) throws -> String? {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        func bare(_ line: String) -> Substring { line.drop(while: \.isWhitespace) }
        if lines.contains(where: { bare($0) == injection.line }) { return nil }
        guard let index = lines.firstIndex(where: { bare($0) == injection.marker }) else {
            throw CraftError(
                "There is no line \"\(injection.marker)\", so \"\(injection.line)\" has no place. Nothing was changed.",
                suggestion: "Add the line \"\(injection.marker)\" where new ones belong, and run the command again.",
                location: SourceLocation(file: file, line: lines.count))
        }
        lines.insert(lines[index].prefix { $0.isWhitespace } + injection.line, at: index)
        return lines.joined(separator: "\n")
    }
}
