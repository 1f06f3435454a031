/// `pprint`: a value in one line, or with one element a line where that is too long.
enum PrettyPrinter {
    private static let width = 80

    static func text(of value: TemplateValue) -> String { text(of: sorted(value, levels: 0), indent: 1, levels: 0) }

    /// The value with the keys of its dictionaries in order, where they have one.
    private static func sorted(_ value: TemplateValue, levels: Int) -> TemplateValue {
        guard levels <= Target.deepest else { return value }
        switch value {
        case .dictionary(let dictionary):
            let items = dictionary.items
            let ordered = try? SequenceFilters.sorted(items) { try $0.element(.int(0)) ?? .none }
            return .dictionary(
                TemplateDictionary(
                    (ordered ?? items).compactMap { item in
                        guard case .array(let pair) = item, let parts = try? pair.values(), parts.count == 2 else {
                            return nil
                        }
                        return (parts[0], sorted(parts[1], levels: levels + 1))
                    }))
        case .array(let sequence):
            guard let array = sequence as? TemplateArray else { return value }
            return .array(
                TemplateArray(array.elements.map { sorted($0, levels: levels + 1) }, isTuple: array.isTuple))
        default: return value
        }
    }

    private static func text(of value: TemplateValue, indent: Int, levels: Int) -> String {
        let line = value.quoted
        guard line.unicodeScalars.count > width - indent, levels <= Target.deepest else { return line }
        let pad = ",\n" + String(repeating: " ", count: indent)
        switch value {
        case .dictionary(let dictionary):
            let pairs = zip(dictionary.keys, dictionary.values).map { key, value in
                let name = key.quoted + ": "
                return name + text(of: value, indent: indent + name.unicodeScalars.count, levels: levels + 1)
            }
            return "{" + pairs.joined(separator: pad) + "}"
        case .array(let sequence):
            guard !(sequence is DictionaryView), let values = try? sequence.values() else { return line }
            let items = values.map { text(of: $0, indent: indent + 1, levels: levels + 1) }
            let (open, close) = sequence.isTuple ? ("(", ")") : ("[", "]")
            return open + items.joined(separator: pad) + close
        default: return line
        }
    }
}
