/// Where a template's text came from, and the way from an offset to a line.
struct TemplateOrigin: Sendable {
    let name: String
    let path: String?
    /// The text with `\n` as its only line break.
    let text: String

    /// The line and the column, in characters, of an offset in UTF-8 bytes; both counted from 1.
    func place(ofOffset offset: Int) -> (line: Int, column: Int) {
        var line = 1
        var lineStart = 0
        for (index, byte) in text.utf8.prefix(max(0, offset)).enumerated() where byte == UInt8(ascii: "\n") {
            line += 1
            lineStart = index + 1
        }
        let before = text.utf8.dropFirst(lineStart).prefix(max(0, offset - lineStart))
        return (line, String(decoding: before, as: UTF8.self).count + 1)
    }
}
