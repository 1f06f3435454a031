import AshlarTemplate

/// The options of a case, by the names that Jinja has for them.
struct ConformanceOptions {
    private let options: [String: TemplateValue]

    init(_ environment: TemplateValue?) { options = Dictionary(pairs(environment)) { $1 } }

    func configuration() -> TemplateEngine.Configuration {
        var configuration = TemplateEngine.Configuration()
        configuration.autoescape = flag("autoescape")
        configuration.undefined = Self.undefined[text(options["undefined"]) ?? ""] ?? .lenient
        configuration.syntax = syntax()
        configuration.extensions = []
        // Jinja escapes for HTML wherever an output stands.
        configuration.escapesByContext = false
        for name in list(options["extensions"]) {
            if let part = Self.extensions[name] { configuration.extensions.insert(part) }
        }
        for (name, value) in pairs(options["policies"]) { apply(name, value, to: &configuration.policies) }
        return configuration
    }

    private static let undefined: [String: TemplateUndefined.Behavior] = [
        "strict": .strict, "chainable": .chainable, "debug": .debug,
    ]

    private static let extensions: [String: TemplateExtension] = [
        "do": .do, "loopcontrols": .loopControls, "debug": .debug,
        "i18n": .i18n,
    ]

    private func flag(_ name: String) -> Bool {
        if case .bool(true)? = options[name] { return true }
        return false
    }

    private func list(_ value: TemplateValue?) -> [String] {
        guard case .array(let sequence)? = value else { return [] }
        return (0..<sequence.count).compactMap { text(try? sequence.element(at: $0)) }
    }

    private func apply(_ name: String, _ value: TemplateValue, to policies: inout TemplatePolicies) {
        switch name {
        case "truncate.leeway": if case .int(let leeway) = value { policies.truncateLeeway = leeway }
        case "urlize.rel": policies.urlizeRel = text(value) ?? ""
        case "urlize.target": policies.urlizeTarget = text(value)
        case "urlize.extra_schemes": policies.urlizeExtraSchemes = list(value)
        case "json.dumps_kwargs":
            if case .bool(let sorts)? = pairs(value).first(where: { $0.0 == "sort_keys" })?.1 {
                policies.jsonSortsKeys = sorts
            }
        default: break
        }
    }

    private func syntax() -> TemplateSyntax {
        var syntax = TemplateSyntax()
        func set(_ path: WritableKeyPath<TemplateSyntax, String>, _ name: String) {
            if let value = text(options[name]) { syntax[keyPath: path] = value }
        }
        set(\.blockStart, "block_start_string")
        set(\.blockEnd, "block_end_string")
        set(\.variableStart, "variable_start_string")
        set(\.variableEnd, "variable_end_string")
        set(\.commentStart, "comment_start_string")
        set(\.commentEnd, "comment_end_string")
        set(\.newlineSequence, "newline_sequence")
        syntax.lineStatementPrefix = text(options["line_statement_prefix"])
        syntax.lineCommentPrefix = text(options["line_comment_prefix"])
        syntax.trimBlocks = flag("trim_blocks")
        syntax.lstripBlocks = flag("lstrip_blocks")
        syntax.keepTrailingNewline = flag("keep_trailing_newline")
        return syntax
    }
}
