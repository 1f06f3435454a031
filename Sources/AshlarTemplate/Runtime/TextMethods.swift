/// The methods of texts: `name.upper()`, `path.split("/")`.
enum TextMethods {
    typealias Body = @Sendable (TemplateValue, TemplateArguments) throws -> TemplateValue

    static let all: [String: Body] = [changing, asking, searching].reduce(into: [:]) { $0.merge($1) { $1 } }

    /// A method that answers a text; that of markup is markup, and its arguments are escaped.
    private static func text(
        _ body: @escaping @Sendable (String, TemplateArguments) throws -> String
    ) -> Body {
        { value, arguments in
            guard case .markup(let markup) = value else {
                let text = try body(try value.text(), arguments)
                try arguments.limits.check(text: text)
                return .string(text)
            }
            var escaped = arguments
            escaped.positional = try arguments.positional.map { try escape($0) }
            escaped.keyword = try arguments.keyword.map { ($0.name, try escape($0.value)) }
            return .markup(Markup(try body(markup.html, escaped)))
        }
    }

    private static func escape(_ value: TemplateValue) throws -> TemplateValue {
        guard case .string = value else { return value }
        return .string(try value.html())
    }

    private static func question(_ body: @escaping @Sendable (String) -> Bool) -> Body {
        { value, _ in .bool(body(try value.text())) }
    }

    private static let changing: [String: Body] = [
        "upper": text { text, _ in text.uppercased() },
        "lower": text { text, _ in text.lowercased() },
        "casefold": text { text, _ in TextSearch.replace("ß", by: "ss", in: text.lowercased()) },
        "expandtabs": text { text, arguments in
            try expandTabs(text, arguments.integer(0, "tabsize") ?? 8, arguments.limits)
        },
        "capitalize": text { text, _ in TextFilters.capitalize(text) },
        "title": text { text, _ in TextFilters.title(text, isWordCharacter: \.isLetter) },
        "swapcase": text { text, _ in
            String(text.flatMap { $0.isUppercase ? $0.lowercased() : $0.uppercased() })
        },
        "strip": text { text, arguments in try TextFilters.trim(text, strip(arguments)) },
        "lstrip": text { text, arguments in try TextFilters.trim(text, strip(arguments), atEnd: false) },
        "rstrip": text { text, arguments in try TextFilters.trim(text, strip(arguments), atStart: false) },
        "replace": text { text, arguments in
            try TextFilters.replace(
                text, arguments.string(0, "old"), arguments.string(1, "new"), arguments.integer(2, "count"),
                arguments.limits)
        },
        "removeprefix": text { text, arguments in
            let prefix = try arguments.string(0, "prefix")
            return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
        },
        "removesuffix": text { text, arguments in
            let suffix = try arguments.string(0, "suffix")
            return text.hasSuffix(suffix) ? String(text.dropLast(suffix.count)) : text
        },
        "center": text { text, arguments in try pad(text, arguments, "^") },
        "ljust": text { text, arguments in try pad(text, arguments, "<") },
        "rjust": text { text, arguments in try pad(text, arguments, ">") },
        "zfill": text { text, arguments in
            let width = try arguments.integer(0, "width") ?? 0
            try arguments.limits.check(length: 1, times: max(0, width))
            let sign = text.hasPrefix("-") || text.hasPrefix("+") ? String(text.prefix(1)) : ""
            let missing = max(0, width - text.unicodeScalars.count)
            return sign + String(repeating: "0", count: missing) + text.dropFirst(sign.count)
        },
        "join": { value, arguments in
            let items = try arguments.required(0, "iterable").requiredElements().values()
            return try SequenceFilters.join(
                items, separator: value, autoescape: value.isMarkup, limits: arguments.limits)
        },
        "format": { value, arguments in try BraceFormat.apply(value, arguments) },
        "format_map": { value, arguments in
            guard case .dictionary(let dictionary)? = arguments.positional.first else {
                throw Failure("it needs a dictionary")
            }
            let pairs = try zip(dictionary.keys, dictionary.values).map { (name: try $0.text(), value: $1) }
            return try BraceFormat.apply(
                value, TemplateArguments(positional: [], keyword: pairs, state: arguments.state))
        },
    ]

    private static func expandTabs(_ text: String, _ size: Int, _ limits: TemplateLimits) throws -> String {
        let size = max(0, size)
        try limits.check(length: size, times: text.utf8.count { $0 == 0x09 })
        var result = ""
        var column = 0
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t":
                let count = size == 0 ? 0 : size - column % size
                result += String(repeating: " ", count: count)
                column += count
            case "\n", "\r":
                result.unicodeScalars.append(scalar)
                column = 0
            default:
                result.unicodeScalars.append(scalar)
                column += 1
            }
        }
        return result
    }

    private static func strip(_ arguments: TemplateArguments) throws -> String? {
        guard let value = arguments.value(0, "chars"), !value.isNone else { return nil }
        return try value.text()
    }

    private static func pad(_ text: String, _ arguments: TemplateArguments, _ align: Unicode.Scalar) throws -> String {
        let width = try arguments.integer(0, "width") ?? 0
        try arguments.limits.check(length: 4, times: max(0, width))
        let fill = try arguments.value(1, "fillchar")?.text() ?? " "
        guard let scalar = fill.unicodeScalars.first, fill.unicodeScalars.count == 1 else {
            throw Failure("the fill must be one character")
        }
        if align == "^" { return FormatSpec.center(text, to: width, fill: scalar) }
        return FormatSpec.pad(text, to: width, align: align, fill: scalar)
    }

    private static let asking: [String: Body] = [
        "isalpha": question { text in !text.isEmpty && text.allSatisfy(\.isLetter) },
        "isdigit": question { text in !text.isEmpty && text.allSatisfy { $0.isWholeNumber } },
        "isnumeric": question { text in !text.isEmpty && text.allSatisfy(\.isNumber) },
        "isdecimal": question { text in !text.isEmpty && text.allSatisfy(\.isWholeNumber) },
        "isalnum": question { text in !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber } },
        "isspace": question { text in !text.isEmpty && text.allSatisfy(\.isWhitespace) },
        "islower": question { text in text.contains(where: \.isCased) && text == text.lowercased() },
        "isupper": question { text in text.contains(where: \.isCased) && text == text.uppercased() },
        "isascii": question { text in text.utf8.allSatisfy { $0 < 0x80 } },
        "isprintable": question { text in text.unicodeScalars.allSatisfy(\.isPrintable) },
        "isidentifier": question { text in
            guard let first = text.unicodeScalars.first else { return false }
            return (first == "_" || first.properties.isXIDStart)
                && text.unicodeScalars.allSatisfy(\.properties.isXIDContinue)
        },
        "istitle": question(isTitle),
        "split": { value, arguments in try split(value, arguments, fromEnd: false) },
        "rsplit": { value, arguments in try split(value, arguments, fromEnd: true) },
        "splitlines": { value, arguments in
            let lines = TextFilters.lines(try value.text(), keepsEnds: try arguments.flag(0, "keepends"))
            return .newList(lines.map { same(as: value, $0) })
        },
    ]

    /// Those of markup alone.
    static let markup: [String: Body] = [
        "striptags": { value, _ in .string(StripTags.text(of: try value.text())) },
        "unescape": { value, _ in .string(StripTags.unescaped(try value.text())) },
    ]

    static func same(as value: TemplateValue, _ text: some StringProtocol) -> TemplateValue {
        value.isMarkup ? .markup(Markup(String(text))) : .string(String(text))
    }

    /// Whether every word begins with a capital, and has none further on.
    private static func isTitle(_ text: String) -> Bool {
        var isInWord = false
        var hasWord = false
        for character in text {
            if character.isCased {
                if character.isUppercase == isInWord { return false }
                hasWord = true
            }
            isInWord = character.isCased
        }
        return hasWord
    }

    private static func split(
        _ value: TemplateValue, _ arguments: TemplateArguments, fromEnd: Bool
    ) throws -> TemplateValue {
        let text = try value.text()
        let given = try arguments.integer(1, "maxsplit") ?? -1
        let limit = given < 0 ? Int.max : given
        let separator = arguments.value(0, "sep") ?? .none
        let parts: [String]
        if separator.isNone {
            parts =
                fromEnd
                ? words(String(String.UnicodeScalarView(text.unicodeScalars.reversed())), limit).reversed().map {
                    String(String.UnicodeScalarView($0.unicodeScalars.reversed()))
                } : words(text, limit)
        } else {
            let mark = try separator.text()
            if mark.isEmpty { throw Failure("the separator is empty") }
            if fromEnd, limit < .max {
                let all = TextSearch.split(text, by: mark)
                let kept = max(0, all.count - 1 - limit)
                parts = kept > 0 ? [all[...kept].joined(separator: mark)] + all[(kept + 1)...] : all
            } else {
                parts = TextSearch.split(text, by: mark, atMost: limit)
            }
        }
        return .newList(parts.map { same(as: value, $0) })
    }

    /// Splits at runs of whitespace; what is left after the last split keeps its own.
    private static func words(_ text: String, _ limit: Int) -> [String] {
        var parts: [String] = []
        var rest = TextFilters.trim(text, nil, atEnd: false)[...]
        while !rest.isEmpty, parts.count < limit {
            guard let end = rest.unicodeScalars.firstIndex(where: \.properties.isWhitespace) else { break }
            parts.append(String(rest[..<end]))
            rest = TextFilters.trim(String(rest[end...]), nil, atEnd: false)[...]
        }
        if !rest.isEmpty { parts.append(TextFilters.trim(String(rest), nil, atStart: false)) }
        return parts
    }
}
