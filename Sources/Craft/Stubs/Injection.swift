import AshlarSupport

extension Stub.Injection {
    /// Adds the line before its marker.
    ///
    /// The lines directly above the marker, as far as they are indented like it, are the list: there the line has its place in
    /// the order, or at the end.
    ///
    /// - Parameters:
    ///   - text: the file's text.
    ///   - path: the file's path, for errors.
    /// - Returns: the new text, or nil if the line is there already.
    /// - Throws: ``CraftError`` if the marker is missing.
    func add(to text: String, path: String) throws -> String? {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.contains(where: isLine) { return nil }
        guard let index = lines.firstIndex(where: { Self.bare($0) == marker }) else {
            throw CraftError(
                "There is no line \"\(marker)\", so \"\(line)\" has no place. Nothing was changed.",
                suggestion: "Add the line \"\(marker)\" where new ones belong, and run the command again.",
                location: SourceLocation(file: path, line: lines.count))
        }
        let indentation = lines[index].prefix { $0.isWhitespace }
        var place = index
        if isSorted {
            let list = lines[..<index].reversed().prefix { line in
                line.hasPrefix(indentation) && Self.bare(line).count == line.count - indentation.count
                    && !Self.bare(line).isEmpty && !Self.bare(line).hasPrefix("//")
            }
            let first = index - list.count
            place = lines[first..<index].firstIndex { Self.bare($0) > line } ?? index
        }
        lines.insert(indentation + line, at: place)
        if line.hasSuffix(",") { ElementCommas(around: marker).set(in: &lines) }
        return lines.joined(separator: "\n")
    }

    /// Takes the line away.
    ///
    /// - Returns: the new text, or nil if the line is not there.
    func remove(from text: String) -> String? {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let index = index(in: lines) else { return nil }
        lines.remove(at: index)
        if line.hasSuffix(",") { ElementCommas(around: marker).set(in: &lines) }
        return lines.joined(separator: "\n")
    }

    /// Where the line stands among those of the file; nil if it is not there.
    func index(in lines: [String]) -> Int? { lines.firstIndex(where: isLine) }

    /// Whether a line of the file is the one that was added: alone in its list, it has no comma.
    private func isLine(_ other: String) -> Bool {
        let other = Self.bare(other)
        return other == line || line.hasSuffix(",") && other == line.dropLast()
    }

    private static func bare(_ line: String) -> Substring { line.drop(while: \.isWhitespace) }
}
