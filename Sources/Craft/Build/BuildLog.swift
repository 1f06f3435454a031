import AshlarSupport

/// What `swift build` prints, read as it comes.
struct BuildLog: Sendable {
    /// Everything, line by line.
    private(set) var lines: [String] = []
    /// How far the build is, such as `[12/345] Compiling App App.swift`.
    private(set) var progress: String?
    /// What the compiler said, each once, in order.
    private(set) var diagnostics: [BuildDiagnostic] = []
    private var unfinished: [UInt8] = []
    private var seen: Set<BuildDiagnostic> = []
    /// What a macro's code got, until the place of the macro is said.
    private var expansion: String?

    /// Takes what was printed next; it may end in the middle of a line.
    mutating func append(_ bytes: [UInt8]) {
        unfinished += bytes
        var parts = unfinished.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        unfinished = Array(parts.removeLast())
        for part in parts { take(String(decoding: part, as: UTF8.self)) }
    }

    /// Takes a last line without a line break.
    mutating func finish() {
        if !unfinished.isEmpty { take(String(decoding: unfinished, as: UTF8.self)) }
        unfinished = []
    }

    private mutating func take(_ line: String) {
        lines.append(line)
        if line.hasPrefix("["), let end = line.firstIndex(of: "]"), line[..<end].contains("/") {
            progress = line
        } else if line.hasPrefix("macro expansion ") {
            expansion = line
        } else if let expansion, line.hasSuffix("note: expanded code originates here") {
            self.expansion = nil
            note(BuildDiagnostic(expansion: expansion, origin: line))
        } else {
            note(BuildDiagnostic(line: line))
        }
    }

    private mutating func note(_ diagnostic: BuildDiagnostic?) {
        if let diagnostic, seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    /// What a person needs to see of a build that failed: errors with their places; without any, the lines that say "error"
    /// (the linker's, SwiftPM's own), or else the end of everything.
    ///
    /// - Parameter root: the folder that paths are shown relative to.
    func failure(relativeTo root: String, console: Console) -> [String] {
        let errors = Self.distinct(diagnostics.filter { $0.severity == .error })
        if !errors.isEmpty {
            return Array(errors.map { $0.lines(relativeTo: root, console: console) }.joined(separator: [""]))
        }
        let telling = lines.filter { $0.contains("error:") || $0.contains("undefined symbol") }
        return telling.isEmpty ? Array(lines.suffix(20)) : Array(telling.prefix(20))
    }

    /// Without what one mistake makes fail again and again in a macro's code: where it is known what to do, that is said once.
    private static func distinct(_ errors: [BuildDiagnostic]) -> [BuildDiagnostic] {
        let advised = Set(errors.filter { $0.suggestion != nil }.map(\.location))
        var told: [SourceLocation: Set<String>] = [:]
        return errors.filter { error in
            guard advised.contains(error.location) else { return true }
            return error.suggestion.map { told[error.location, default: []].insert($0).inserted } ?? false
        }
    }

    /// Whether there is an error in a file below a folder.
    func hasErrors(below root: String) -> Bool {
        diagnostics.contains { $0.severity == .error && $0.location.file.hasPrefix(root + "/") }
    }

    /// The warnings about the app's own files, for a build that went well.
    func warnings(relativeTo root: String, console: Console) -> [String] {
        let own = diagnostics.filter { $0.severity == .warning && $0.location.file.hasPrefix(root + "/") }
        return Array(own.map { $0.lines(relativeTo: root, console: console) }.joined(separator: [""]))
    }
}
