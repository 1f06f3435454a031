/// What users of other template languages write, and what it is called here.
enum ForeignWord {
    /// What to write instead of an operator that begins with a character which is none; nil for any other.
    static func suggestion(forOperator text: String) -> String? {
        if text.hasPrefix("??") { return "For a ?? b write a|default(b)." }
        if text.hasPrefix("?:") { return "For a ?: b write a or b." }
        if text.hasPrefix("?.") || text.hasPrefix("?->") { return "For a?.b write a.b if a." }
        if text.hasPrefix("?") { return "For a ? b : c write b if a else c." }
        if text.hasPrefix("&&") { return "For a && b write a and b." }
        if text.hasPrefix("!") { return "For !a write not a." }
        return nil
    }

    /// What to write instead of a tag; nil for one that nobody knows.
    static func suggestion(forTag name: String) -> String? {
        switch name {
        case "elseif", "elsif": "Write {% elif ... %}."
        case "foreach": "Write {% for item in items %}."
        case "unless": "Write {% if not ... %}."
        case "section", "yield": "Write {% block name %}."
        case "endforeach": "Write {% endfor %}."
        case "let", "assign": "Write {% set name = value %}."
        default: nil
        }
    }

    /// What to write instead of a filter; nil for one that nobody knows.
    static func suggestion(forFilter name: String) -> String? {
        switch name {
        case "nl2br":
            "Write {{ text|e|replace('\\n', '<br>'|safe) }}, or keep the lines with CSS: white-space: pre-line."
        case "json_encode", "json": "Write tojson."
        case "raw", "html_safe": "Write safe, for what is HTML already."
        case "ucfirst": "Write capitalize."
        case "strtoupper", "uppercase", "upcase": "Write upper."
        case "strtolower", "lowercase", "downcase": "Write lower."
        case "size", "len": "Write length."
        case "strip_tags": "Write striptags."
        case "number_format": "Write round, or format: {{ '%.2f'|format(price) }}."
        default: nil
        }
    }

    /// What to write instead of a name; nil for one that says nothing.
    static func suggestion(forName name: String) -> String? {
        switch name {
        case "null", "nil", "NULL", "Null": "Nothing is called none."
        default: nil
        }
    }

    /// What to write instead of a member of a list or a text; nil for one that says nothing.
    static func suggestion(forMember name: String, of owner: String?) -> String? {
        guard ["length", "lenght", "size", "count", "len"].contains(name) else { return nil }
        return "How many there are says the filter: \(owner ?? "items")|length."
    }

    /// What stands in plain text and belongs to another language.
    struct Mark {
        let text: String
        let suggestion: String
        /// Where it begins in the text, in bytes.
        let offset: Int
    }

    /// Blade's outputs and directives in text that is printed as it stands.
    static func marks(in text: [UInt8]) -> [Mark] {
        var marks: [Mark] = []
        for index in text.indices {
            if text[index] == UInt8(ascii: "{"), text[index...].starts(with: "{!!".utf8) {
                marks.append(
                    Mark(text: "{!!", suggestion: "Write {{ x|safe }} for what is HTML already.", offset: index))
            }
            guard text[index] == UInt8(ascii: "@") else { continue }
            // An address has something in front of its at sign.
            if index > 0, !isSpace(text[index - 1]), text[index - 1] != UInt8(ascii: ">") { continue }
            let word = text[(index + 1)...].prefix { (0x61...0x7A).contains($0 | 0x20) }
            let name = String(decoding: word, as: UTF8.self)
            let isCall = text[word.endIndex...].first { !isSpace($0) } == UInt8(ascii: "(")
            if let suggestion = directives[name], suggestion.isCall == isCall {
                marks.append(Mark(text: "@\(name)", suggestion: "Write \(suggestion.text).", offset: index))
            }
        }
        return marks
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static let directives: [String: (isCall: Bool, text: String)] = [
        "csrf": (false, "{{ csrf_field() }}"), "method": (true, "{{ method_field('PUT') }}"),
        "if": (true, "{% if ... %}"), "elseif": (true, "{% elif ... %}"), "else": (false, "{% else %}"),
        "endif": (false, "{% endif %}"), "unless": (true, "{% if not ... %}"),
        "foreach": (true, "{% for item in items %}"), "endforeach": (false, "{% endfor %}"),
        "forelse": (true, "{% for item in items %}...{% else %}"),
        "extends": (true, "{% extends 'layouts/app.html' %}"),
        "section": (true, "{% block name %}"), "endsection": (false, "{% endblock %}"),
        "yield": (true, "{% block name %}{% endblock %}"), "include": (true, "{% include 'part.html' %}"),
        "error": (true, "{% if error('field') %}"), "auth": (false, "{% if auth.check %}"),
        "guest": (false, "{% if auth.guest %}"),
    ]
}
