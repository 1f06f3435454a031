/// The methods of dictionaries: `counts.update(a=1)`.
enum DictionaryMethods {
    static let all: [String: Methods.Body] = [
        "items": { value, _ in .array(DictionaryView(.items, of: try dictionary(value))) },
        "keys": { value, _ in .array(DictionaryView(.keys, of: try dictionary(value))) },
        "values": { value, _ in .array(DictionaryView(.values, of: try dictionary(value))) },
        "get": { value, arguments in
            try dictionary(value)[arguments.required(0, "key")] ?? arguments.value(1, "default") ?? .none
        },
        "copy": { value, _ in
            let pairs = try dictionary(value).pairs
            return .newDictionary(Array(zip(pairs.keys, pairs.values)))
        },
        "update": { value, arguments in
            let added = try pairs(arguments)
            return try change(value, arguments, adding: added) { dictionary in
                for (key, value) in added { dictionary[key] = value }
                return .none
            }
        },
        "setdefault": { value, arguments in
            let key = try arguments.required(0, "key")
            if let known = try dictionary(value)[key] { return known }
            let fallback = arguments.value(1, "default") ?? .none
            return try change(value, arguments, adding: [(key, fallback)]) { dictionary in
                dictionary[key] = fallback
                return fallback
            }
        },
        "pop": { value, arguments in
            let key = try arguments.required(0, "key")
            guard let found = try dictionary(value)[key] ?? arguments.value(1, "default") else {
                throw Failure("there is no key \(key.quoted)")
            }
            return try change(value, arguments, moves: true) { dictionary in
                dictionary[key] = nil
                return found
            }
        },
        "popitem": { value, arguments in
            try change(value, arguments) { dictionary in
                guard let key = dictionary.keys.last, let value = dictionary.values.last else {
                    throw Failure("the dictionary is empty")
                }
                dictionary[key] = nil
                return .tuple([key, value])
            }
        },
        "clear": { value, arguments in
            try change(value, arguments) { dictionary in
                dictionary = TemplatePairs()
                return .none
            }
        },
    ]

    /// Pairs from a dictionary or a list of pairs, and from named values: what `dict(...)` and `update(...)` take.
    static func pairs(_ arguments: TemplateArguments) throws -> [(TemplateValue, TemplateValue)] {
        var pairs: [(TemplateValue, TemplateValue)] = []
        switch arguments.positional.first {
        case .dictionary(let dictionary)?:
            let given = dictionary.pairs
            pairs = Array(zip(given.keys, given.values))
        case let value?:
            for pair in try value.requiredElements().values() {
                let parts = try pair.requiredElements().values()
                guard parts.count == 2 else { throw Failure("a dictionary is made of pairs") }
                pairs.append((parts[0], parts[1]))
            }
        case nil: break
        }
        for (key, _) in pairs where !key.isHashable { throw Failure("\(key.typeName) cannot be a key") }
        return pairs + arguments.keyword.map { (.string($0.name), $0.value) }
    }

    private static func dictionary(_ value: TemplateValue) throws -> TemplateDictionary {
        guard case .dictionary(let dictionary) = value else { throw Failure("it needs a dictionary") }
        return dictionary
    }

    private static func change(
        _ value: TemplateValue, _ arguments: TemplateArguments, adding added: [(TemplateValue, TemplateValue)] = [],
        moves: Bool = false, _ change: (inout TemplatePairs) throws -> TemplateValue
    ) throws -> TemplateValue {
        let dictionary = try dictionary(value)
        for (key, _) in added where !key.isHashable { throw Failure("\(key.typeName) cannot be a key") }
        try arguments.limits.check(count: dictionary.count + added.count)
        try arguments.state?.countVisits(added.count + (moves ? dictionary.count : 0))
        return try dictionary.change(adding: added.flatMap { [$0.0, $0.1] }, in: arguments.state, change)
    }
}
