import AshlarSupport

extension TemplateEngine {
    /// What was probably meant by the name of a template that does not exist.
    func suggestion(forTemplate name: String) -> String? {
        let names = (try? loader.names()) ?? []
        let meant = Self.spelt(like: name, in: names) ?? Suggestion.closest(to: name, in: names)
        // Of a module's views its loader knows more than the files' names say.
        let near = meant ?? (name.contains("::") ? nil : Self.filed(like: name, in: names))
        return near.map { "Did you mean \"\($0)\"?" } ?? loader.hint(forMissing: name)
    }

    /// The template whose name was written without its ending, or with dots for slashes.
    private static func spelt(like name: String, in names: [String]) -> String? {
        let dotted = String(name.map { $0 == "." ? "/" : $0 })
        return ["\(name).html", "\(dotted).html"].first { names.contains($0) }
    }

    /// The template in another folder whose file has that name, or almost; of several the one whose folder is nearest.
    private static func filed(like name: String, in names: [String]) -> String? {
        let file = fileName(of: name)
        var files: [String: [String]] = [:]
        for other in names { files[fileName(of: other), default: []].append(other) }
        guard let there = files[file] ?? Suggestion.closest(to: file, in: files.keys).flatMap({ files[$0] }) else {
            return nil
        }
        func distance(_ other: String) -> Int { Suggestion.editDistance(Array(name), Array(other)) }
        return there.sorted().min { distance($0) < distance($1) }
    }

    private static func fileName(of name: String) -> String {
        String(name.split { $0 == "/" || $0 == ":" }.last ?? "")
    }
}
