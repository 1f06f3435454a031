/// Breaking a paragraph into lines, after Python's `textwrap`.
struct WordWrap {
    let width: Int
    let breaksLongWords: Bool
    let breaksOnHyphens: Bool

    typealias Chunk = [Unicode.Scalar]

    func lines(of paragraph: String) throws -> [String] {
        guard width > 0 else { throw Failure("the width must be more than 0") }
        var chunks = Array(Self.chunks(of: paragraph, breaksOnHyphens: breaksOnHyphens).reversed())
        var lines: [String] = []
        while !chunks.isEmpty {
            var line: [Chunk] = []
            var length = 0
            if !lines.isEmpty, let chunk = chunks.last, Self.isBlank(chunk) { chunks.removeLast() }
            while let chunk = chunks.last, length + chunk.count <= width {
                line.append(chunk)
                length += chunk.count
                chunks.removeLast()
            }
            if let chunk = chunks.last, chunk.count > width {
                breakUp(chunk, &chunks, &line, &length)
            }
            if let last = line.last, Self.isBlank(last) { line.removeLast() }
            if !line.isEmpty { lines.append(String(String.UnicodeScalarView(line.joined()))) }
        }
        return lines
    }

    /// A word longer than a line: cut, or alone on its line.
    private func breakUp(_ chunk: Chunk, _ chunks: inout [Chunk], _ line: inout [Chunk], _ length: inout Int) {
        guard breaksLongWords else {
            if line.isEmpty {
                line.append(chunk)
                chunks.removeLast()
            }
            return
        }
        let space = max(1, width - length)
        var end = space
        if breaksOnHyphens, chunk.count > space, let hyphen = chunk[..<space].lastIndex(of: "-"), hyphen > 0,
            chunk[..<hyphen].contains(where: { $0 != "-" })
        {
            end = hyphen + 1
        }
        line.append(Array(chunk[..<end]))
        chunks[chunks.count - 1] = Array(chunk[end...])
    }

    private static func isBlank(_ chunk: Chunk) -> Bool { chunk.allSatisfy(isSpace) }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        " \t\n\u{0B}\u{0C}\r".unicodeScalars.contains(scalar)
    }

    /// Words and the whitespace between them; with hyphens, words end behind a hyphen between letters.
    private static func chunks(of text: String, breaksOnHyphens: Bool) -> [Chunk] {
        var chunks: [Chunk] = []
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            guard let last = chunks.last, let end = last.last, isSpace(end) == isSpace(scalar) else {
                chunks.append([scalar])
                continue
            }
            if breaksOnHyphens, !isSpace(scalar), endsAtHyphen(last, before: scalars, index) {
                chunks.append([scalar])
            } else {
                chunks[chunks.count - 1].append(scalar)
            }
        }
        return chunks
    }

    /// Whether a word may be broken before a place: behind `letter letter -` and before two letters, as in `well-known`.
    private static func endsAtHyphen(_ chunk: Chunk, before scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        guard chunk.last == "-", chunk.count >= 3, isLetter(chunk[chunk.count - 2]),
            isLetterOrHyphen(chunk[chunk.count - 3])
        else { return false }
        let next = scalars[index]
        guard isLetter(next), index + 1 < scalars.count else { return false }
        return isLetterOrHyphen(scalars[index + 1])
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.properties.isAlphabetic }

    private static func isLetterOrHyphen(_ scalar: Unicode.Scalar) -> Bool { scalar == "-" || isLetter(scalar) }
}
