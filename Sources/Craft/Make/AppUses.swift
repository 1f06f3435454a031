import AshlarSupport

/// Finds who else of an app uses what is to be removed.
struct AppUses {
    /// The app's root.
    let root: String
    /// What is removed.
    let items: [Generator.Item]
    /// The names that each of it gives to others.
    private let given: [(path: String, names: GivenNames)]

    /// - Throws: ``CraftError`` for a file that cannot be read.
    init(of items: [Generator.Item], root: String) throws {
        self.root = root
        self.items = items
        given = try items.map { ($0.path, GivenNames(of: $0, text: try Files.text("\(root)/\($0.path)"))) }
    }

    /// The places outside of what is removed, in the order of files and lines.
    var all: [AppUse] {
        var uses: [AppUse] = []
        for folder in ["Sources", "Tests", "views"] {
            let names = Files.list(below: "\(root)/\(folder)").map { "\(folder)/\($0)" }
            for file in names where !items.contains(where: { $0.path == file }) {
                guard folder == "views" || file.hasSuffix(".swift"), let text = try? Files.text("\(root)/\(file)")
                else { continue }
                uses += self.uses(in: file, text)
            }
        }
        return uses
    }

    private func uses(in file: String, _ text: String) -> [AppUse] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // The lines that go with what is removed.
        for injection in items.flatMap(\.injections) where injection.file == file {
            if let index = injection.index(in: lines) { lines[index] = "" }
        }
        let isView = file.hasPrefix("views/")
        let code = isView ? [] : SwiftCode(lines.joined(separator: "\n")).lines
        let typed = isView ? [:] : Self.typedViews(in: code)
        return lines.enumerated().flatMap { index, line -> [AppUse] in
            let words =
                code.indices.contains(index)
                ? UsedNames(swift: code[index], literalsOf: line) : UsedNames(view: line)
            return given.filter { _, names in
                words.use(names) || typed[index].map { names.views.contains($0) } == true
            }.map { path, _ in
                AppUse(
                    item: path, file: file, line: index + 1,
                    text: String(line.drop(while: \.isWhitespace).prefix(90)))
            }
        }
    }

    /// The views of `@View` structs whose names say them: `PostShow` shows `posts.show`. By the line of the struct.
    private static func typedViews(in code: [String]) -> [Int: String] {
        var views: [Int: String] = [:]
        for (index, line) in code.enumerated() {
            guard let match = line.firstMatch(of: /(@View\s+)?(?:public )?struct (\w+)/) else { continue }
            let before = index > 0 ? code[index - 1].filter { !$0.isWhitespace } : ""
            guard match.1 != nil || before == "@View" else { continue }
            var words = CaseConversion.snake(String(match.2)).split(separator: "_").map(String.init)
            guard let last = words.popLast() else { continue }
            let folder = words.isEmpty ? "" : Inflector.plural(words.joined(separator: "_")) + "."
            views[index] = folder + last
        }
        return views
    }
}
