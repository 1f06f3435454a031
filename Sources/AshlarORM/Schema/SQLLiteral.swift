/// Values as text inside a statement, for statements that take no parameters.
enum SQLLiteral {
    /// A text between quotes. Backslashes are only safe in the form that says what they mean, whatever
    /// `standard_conforming_strings` is.
    static func text(_ text: String) -> String {
        var quoted = ""
        var hasBackslash = false
        for scalar in text.unicodeScalars where scalar != "\0" {
            if scalar == "'" { quoted += "'" }
            if scalar == "\\" {
                quoted += "\\"
                hasBackslash = true
            }
            quoted.unicodeScalars.append(scalar)
        }
        return hasBackslash ? "E'\(quoted)'" : "'\(quoted)'"
    }

    static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }
}
