// Small helpers for the text forms of PostgreSQL's types.

extension BinaryInteger {
    /// The decimal digits with zeros before them, up to a width.
    func padded(_ width: Int) -> String {
        let text = "\(self)"
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}

extension StringProtocol {
    var isDigits: Bool { !isEmpty && utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }

    /// The number of exactly two digits.
    var twoDigits: Int? { utf8.count == 2 && isDigits ? Int(self) : nil }
}

extension String {
    var droppingTrailingZeros: String {
        var text = self[...]
        while text.last == "0" { text.removeLast() }
        return String(text)
    }

    /// Between double quotes, with quotes and backslashes inside escaped by a backslash: an element of an array, a record, a
    /// range or an hstore.
    var quotedElement: String {
        var quoted = "\""
        for character in unicodeScalars {
            if character == "\"" || character == "\\" { quoted += "\\" }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }
}

extension Decoder {
    /// Reads a value by its text.
    func decodeText<T>(_ parse: (String) -> T?, _ example: String) throws -> T {
        let container = try singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = parse(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\"\(text)\" is no \(T.self) like \(example)")
        }
        return value
    }
}

extension Encoder {
    /// Writes a value as its text.
    func encodeText(_ text: String) throws {
        var container = singleValueContainer()
        try container.encode(text)
    }
}
