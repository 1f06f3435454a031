/// Character references in an address, as browsers read them in an attribute (HTML standard, section 13.2.5.72).
enum AddressReferences {
    /// Those whose characters mean something in front of an address, or nothing.
    private static let names: [String: String] = [
        "amp": "&", "colon": ":", "Tab": "\t", "NewLine": "\n", "sol": "/", "quest": "?", "num": "#",
    ]

    /// The text with its references resolved. Numbers need no semicolon.
    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = text[...]
        while let mark = rest.firstIndex(of: "&") {
            result += rest[..<mark]
            rest = rest[rest.index(after: mark)...]
            guard let (character, length) = reference(rest) else {
                result += "&"
                continue
            }
            result += character
            rest = rest.dropFirst(length)
        }
        return result + rest
    }

    /// Whether the last byte of a text ends a reference: a semicolon, or what a number cannot go on with.
    static func mayEnd(_ text: [UInt8]) -> Bool {
        guard let last = text.last, let mark = text.lastIndex(of: UInt8(ascii: "&")), mark < text.count - 1 else {
            return false
        }
        if last == UInt8(ascii: ";") { return true }
        guard text[mark + 1] == UInt8(ascii: "#"), mark < text.count - 2 else { return false }
        let isHexadecimal = text[mark + 2] | 0x20 == UInt8(ascii: "x")
        return !Lexer.isDigit(last) && !(isHexadecimal && (0x61...0x66).contains(last | 0x20))
    }

    private static func reference(_ text: Substring) -> (String, Int)? {
        guard text.first == "#" else {
            guard let end = text.prefix(8).firstIndex(of: ";"), let character = names[String(text[..<end])] else {
                return nil
            }
            return (character, text.distance(from: text.startIndex, to: end) + 1)
        }
        let isHexadecimal = text.dropFirst().first?.lowercased() == "x"
        let start = isHexadecimal ? 2 : 1
        let digits = text.dropFirst(start).prefix { $0.isASCII && (isHexadecimal ? $0.isHexDigit : $0.isNumber) }
        guard !digits.isEmpty else { return nil }
        let end = text.dropFirst(start + digits.count).first == ";" ? 1 : 0
        let scalar = UInt32(digits, radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
        return (String(Character(scalar)), start + digits.count + end)
    }
}
