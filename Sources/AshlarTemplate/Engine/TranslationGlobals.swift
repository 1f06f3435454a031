/// The functions of the `i18n` extension: Jinja's, with its newer style of filling in values, and `t`, the shortest of them.
enum TranslationGlobals {
    static let all: [String: TemplateValue] = {
        let functions: [(String, Bool, Bool)] = [
            ("gettext", false, false), ("_", false, false), ("t", false, false), ("ngettext", true, false),
            ("pgettext", false, true),
            ("npgettext", true, true),
        ]
        return Dictionary(
            uniqueKeysWithValues: functions.map { name, counts, hasContext in
                (name, .function(TemplateFunction(name) { try translate($0, counts: counts, hasContext: hasContext) }))
            })
    }()

    private static func translate(
        _ arguments: TemplateArguments, counts: Bool, hasContext: Bool
    ) throws -> TemplateValue {
        let first = hasContext ? 1 : 0
        let count = counts ? try arguments.integer(first + 2, "n") : nil
        if counts, count == nil { throw Failure("the argument \"n\" is missing") }
        let message = TemplateMessage(
            try arguments.string(first, "message"), plural: counts ? try arguments.string(first + 1, "plural") : nil,
            count: count, context: hasContext ? try arguments.string(0, "context") : nil)
        let text = arguments.state?.engine.configuration.translate?(message) ?? message.untranslated
        var values = arguments.keyword.map { (TemplateValue.string($0.name), $0.value) }
        if let count, arguments["num"] == nil { values.append(("num", .int(count))) }
        // What a translator writes is trusted like the template itself; what is filled in is escaped.
        let format: TemplateValue = arguments.autoescape ? .markup(Markup(text)) : .string(text)
        return try PrintfFormat.apply(
            format, to: .dictionary(TemplateDictionary(values)), limits: arguments.limits)
    }
}
