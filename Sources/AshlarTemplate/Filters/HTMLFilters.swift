/// Filters for HTML, URLs and JSON.
enum HTMLFilters {
    static let all: [String: TemplateFilter] = [
        "escape": TemplateFilter(escape), "e": TemplateFilter(escape),
        "forceescape": TemplateFilter { value, _ in .markup(Markup.escaping(try value.text())) },
        "safe": TemplateFilter { value, _ in .markup(Markup(try value.text())) },
        "striptags": TemplateFilter { value, _ in .string(StripTags.text(of: try value.text())) },
        "urlencode": TemplateFilter { value, _ in .string(try URLEncoding.encode(value)) },
        "urlize": TemplateFilter { value, arguments in
            try arguments.accept("trim_url_limit", "nofollow", "target", "rel", "extra_schemes")
            let urlize = try Urlize(arguments)
            let html = try urlize.html(of: value)
            return arguments.autoescape ? .markup(Markup(html)) : .string(html)
        },
        "xmlattr": TemplateFilter(attributes),
        "tojson": TemplateFilter { value, arguments in
            try arguments.accept("indent")
            let sortsKeys = arguments.state?.engine.configuration.policies.jsonSortsKeys ?? true
            var writer = JSONWriter(
                indent: try arguments.integer(0, "indent"), sortsKeys: sortsKeys, limits: arguments.limits)
            try writer.write(value)
            return .markup(Markup(writer.text))
        },
    ]

    @Sendable private static func escape(_ value: TemplateValue, _ arguments: TemplateArguments) throws -> TemplateValue
    {
        .markup(Markup(try value.html()))
    }

    @Sendable private static func attributes(_ value: TemplateValue, _ arguments: TemplateArguments) throws
        -> TemplateValue
    {
        try arguments.accept("autospace")
        guard case .dictionary(let dictionary) = value else {
            throw Failure("it needs a dictionary, not \(value.typeName)")
        }
        var attributes: [String] = []
        for (key, value) in zip(dictionary.keys, dictionary.values) where !value.isNone && !value.isUndefined {
            let name = try key.text()
            if name.isEmpty
                || name.unicodeScalars.contains(where: { " \t\n\r\u{0B}\u{0C}/>=".unicodeScalars.contains($0) })
            {
                throw Failure("\(key.quoted) cannot be the name of an attribute")
            }
            let isPlaced = arguments.state?.engine.configuration.escapesByContext ?? true
            let html = isPlaced ? try HTMLAttribute.html(of: value, named: name) : try value.html()
            attributes.append("\(try key.html())=\"\(html)\"")
        }
        var text = attributes.joined(separator: " ")
        if try arguments.flag(0, "autospace", default: true), !text.isEmpty { text = " " + text }
        return arguments.autoescape ? .markup(Markup(text)) : .string(text)
    }
}
