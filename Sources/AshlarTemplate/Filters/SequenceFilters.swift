/// Filters that go through the elements of a list.
enum SequenceFilters {
    static let all: [String: TemplateFilter] = [
        "length": TemplateFilter(length), "count": TemplateFilter(length),
        "list": TemplateFilter { value, _ in .newList(try value.requiredElements().values()) },
        "items": TemplateFilter(acceptsUndefined: true) { value, _ in
            switch value {
            case .undefined: return .newList([])
            case .dictionary(let dictionary): return .newList(dictionary.items)
            default: throw Failure("only a dictionary has items, not \(value.typeName)")
            }
        },
        "first": TemplateFilter { value, arguments in
            let sequence = try value.requiredElements()
            return try sequence.count > 0 ? sequence.element(at: 0) : empty("no first item", arguments)
        },
        "last": TemplateFilter { value, arguments in
            let sequence = try value.requiredElements()
            return try sequence.count > 0 ? sequence.element(at: sequence.count - 1) : empty("no last item", arguments)
        },
        "random": TemplateFilter { value, arguments in
            let sequence = try value.requiredElements()
            return try sequence.count > 0
                ? sequence.element(at: Int.random(in: 0..<sequence.count)) : empty("no random item", arguments)
        },
        "reverse": TemplateFilter { value, _ in
            if let text = value.plainText {
                let reversed = String(String.UnicodeScalarView(text.unicodeScalars.reversed()))
                return value.isMarkup ? .markup(Markup(reversed)) : .string(reversed)
            }
            return .newList(try value.requiredElements().values().reversed())
        },
        "join": TemplateFilter { value, arguments in
            try arguments.accept("d", "attribute")
            var items = try value.requiredElements().values()
            if let attribute = arguments.value(1, "attribute"), !attribute.isNone {
                let path = try AttributePath(attribute, arguments)
                items = try items.map { try path.value(of: $0) }
            }
            return try join(
                items, separator: arguments.value(0, "d") ?? "", autoescape: arguments.autoescape,
                limits: arguments.limits)
        },
        "sum": TemplateFilter { value, arguments in
            try arguments.accept("attribute", "start")
            let path = try AttributePath(arguments.value(0, "attribute") ?? .none, arguments)
            return try value.requiredElements().values().reduce(arguments.value(1, "start") ?? 0) { sum, item in
                try sum.adding(path.value(of: item), limits: arguments.limits)
            }
        },
        "batch": TemplateFilter(batch), "slice": TemplateFilter(slice),
        "dictsort": TemplateFilter(dictsort), "sort": TemplateFilter(sort), "unique": TemplateFilter(unique),
        "min": TemplateFilter { value, arguments in try extreme(value, arguments) { $0 < 0 } },
        "max": TemplateFilter { value, arguments in try extreme(value, arguments) { $0 > 0 } },
        "groupby": TemplateFilter(groupby),
        "map": TemplateFilter(acceptsUndefined: true, map),
    ]

    private static func empty(_ what: String, _ arguments: TemplateArguments) -> TemplateValue {
        .undefined(TemplateUndefined(hint: "\(what), the sequence was empty", behavior: arguments.behavior))
    }

    @Sendable private static func length(_ value: TemplateValue, _ arguments: TemplateArguments) throws -> TemplateValue
    {
        switch value {
        case .string, .markup: return .int((value.plainText ?? "").unicodeScalars.count)
        case .dictionary(let dictionary): return .int(dictionary.count)
        default:
            guard let sequence = try value.elements() else { throw Failure("\(value.typeName) has no length") }
            return .int(sequence.count)
        }
    }

    static func join(
        _ items: [TemplateValue], separator: TemplateValue, autoescape: Bool, limits: TemplateLimits
    ) throws -> TemplateValue {
        let isMarkup = autoescape && (separator.isMarkup || items.contains(where: \.isMarkup))
        let mark = try isMarkup ? separator.html() : separator.text()
        var text = ""
        for (index, item) in items.enumerated() {
            if index > 0 { text += mark }
            text += try isMarkup ? item.html() : item.text()
            try limits.check(text: text)
        }
        return isMarkup ? .markup(Markup(text)) : .string(text)
    }

    @Sendable private static func batch(_ value: TemplateValue, _ arguments: TemplateArguments) throws -> TemplateValue
    {
        try arguments.accept("linecount", "fill_with")
        guard let count = try arguments.integer(0, "linecount"), count > 0 else {
            throw Failure("linecount must be more than 0")
        }
        let fill = arguments.value(1, "fill_with") ?? .none
        let items = try value.requiredElements().values()
        if !fill.isNone { try arguments.limits.check(count: count) }
        return .newList(
            stride(from: 0, to: items.count, by: min(count, max(1, items.count))).map { start in
                var row = Array(items[start..<min(items.count, start + min(count, items.count))])
                if !fill.isNone, row.count < count { row += repeatElement(fill, count: count - row.count) }
                return .newList(row)
            })
    }

    @Sendable private static func slice(_ value: TemplateValue, _ arguments: TemplateArguments) throws -> TemplateValue
    {
        try arguments.accept("slices", "fill_with")
        guard let count = try arguments.integer(0, "slices"), count > 0 else {
            throw Failure("slices must be more than 0")
        }
        try arguments.limits.check(count: count)
        let fill = arguments.value(1, "fill_with") ?? .none
        let items = try value.requiredElements().values()
        let (size, longer) = (items.count / count, items.count % count)
        var start = 0
        return .newList(
            (0..<count).map { index in
                let end = start + size + (index < longer ? 1 : 0)
                defer { start = end }
                return .newList(Array(items[start..<end]) + (index >= longer && !fill.isNone ? [fill] : []))
            })
    }

    // MARK: Order

    /// Text in lower case where case does not count.
    private static func folded(_ value: TemplateValue, _ isCaseSensitive: Bool) -> TemplateValue {
        guard !isCaseSensitive, let text = value.plainText else { return value }
        return .string(text.lowercased())
    }

    /// Sorts by keys; what is equal keeps its order.
    static func sorted(
        _ items: [TemplateValue], reverse: Bool = false, by key: (TemplateValue) throws -> TemplateValue
    ) throws -> [TemplateValue] {
        let keyed = try items.map { (key: try key($0), item: $0) }
        return try keyed.enumerated().sorted { left, right in
            let order = try left.element.key.compare(right.element.key)
            return order == 0 ? left.offset < right.offset : (order < 0) != reverse
        }.map(\.element.item)
    }

    @Sendable private static func sort(_ value: TemplateValue, _ arguments: TemplateArguments) throws -> TemplateValue {
        try arguments.accept("reverse", "case_sensitive", "attribute")
        let reverse = try arguments.flag(0, "reverse")
        let isCaseSensitive = try arguments.flag(1, "case_sensitive")
        let paths = try AttributePath.several(arguments.value(2, "attribute") ?? .none, arguments)
        return .newList(
            try sorted(try value.requiredElements().values(), reverse: reverse) { item in
                let keys = try paths.map { folded(try $0.value(of: item), isCaseSensitive) }
                return .newList(keys)
            })
    }

    @Sendable private static func dictsort(_ value: TemplateValue, _ arguments: TemplateArguments) throws
        -> TemplateValue
    {
        try arguments.accept("case_sensitive", "by", "reverse")
        guard case .dictionary(let dictionary) = value else { throw Failure("only a dictionary can be sorted so") }
        let isCaseSensitive = try arguments.flag(0, "case_sensitive")
        let by = try arguments.value(1, "by")?.text() ?? "key"
        guard by == "key" || by == "value" else { throw Failure("by must be \"key\" or \"value\"") }
        return .newList(
            try sorted(dictionary.items, reverse: try arguments.flag(2, "reverse")) { pair in
                folded(try pair.element(.int(by == "key" ? 0 : 1)) ?? .none, isCaseSensitive)
            })
    }

    @Sendable private static func unique(_ value: TemplateValue, _ arguments: TemplateArguments) throws -> TemplateValue
    {
        try arguments.accept("case_sensitive", "attribute")
        let isCaseSensitive = try arguments.flag(0, "case_sensitive")
        let path = try AttributePath(arguments.value(1, "attribute") ?? .none, arguments)
        var seen: Set<TemplateKey> = []
        return .newList(
            try value.requiredElements().values().filter { item in
                let key = folded(try path.value(of: item), isCaseSensitive)
                if !key.isHashable, !key.isUndefined { throw Failure("\(key.typeName) cannot be told apart") }
                return seen.insert(TemplateKey(key)).inserted
            })
    }

    private static func extreme(
        _ value: TemplateValue, _ arguments: TemplateArguments, _ isBetter: (Int) -> Bool
    ) throws -> TemplateValue {
        try arguments.accept("case_sensitive", "attribute")
        let isCaseSensitive = try arguments.flag(0, "case_sensitive")
        let path = try AttributePath(arguments.value(1, "attribute") ?? .none, arguments)
        var best: (item: TemplateValue, key: TemplateValue)?
        for item in try value.requiredElements().values() {
            let key = folded(try path.value(of: item), isCaseSensitive)
            guard let current = best else {
                best = (item, key)
                continue
            }
            if isBetter(try key.compare(current.key)) { best = (item, key) }
        }
        return best?.item ?? empty("no aggregated item", arguments)
    }

    @Sendable private static func groupby(_ value: TemplateValue, _ arguments: TemplateArguments) throws
        -> TemplateValue
    {
        try arguments.accept("attribute", "default", "case_sensitive")
        let path = try AttributePath(try arguments.required(0, "attribute"), arguments)
        let fallback = arguments.value(1, "default").flatMap { $0.isNone ? nil : $0 }
        let isCaseSensitive = try arguments.flag(2, "case_sensitive")
        let key = { (item: TemplateValue) in folded(try path.value(of: item, default: fallback), isCaseSensitive) }
        var groups: [(key: TemplateValue, items: [TemplateValue])] = []
        for item in try sorted(try value.requiredElements().values(), by: key) {
            let current = try key(item)
            if let last = groups.last, try last.key.equals(current) {
                groups[groups.count - 1].items.append(item)
            } else {
                groups.append((current, [item]))
            }
        }
        return .newList(
            try groups.map { group in
                // The group is called as its first item writes it.
                let name = try group.items.first.map { try path.value(of: $0, default: fallback) } ?? group.key
                return .array(GroupTuple(grouper: name, list: group.items))
            })
    }

    @Sendable private static func map(_ value: TemplateValue, _ arguments: TemplateArguments) throws -> TemplateValue {
        guard try value.truth() else { return .newList([]) }
        let items = try value.requiredElements().values()
        if arguments.positional.isEmpty, let attribute = arguments["attribute"] {
            for (name, _) in arguments.keyword where name != "attribute" && name != "default" {
                throw Failure("there is no argument \"\(name)\"")
            }
            let path = try AttributePath(attribute, arguments)
            let fallback = arguments["default"].flatMap { $0.isNone ? nil : $0 }
            return .newList(try items.map { try path.value(of: $0, default: fallback) })
        }
        guard let name = arguments.positional.first else { throw Failure("it needs the name of a filter") }
        guard let filter = arguments.state?.engine.filters[try name.text()] else {
            throw Failure("there is no filter \(name.quoted)")
        }
        var rest = arguments
        rest.positional.removeFirst()
        return .newList(
            try items.map { item in
                if case .undefined(let undefined) = item, !filter.acceptsUndefined { try undefined.use() }
                return try filter.body(item, rest)
            })
    }
}
