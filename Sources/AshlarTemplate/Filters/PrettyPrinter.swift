/// `pprint`: a value in one line, or with one element a line where that is too long.
enum PrettyPrinter {
    private static let width = 80

    static func text(of value: TemplateValue) -> String { text(of: value, indent: 1) }

    private static func text(of value: TemplateValue, indent: Int) -> String {
        let line = value.quoted
        guard line.unicodeScalars.count > width - indent else { return line }
        let pad = ",\n" + String(repeating: " ", count: indent)
        switch value {
        case .dictionary(let dictionary):
            let pairs = zip(dictionary.keys, dictionary.values).map { key, value in
                let name = key.quoted + ": "
                return name + text(of: value, indent: indent + name.unicodeScalars.count)
            }
            return "{" + pairs.joined(separator: pad) + "}"
        case .array(let sequence):
            guard let values = try? sequence.values() else { return line }
            let items = values.map { text(of: $0, indent: indent + 1) }
            let (open, close) = sequence.isTuple ? ("(", ")") : ("[", "]")
            return open + items.joined(separator: pad) + close
        default: return line
        }
    }
}
