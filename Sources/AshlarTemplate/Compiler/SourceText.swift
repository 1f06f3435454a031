/// A template's bytes as the lexer wants them: valid UTF-8 with `\n` as its only line break.
enum SourceText {
    /// - Throws: ``TemplateError`` for bytes that are not UTF-8, with their place.
    static func prepare(
        _ source: TemplateSource, name: String, syntax: TemplateSyntax
    ) throws -> (bytes: [UInt8], origin: TemplateOrigin) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.bytes.count)
        let hasMark = source.bytes.starts(with: [0xEF, 0xBB, 0xBF])
        var wasReturn = false
        for byte in source.bytes.dropFirst(hasMark ? 3 : 0) {
            if byte == 0x0D {
                bytes.append(0x0A)
            } else if byte != 0x0A || !wasReturn {
                bytes.append(byte)
            }
            wasReturn = byte == 0x0D
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let origin = TemplateOrigin(name: name, path: source.path, text: text)
        // Repair replaces what is not UTF-8; where it did, the bytes differ.
        if !text.utf8.elementsEqual(bytes) {
            let offset = zip(text.utf8, bytes).enumerated().first { $1.0 != $1.1 }?.offset ?? bytes.count
            throw TemplateError(
                .syntax, "the template is not valid UTF-8", in: origin, at: offset,
                suggestion: "Save the file as UTF-8.")
        }
        if !syntax.keepTrailingNewline, bytes.last == 0x0A { bytes.removeLast() }
        return (bytes, origin)
    }
}
