package import AshlarSupport

extension SourceExcerpt {
    /// The excerpt for a terminal or a log, with a caret below a column of the line in question.
    ///
    /// - Parameter column: the column in characters, counted from 1; nil where none is known.
    package func text(caretAt column: Int?) -> String {
        guard let column, let marked = lines.firstIndex(where: \.isMarked) else { return text }
        var rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard rows.count == lines.count else { return text }
        let width = String(lines.last?.number ?? 0).count
        // Tabs stay tabs, so that the caret stands below its column however wide they are.
        let before = lines[marked].text.prefix(max(0, column - 1)).map { $0 == "\t" ? "\t" : " " as Character }
        rows.insert(String(repeating: " ", count: width + 2) + " | " + String(before) + "^", at: marked + 1)
        return rows.joined(separator: "\n")
    }
}
