/// The filters that every template has: those of Jinja 3.1, and `date`.
enum BuiltinFilters {
    static let all: [String: TemplateFilter] = [
        SequenceFilters.all, SelectionFilters.all, TextFilters.all, NumberFilters.all, HTMLFilters.all,
        DateFilters.all,
    ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }
}

/// Reading what a filter's `attribute` names: `"author.name"`, `"0"`, `3`.
struct AttributePath: Sendable {
    private let parts: [TemplateValue]
    private let behavior: TemplateUndefined.Behavior

    init(_ attribute: TemplateValue, _ arguments: TemplateArguments) throws {
        if let text = attribute.plainText {
            self.init(text, arguments.behavior)
        } else {
            self.init(parts: attribute.isNone ? [] : [attribute], behavior: arguments.behavior)
        }
    }

    private init(parts: [TemplateValue], behavior: TemplateUndefined.Behavior) {
        self.parts = parts
        self.behavior = behavior
    }

    private init(_ text: String, _ behavior: TemplateUndefined.Behavior) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { part -> TemplateValue in
            Int(part).flatMap { $0 >= 0 ? .int($0) : nil } ?? .string(String(part))
        }
        self.init(parts: parts, behavior: behavior)
    }

    /// Several paths with commas between them: `"age,name"`.
    static func several(_ attribute: TemplateValue, _ arguments: TemplateArguments) throws -> [AttributePath] {
        guard let text = attribute.plainText else { return [try AttributePath(attribute, arguments)] }
        return text.split(separator: ",", omittingEmptySubsequences: false).map {
            AttributePath(TextFilters.trim(String($0), nil), arguments.behavior)
        }
    }

    /// The value at the end of the path; `fallback` where a part of it does not exist.
    func value(of item: TemplateValue, default fallback: TemplateValue? = nil) throws -> TemplateValue {
        var value = item
        for part in parts {
            if case .undefined(let undefined) = value {
                if undefined.behavior == .chainable { return value }
                throw undefined.failure
            }
            let name = part.plainText
            value =
                try value.element(part) ?? name.flatMap { try value.member($0) ?? Methods.bound($0, of: value) }
                ?? fallback ?? .undefined(TemplateUndefined(key: part, of: value, behavior: behavior))
        }
        return value
    }
}
