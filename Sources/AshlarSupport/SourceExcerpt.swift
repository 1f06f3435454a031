/// A few lines around a place in a text, as error pages and terminals show them.
public struct SourceExcerpt: Sendable, Equatable {
    /// One line of the excerpt.
    public struct Line: Sendable, Equatable {
        /// Its number in the file, counted from 1.
        public let number: Int
        /// Its text without the line break.
        public let text: String
        /// Whether it is the line in question.
        public let isMarked: Bool
    }

    /// The lines, in order.
    public let lines: [Line]

    /// Cuts an excerpt.
    ///
    /// - Parameters:
    ///   - source: the whole text.
    ///   - line: the line in question, counted from 1.
    ///   - context: how many lines to show before and after it.
    public init(of source: String, around line: Int, context: Int = 5) {
        let all = source.split(omittingEmptySubsequences: false) { $0.isNewline }
        let first = max(1, line - context)
        let last = min(all.count, line + context)
        lines =
            first <= last
            ? (first...last).map { Line(number: $0, text: String(all[$0 - 1]), isMarked: $0 == line) }
            : []
    }

    /// The excerpt for a terminal or a log: numbers in a column, the line in question marked with `>`.
    public var text: String {
        let width = String(lines.last?.number ?? 0).count
        return lines.map { line in
            let number = String(repeating: " ", count: width - String(line.number).count) + String(line.number)
            return "\(line.isMarked ? ">" : " ") \(number) | \(line.text)"
        }.joined(separator: "\n")
    }
}
