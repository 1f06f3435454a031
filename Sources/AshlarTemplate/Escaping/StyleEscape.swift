/// Values in style sheets.
enum StyleEscape {
    /// What is printed in place of a refused value: it has no meaning in any property.
    static let refused = "refused"

    /// Whether a text can only be a value: a colour, a length, a keyword, several of them.
    static func isSafe(_ text: String) -> Bool {
        let lower = text.lowercased()
        if lower.contains("expression") || lower.contains("moz-binding") || lower.contains("//") { return false }
        return text.utf8.allSatisfy { byte in
            Lexer.isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || " #%.,-_+".utf8.contains(byte) || byte >= 0x80
        }
    }

    /// A text between quotes.
    static func string(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "'", "\\", "<", ">", "&", "(", ")", "{", "}", ";", "/", ":":
                result += "\\\(String(scalar.value, radix: 16)) "
            default:
                if scalar.value < 0x20 {
                    result += "\\\(String(scalar.value, radix: 16)) "
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }
}
