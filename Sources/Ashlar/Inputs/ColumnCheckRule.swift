/// A part of a CHECK constraint that is about one column: a bound, a bound of its length, or a list of values.
struct ColumnCheckRule: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        case value(String, Double)
        case length(String, Int)
        case choices([String])
    }

    let table: String
    let column: String
    let kind: Kind

    /// As PostgreSQL has it: `must be >= 1`.
    var text: String {
        switch kind {
        case .value(let comparison, let bound): "must be \(comparison) \(Self.shown(bound))"
        case .length(let comparison, let count): "must have \(comparison) \(count) characters"
        case .choices(let values): "takes " + values.map { "\"\($0)\"" }.joined(separator: ", ")
        }
    }

    /// The parts of a constraint that are understood; none of one with OR in it, of which no part has to hold.
    static func all(in definition: String, of table: String) -> [ColumnCheckRule] {
        guard definition.hasPrefix("CHECK"), !definition.contains(" OR "), !definition.contains("NOT ") else {
            return []
        }
        let number =
            /"?([a-z_][a-z0-9_]*)"?\)?(?:::[a-z ]+)? (>=|>|<=|<) (?:'(-?[0-9.]+)'::[a-z ]+|\(?(-?[0-9.]+)\)?(?:::[a-z ]+)?)/
        let length = /(?:char_length|length)\(\(?"?([a-z_][a-z0-9_]*)"?\)?(?:::[a-z ]+)?\) (>=|>|<=|<) ([0-9]+)/
        let values = /\(?"?([a-z_][a-z0-9_]*)"?\)?(?:::[a-z ]+)? = ANY \(\(?ARRAY\[([^\]]*)\]/
        var found: [ColumnCheckRule] = []
        var rest = definition
        for match in definition.matches(of: length) {
            guard let count = Int(match.3) else { continue }
            found.append(.init(table: table, column: String(match.1), kind: .length(String(match.2), count)))
            rest = rest.replacing(String(match.0), with: "")
        }
        for match in rest.matches(of: values) {
            let texts = match.2.matches(of: /'((?:[^']|'')*)'/).map { $0.1.replacing("''", with: "'") }
            guard !texts.isEmpty else { continue }
            found.append(.init(table: table, column: String(match.1), kind: .choices(texts.map(String.init))))
        }
        for match in rest.matches(of: number) {
            guard let bound = (match.3 ?? match.4).flatMap({ Double($0) }) else { continue }
            found.append(.init(table: table, column: String(match.1), kind: .value(String(match.2), bound)))
        }
        return found
    }

    /// What a field lets through that the check refuses; nil if nothing.
    func difference(to field: FieldBounds) -> String? {
        switch kind {
        case .choices(let values):
            guard let choices = field.choices else { return field.isText ? "may be any text" : nil }
            let others = choices.filter { !values.contains($0) }
            return others.isEmpty ? nil : "may be " + others.prefix(10).map { "\"\($0)\"" }.joined(separator: ", ")
        case .length(let comparison, let count):
            guard field.isText else { return nil }
            switch comparison {
            case "<=": return (field.longest ?? .max) <= count ? nil : longest(field)
            case "<": return (field.longest ?? .max) < count ? nil : longest(field)
            case ">=": return (field.shortest ?? 0) >= count ? nil : "may have \(field.shortest ?? 0) characters"
            default: return (field.shortest ?? 0) > count ? nil : "may have \(field.shortest ?? 0) characters"
            }
        case .value(let comparison, let bound): return value(comparison, bound, field)
        }
    }

    private func longest(_ field: FieldBounds) -> String {
        field.longest.map { "may have \($0) characters" } ?? "may have any length"
    }

    private func value(_ comparison: String, _ bound: Double, _ field: FieldBounds) -> String? {
        guard !field.isText else { return nil }
        if comparison.hasPrefix(">") {
            guard let minimum = field.minimum else { return "has no least value" }
            let holds = minimum > bound || minimum == bound && (comparison == ">=" || field.isAbove)
            return holds ? nil : "may be \(Self.shown(minimum))"
        }
        guard let maximum = field.maximum else { return "has no greatest value" }
        let holds = maximum < bound || maximum == bound && (comparison == "<=" || field.isBelow)
        return holds ? nil : "may be \(Self.shown(maximum))"
    }

    private static func shown(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? String(number)
    }
}
