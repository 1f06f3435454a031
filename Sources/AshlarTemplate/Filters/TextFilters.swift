/// Filters that change texts.
enum TextFilters {
    static let all: [String: TemplateFilter] = [
        "upper": text { text, _ in text.uppercased() },
        "lower": text { text, _ in text.lowercased() },
        "capitalize": text { text, _ in capitalize(text) },
        "title": text { text, _ in title(text, isWordCharacter: { !"-({[<".contains($0) && !$0.isWhitespace }) },
        "trim": TemplateFilter { value, arguments in
            try arguments.accept("chars")
            let characters = arguments.value(0, "chars").flatMap { $0.isNone ? nil : $0 }
            return try same(as: value, trim(value.text(), characters?.text()))
        },
        "center": TemplateFilter { value, arguments in
            try arguments.accept("width")
            let width = try arguments.integer(0, "width") ?? 80
            try arguments.limits.check(length: 1, times: max(0, width))
            return same(as: value, try FormatSpec.center(value.text(), to: width, fill: " "))
        },
        "string": TemplateFilter { value, _ in value.isMarkup ? value : .string(try value.text()) },
        "replace": TemplateFilter(replace),
        "truncate": TemplateFilter(truncate),
        "wordcount": TemplateFilter { value, _ in
            let words = try value.text().unicodeScalars.split { !isWordScalar($0) }
            return .int(words.count)
        },
        "wordwrap": TemplateFilter { value, arguments in
            try arguments.accept("width", "break_long_words", "wrapstring", "break_on_hyphens")
            let newline = arguments.state?.engine.configuration.syntax.newlineSequence ?? "\n"
            let given = arguments.value(2, "wrapstring").flatMap { $0.isNone ? nil : $0 }
            let wrap = WordWrap(
                width: try arguments.integer(0, "width") ?? 79,
                breaksLongWords: try arguments.flag(1, "break_long_words", default: true),
                breaksOnHyphens: try arguments.flag(3, "break_on_hyphens", default: true))
            let mark = try given?.text() ?? newline
            let lines = try lines(value.text()).map { try wrap.lines(of: $0).joined(separator: mark) }
            let text = lines.joined(separator: mark)
            try arguments.limits.check(text: text)
            return same(as: value, text)
        },
        "indent": TemplateFilter(indent),
        "format": TemplateFilter { value, arguments in
            if !arguments.positional.isEmpty, !arguments.keyword.isEmpty {
                throw Failure("it takes either values in order or values with names")
            }
            let pairs = arguments.keyword.map { (TemplateValue.string($0.name), $0.value) }
            let operand: TemplateValue =
                pairs.isEmpty ? .tuple(arguments.positional) : .dictionary(TemplateDictionary(pairs))
            let format = value.isMarkup ? value : .string(try value.text())
            return try PrintfFormat.apply(format, to: operand, limits: arguments.limits)
        },
        "pprint": TemplateFilter(acceptsUndefined: true) { value, _ in .string(PrettyPrinter.text(of: value)) },
        "default": TemplateFilter(acceptsUndefined: true, fallback),
        "d": TemplateFilter(acceptsUndefined: true, fallback),
        "attr": TemplateFilter { value, arguments in
            let name = try arguments.string(0, "name")
            var found: TemplateValue?
            if case .object = value { found = try value.member(name) }
            return found ?? Methods.bound(name, of: value)
                ?? .undefined(TemplateUndefined(key: .string(name), of: value, behavior: arguments.behavior))
        },
    ]

    /// A filter that answers a text, and markup for markup.
    private static func text(
        _ body: @escaping @Sendable (String, TemplateArguments) throws -> String
    ) -> TemplateFilter {
        TemplateFilter { value, arguments in
            try arguments.accept()
            return same(as: value, try body(try value.text(), arguments))
        }
    }

    private static func same(as value: TemplateValue, _ text: String) -> TemplateValue {
        value.isMarkup ? .markup(Markup(text)) : .string(text)
    }

    @Sendable private static func fallback(_ value: TemplateValue, _ arguments: TemplateArguments) throws
        -> TemplateValue
    {
        try arguments.accept("default_value", "boolean")
        let replaces = try value.isUndefined || arguments.flag(1, "boolean") && !value.truth()
        return replaces ? arguments.value(0, "default_value") ?? "" : value
    }

    static func capitalize(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        guard let first = scalars.popFirst() else { return "" }
        return first.properties.titlecaseMapping + String(scalars).lowercased()
    }

    /// Every word with a capital.
    static func title(_ text: String, isWordCharacter: (Character) -> Bool) -> String {
        var result = ""
        var isInWord = false
        for character in text {
            let belongs = isWordCharacter(character)
            result += belongs ? isInWord ? character.lowercased() : character.uppercased() : String(character)
            isInWord = belongs
        }
        return result
    }

    /// Strips characters, by default whitespace, at both ends or at one.
    static func trim(_ text: String, _ characters: String?, atStart: Bool = true, atEnd: Bool = true) -> String {
        let set = characters.map { Set($0.unicodeScalars) }
        let strips = { (scalar: Unicode.Scalar) in set?.contains(scalar) ?? scalar.properties.isWhitespace }
        var rest = text.unicodeScalars[...]
        if atStart { rest = rest.drop(while: strips) }
        if atEnd { while let last = rest.last, strips(last) { rest.removeLast() } }
        return String(rest)
    }

    /// The lines of a text; a line break at its end begins no other line.
    static func lines(_ text: String, keepsEnds: Bool = false) -> [String] {
        guard keepsEnds else {
            var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
            if lines.last == "" { lines.removeLast() }
            return lines
        }
        var lines: [String] = []
        var line = ""
        for character in text {
            line.append(character)
            guard character.isNewline else { continue }
            lines.append(line)
            line = ""
        }
        return line.isEmpty ? lines : lines + [line]
    }

    static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    @Sendable private static func replace(_ value: TemplateValue, _ arguments: TemplateArguments) throws
        -> TemplateValue
    {
        try arguments.accept("old", "new", "count")
        let (old, new) = (try arguments.required(0, "old"), try arguments.required(1, "new"))
        let count = try arguments.integer(2, "count")
        guard arguments.autoescape, value.isMarkup || old.isMarkup || new.isMarkup else {
            return .string(try replace(value.text(), old.text(), new.text(), count, arguments.limits))
        }
        let text = value.isMarkup ? try value.text() : try value.html()
        let result = try replace(
            text, value.isMarkup ? old.html() : old.text(), new.html(), count, arguments.limits)
        return .markup(Markup(result))
    }

    static func replace(
        _ text: String, _ old: String, _ new: String, _ count: Int?, _ limits: TemplateLimits
    ) throws -> String {
        let limit = count.map { $0 < 0 ? Int.max : $0 } ?? Int.max
        // Before it is built: as many places as there can be, each with the new text.
        let most = min(limit, text.utf8.count / max(1, old.utf8.count) + 1)
        if new.utf8.count > old.utf8.count {
            let places = old.isEmpty ? most : TextSearch.ranges(of: old, in: text, atMost: limit).count
            try limits.check(length: new.utf8.count, times: places)
        }
        return TextSearch.replace(old, by: new, in: text, atMost: limit)
    }

    @Sendable private static func truncate(_ value: TemplateValue, _ arguments: TemplateArguments) throws
        -> TemplateValue
    {
        try arguments.accept("length", "killwords", "end", "leeway")
        let length = try arguments.integer(0, "length") ?? 255
        let end = try arguments.value(2, "end")?.text() ?? "..."
        let policy = arguments.state?.engine.configuration.policies.truncateLeeway ?? 5
        let leeway = try arguments.integer(3, "leeway") ?? policy
        let endLength = end.unicodeScalars.count
        guard length >= endLength else { throw Failure("the length must be at least \(endLength), that of the end") }
        guard leeway >= 0 else { throw Failure("the leeway must not be negative") }
        let text = try value.text()
        let (limit, overflow) = length.addingReportingOverflow(leeway)
        if overflow || text.unicodeScalars.count <= limit { return value.isMarkup ? value : .string(text) }
        var kept = String(text.unicodeScalars.prefix(length - endLength))
        if try !arguments.flag(1, "killwords"), let space = kept.lastIndex(of: " ") { kept = String(kept[..<space]) }
        return try same(as: value, kept + (value.isMarkup ? arguments.value(2, "end")?.html() ?? end : end))
    }

    @Sendable private static func indent(_ value: TemplateValue, _ arguments: TemplateArguments) throws -> TemplateValue
    {
        try arguments.accept("width", "first", "blank")
        let text = try value.text()
        let width: String
        if let given = arguments.value(0, "width"), given.plainText != nil {
            width = value.isMarkup ? try given.html() : try given.text()
        } else {
            let count = max(0, try arguments.integer(0, "width") ?? 4)
            try arguments.limits.check(length: 1, times: count)
            width = String(repeating: " ", count: count)
        }
        let isBlankIndented = try arguments.flag(2, "blank")
        var lines = lines(text + "\n")
        try arguments.limits.check(length: width.utf8.count, times: lines.count)
        for index in lines.indices where index > 0 && (isBlankIndented || !lines[index].isEmpty) {
            lines[index] = width + lines[index]
        }
        let first = try arguments.flag(1, "first") ? width : ""
        return same(as: value, first + lines.joined(separator: "\n"))
    }
}
