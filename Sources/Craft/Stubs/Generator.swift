import AshlarSupport
import AshlarTerminal

/// Writes files from stubs into an app: all of them, or nothing.
struct Generator: Sendable {
    /// One file to be made.
    struct Item: Sendable, Equatable {
        /// Its path, relative to the app.
        var path: String
        /// What is in it.
        var contents: String
        /// What is added to other files.
        var injections: [Stub.Injection] = []
        /// What to do next.
        var messages: [String] = []
        /// Whether a file that exists with other contents is somebody else's too, and stays as it is unless it is forced.
        var isShared = false
    }

    /// How files are written.
    enum Mode: Sendable {
        /// What exists with other contents is an error.
        case careful
        /// What exists is replaced.
        case overwriting
        /// Nothing is written: what would be is shown.
        case dryRun
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
            injections: try stub.injections.map {
                Stub.Injection(
                    file: try fill($0.file), marker: try fill($0.marker), line: try fill($0.line),
                    isSorted: $0.isSorted, otherwise: try $0.otherwise.map(fill))
            },
            messages: try stub.messages.map(fill))
    }

    /// Writes files, adds the lines they need elsewhere, and prints both and the next steps.
    ///
    /// - Parameters:
    ///   - items: what to write.
    ///   - mode: what becomes of files that exist.
    /// - Throws: ``CraftError`` before anything is written if a file exists with other contents, or a line finds no place.
    func write(_ items: [Item], _ mode: Mode = .careful) throws {
        let existing = items.filter { Files.exists(at($0.path)) }
        let different = try existing.filter { try Files.text(at($0.path)) != $0.contents }
        let refused = different.filter { !$0.isShared }
        if mode == .careful, let first = refused.first {
            let others = refused.dropFirst().map(\.path)
            throw CraftError(
                "\(first.path) exists. Nothing was changed.",
                suggestion: "Choose another name, replace it with --force, or see the difference with --dry-run.",
                details: others.map { "\($0) exists too" })
        }
        let (changed, notes) = try injected(items)
        if mode == .dryRun { return try show(items, changed, notes) }
        for item in items {
            let isSame = existing.contains(item) && !different.contains(item)
            let isKept = item.isShared && different.contains(item) && mode == .careful
            if !isSame, !isKept { try Files.write(item.contents, to: at(item.path)) }
            let verb = isSame ? "same" : isKept ? "kept" : existing.contains(item) ? "replaced" : "created"
            console.file(verb, item.path, style: isSame || isKept ? .dim : .green)
        }
        for (file, text) in changed {
            try Files.write(text, to: at(file))
            console.file("changed", file)
        }
        var said: Set<String> = []
        // Several items say "Next:" once.
        let messages = (items.flatMap(\.messages) + notes).filter { said.insert($0).inserted }
        if !messages.isEmpty { console.say() }
        for message in messages { console.say(message) }
    }

    /// The files that get lines, as they become, and what to do by hand where a line finds no place.
    private func injected(_ items: [Item]) throws -> (changed: [(file: String, text: String)], notes: [String]) {
        var changed: [(file: String, text: String)] = []
        var notes: [String] = []
        for injection in items.flatMap(\.injections) {
            let earlier = changed.first { $0.file == injection.file }?.text
            if earlier == nil, !Files.exists(at(injection.file)), let note = injection.otherwise {
                notes.append(note)
                continue
            }
            let text = try earlier ?? Files.text(at(injection.file))
            do {
                guard let result = try injection.add(to: text, path: at(injection.file)) else { continue }
                changed.removeAll { $0.file == injection.file }
                changed.append((injection.file, result))
            } catch let error as CraftError {
                guard let note = injection.otherwise else { throw error }
                notes.append(note)
            }
        }
        return (changed, notes)
    }

    private func show(_ items: [Item], _ changed: [(file: String, text: String)], _ notes: [String]) throws {
        for item in items {
            let exists = Files.exists(at(item.path))
            let old = exists ? try Files.text(at(item.path)) : ""
            let changed = item.isShared ? "keep, or with --force replace" : "replace"
            let verb = !exists ? "create" : old == item.contents ? "same" : changed
            console.file(verb, item.path, style: verb == "same" ? .dim : .green)
            for line in TextDiff(from: old, to: item.contents).text(console: console) { console.say("    \(line)") }
        }
        for (file, text) in changed {
            console.file("change", file)
            for line in TextDiff(from: try Files.text(at(file)), to: text).text(console: console) {
                console.say("    \(line)")
            }
        }
        for note in notes { console.say(note) }
        console.say()
        console.say("Nothing was written.")
    }

    func at(_ path: String) -> String { "\(root)/\(path)" }
}
