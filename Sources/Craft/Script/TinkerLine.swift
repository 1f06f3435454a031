import AshlarSupport

/// A line of the shell, and the library that is made of it.
struct TinkerLine: Equatable {
    /// What a line is.
    enum Kind: Equatable {
        /// Stays for all lines that follow: an import, a type, a function.
        case declaration
        /// Gives a value a name.
        case binding(name: String, value: String, annotation: String)
        /// Gives a name, or a part of its value, another value.
        case assignment(target: String, value: String)
        case statement
        /// Has a value that is shown.
        case expression
    }

    let text: String
    let kind: Kind

    init(_ text: String) {
        self.text = text
        kind = Self.kind(of: text)
    }

    /// What calls the line in errors.
    static let file = "/tinker"

    /// The library.
    ///
    /// - Parameters:
    ///   - names: those that earlier lines gave, with the types of their values.
    ///   - declarations: of earlier lines.
    func source(names: [(name: String, type: String)], declarations: [String]) -> String {
        let words = Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
        let used =
            names.filter { words.contains($0.name) && !isBinding(of: $0.name) }
            + names.filter { isBinding(of: $0.name) && valueUses($0.name) }
        let parts = ScriptSource((declarations + (kind == .declaration ? [text] : [])).joined(separator: "\n"))
        let functions = parts.body.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
        var lines = [parts.header, parts.declarationText(file: Self.file)] + functions.map(String.init)
        lines += [
            "@_cdecl(\"ashlar_line\")", "public func ashlarLine() -> UnsafeMutableRawPointer {",
            "    ScriptLine { (kernel: Kernel) async throws -> Void in", "        _ = kernel",
        ]
        lines += used.map {
            "        var \($0.name) = try ScriptValues.shared.value(\"\($0.name)\", as: \(Self.spelled($0.type)).self)"
        }
        lines += ["#sourceLocation(file: \"\(Self.file)\", line: 1)"] + body + ["#sourceLocation()"]
        lines += used.filter { !isBinding(of: $0.name) }.map {
            "        ScriptValues.shared.keep(\"\($0.name)\", \($0.name))"
        }
        return (lines + ["    }.pointer", "}", ""]).joined(separator: "\n")
    }

    /// A type as a line can name it. Ashlar has a type `App`, which hides the module of that name; and its own modules are reached
    /// through Ashlar alone.
    private static func spelled(_ type: String) -> String {
        type.replacing(/\b(App|Ashlar[A-Za-z]*)\.(?=[A-Za-z_])/, with: "")
    }

    private var body: [String] {
        switch kind {
        case .declaration: []
        case .binding(let name, let value, let annotation):
            [
                "let ashlarValue\(annotation) = try await \(value)", "try await ScriptOutput.show(ashlarValue)",
                "ScriptValues.shared.keep(\"\(name)\", ashlarValue)",
            ]
        case .assignment(let target, let value): ["\(target) try await \(value)"]
        case .statement: [text]
        case .expression: ["try await ScriptOutput.show(\(text))"]
        }
    }

    private func isBinding(of name: String) -> Bool {
        if case .binding(name, _, _) = kind { true } else { false }
    }

    /// `let posts = posts.reversed()` reads the name that it gives anew.
    private func valueUses(_ name: String) -> Bool {
        guard case .binding(_, let value, _) = kind else { return false }
        return value.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains { $0 == name }
    }

    private static func kind(of text: String) -> Kind {
        let declaration =
            /(@\w+(\([^)]*\))?\s+)*((public|private|fileprivate|internal|final|indirect)\s+)*(import|struct|class|enum|actor|protocol|extension|func|typealias)\s(.|\n)*/
        if text.wholeMatch(of: declaration) != nil { return .declaration }
        if let match = text.wholeMatch(of: /(?:let|var)\s+([A-Za-z_]\w*)(\s*:[^=]+?)?\s*=\s*((?:.|\n)*)/) {
            return .binding(name: String(match.1), value: withoutTry(match.3), annotation: String(match.2 ?? ""))
        }
        if let match = text.wholeMatch(of: /([a-z_]\w*(?:\.\w+|\[[^\]]*\])*\s*[-+*\/]?=)(?!=)\s*((?:.|\n)*)/) {
            return .assignment(target: String(match.1), value: withoutTry(match.2))
        }
        if text.wholeMatch(of: /(for|while|repeat|if|guard|switch|do|defer|throw|let|var|_\s*=)\b(.|\n)*/) != nil {
            return .statement
        }
        return .expression
    }

    /// The words are written before every value.
    private static func withoutTry(_ value: Substring) -> String {
        String(value.trimmingPrefix(/try\s+/).trimmingPrefix(/await\s+/))
    }
}
