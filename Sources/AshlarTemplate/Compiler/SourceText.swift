/// A template's bytes as the lexer wants them: valid UTF-8 with `\n` as its only line break.
enum SourceText {
    /// - Throws: ``TemplateError`` for bytes that are not UTF-8, with their place.
    static func prepare(
        _ source: TemplateSource, name: String, syntax: TemplateSyntax
    ) throws -> (bytes: [UInt8], origin: TemplateOrigin) {
        let hasMark = source.bytes.starts(with: [0xEF, 0xBB, 0xBF])
        var bytes = hasMark ? Array(source.bytes.dropFirst(3)) : source.bytes
        if bytes.contains(0x0D) { bytes = withoutReturns(bytes) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            // Repair replaces what is not UTF-8: there the bytes differ.
            let text = String(decoding: bytes, as: UTF8.self)
            let offset = zip(text.utf8, bytes).enumerated().first { $1.0 != $1.1 }?.offset ?? bytes.count
            throw TemplateError(
                .syntax, "the template is not valid UTF-8",
                in: TemplateOrigin(name: name, path: source.path, text: text), at: offset,
                suggestion: "Save the file as UTF-8.")
        }
        let origin = TemplateOrigin(name: name, path: source.path, text: text)
        if !syntax.keepTrailingNewline, bytes.last == 0x0A { bytes.removeLast() }
        return (bytes, origin)
    }

    /// The bytes with `\n` for each `\r\n` and each `\r`.
    private static func withoutReturns(_ source: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var wasReturn = false
        for byte in source {
            if byte == 0x0D {
                bytes.append(0x0A)
            } else if byte != 0x0A || !wasReturn {
                bytes.append(byte)
            }
            wasReturn = byte == 0x0D
        }
        return bytes
    }
}
