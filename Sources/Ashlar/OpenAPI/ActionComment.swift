/// The comment of an action, taken apart: its first sentence, the rest, and what it says of parameters.
struct ActionComment {
    let summary: String?
    let text: String?
    let parameters: [String: String]

    init(_ comment: String) {
        var paragraphs: [[String]] = [[]]
        var parameters: [String: String] = [:]
        var current: String?
        var isList = false
        var isOver = false
        for line in comment.split(separator: "\n", omittingEmptySubsequences: false) {
            let trimmed = line.drop { $0 == " " }
            if trimmed.isEmpty {
                current = nil
                paragraphs.append([])
            } else if trimmed.hasPrefix("- Parameters:") {
                isList = true
            } else if trimmed.hasPrefix("- Parameter ") {
                current = Self.add(trimmed.dropFirst("- Parameter ".count), to: &parameters)
            } else if isList, line.hasPrefix(" "), trimmed.hasPrefix("- ") {
                current = Self.add(trimmed.dropFirst(2), to: &parameters)
            } else if trimmed.hasPrefix("- Returns:") || trimmed.hasPrefix("- Throws:") {
                (isOver, isList) = (true, false)
            } else if let name = current {
                parameters[name, default: ""] += " " + trimmed
            } else if !isOver {
                paragraphs[paragraphs.count - 1].append(String(trimmed))
            }
        }
        self.parameters = parameters
        let written = paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
        guard let first = written.first else {
            (summary, text) = (nil, nil)
            return
        }
        let end = first.firstRange(of: ". ")
        summary = end.map { String(first[..<$0.lowerBound]) + "." } ?? first
        let rest = end.map { String(first[$0.upperBound...]) }.map { [$0] } ?? []
        let others = rest + written.dropFirst()
        text = others.isEmpty ? nil : others.joined(separator: "\n\n")
    }

    private static func add(_ item: Substring, to parameters: inout [String: String]) -> String? {
        guard let colon = item.firstIndex(of: ":") else { return nil }
        let name = String(item[..<colon])
        parameters[name] = String(item[item.index(after: colon)...].drop { $0 == " " })
        return name
    }
}
