import Foundation

/// The commas of a list as `swift format` wants them: none behind an element that is alone, otherwise one behind each.
struct ElementCommas {
    private let marker: String

    /// - Parameter marker: the comment that marks the list's end.
    init(around marker: String) { self.marker = marker }

    /// Sets them, if the marker stands in a list that begins with `[` at the end of a line and ends with `]` in one of its own.
    func set(in lines: inout [String]) {
        guard let index = lines.firstIndex(where: { Self.bare($0) == marker }) else { return }
        let indentation = Self.indentation(of: lines[index])
        let isOutside = { (line: String) in !Self.bare(line).isEmpty && Self.indentation(of: line) < indentation }
        guard let opening = lines[..<index].lastIndex(where: isOutside), lines[opening].hasSuffix("["),
            let closing = lines[index...].firstIndex(where: isOutside), Self.bare(lines[closing]).hasPrefix("]")
        else { return }
        let content = lines.indices[(opening + 1)..<closing].filter { Self.isCode(lines[$0]) }
        // The last line of each element: the one before another begins, and the last of all.
        let ends = content.enumerated().filter { position, _ in
            let next = position + 1
            return next == content.count || Self.indentation(of: lines[content[next]]) == indentation
        }.map { $0.element }
        for end in ends { lines[end] = Self.line(lines[end], withComma: ends.count > 1) }
    }

    /// The line with a comma at its end or none, before its comment if it has one.
    private static func line(_ line: String, withComma: Bool) -> String {
        // In a text, what looks like a comment may be none.
        let comment = line.contains("\"") ? nil : line.range(of: "//")?.lowerBound
        var code = String(line[..<(comment ?? line.endIndex)])
        let rest = line[(comment ?? line.endIndex)...]
        var blanks = ""
        while let last = code.last, last.isWhitespace { blanks.insert(code.removeLast(), at: blanks.startIndex) }
        if withComma, !code.hasSuffix(",") { code += "," }
        if !withComma, code.hasSuffix(",") { code.removeLast() }
        return code + blanks + rest
    }

    private static func isCode(_ line: String) -> Bool {
        let bare = bare(line)
        return !bare.isEmpty && !bare.hasPrefix("//")
    }

    private static func indentation(of line: String) -> Int { line.prefix(while: \.isWhitespace).count }

    private static func bare(_ line: String) -> Substring { line.drop(while: \.isWhitespace) }
}
