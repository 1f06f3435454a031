/// Values in scripts.
enum ScriptEscape {
    /// A value as a literal of JavaScript: JSON whose text can end no script and no attribute.
    static func value(_ value: TemplateValue) throws -> String {
        var writer = JSONWriter(indent: nil, sortsKeys: true, limits: TemplateLimits())
        // Markup in code is text like any other.
        if case .markup(let markup) = value {
            try writer.write(.string(markup.html))
        } else if case .object(let object) = value, let markup = object.markup {
            try writer.write(.string(markup.html))
        } else {
            try writer.write(value)
        }
        return separated(writer.text)
    }

    /// A text between the quotes of a literal.
    static func string(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "'", "\"", "`", "$", "<", ">", "&", "/", "=", "\u{2028}", "\u{2029}": result += code(scalar)
            default: if scalar.value < 0x20 { result += code(scalar) } else { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }

    /// Two characters are line breaks in old scripts, but not in JSON.
    private static func separated(_ json: String) -> String {
        guard json.unicodeScalars.contains(where: { $0 == "\u{2028}" || $0 == "\u{2029}" }) else { return json }
        return TextSearch.replace(
            "\u{2029}", by: "\\u2029", in: TextSearch.replace("\u{2028}", by: "\\u2028", in: json))
    }

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
