extension TemplateValue {
    /// The text of a string or of markup; nil for anything else.
    var plainText: String? {
        switch self {
        case .string(let text): text
        case .markup(let markup): markup.html
        default: nil
        }
    }

    /// What kind of value this is, for messages.
    public var typeName: String {
        switch self {
        case .undefined: "undefined value"
        case .none: "none"
        case .bool: "boolean"
        case .int: "integer"
        case .double: "float"
        case .string: "string"
        case .markup: "markup"
        case .array(let sequence): Self.kind(of: sequence)
        case .dictionary: "dictionary"
        case .object(let object): object.typeName
        case .function(let function): "function \"\(function.name)\""
        }
    }

    /// The kind by the name that Jinja prints it with.
    var pythonTypeName: String {
        switch self {
        case .undefined: "Undefined"
        case .none: "NoneType"
        case .bool: "bool"
        case .int: "int"
        case .double: "float"
        case .string: "str"
        case .markup: "Markup"
        case .array(let sequence): Self.kind(of: sequence)
        case .dictionary: "dict"
        case .object(let object): object.typeName
        case .function: "function"
        }
    }

    private static func kind(of sequence: any TemplateSequence) -> String {
        if let view = sequence as? DictionaryView { return view.typeName }
        return sequence is TemplateRange ? "range" : sequence.isTuple ? "tuple" : "list"
    }

    var isUndefined: Bool {
        if case .undefined = self { return true }
        return false
    }

    var isNone: Bool {
        if case .none = self { return true }
        return false
    }

    /// The value as a whole number where it is one; `true` is 1, as in Python.
    var integer: Int? {
        switch self {
        case .int(let number): number
        case .bool(let flag): flag ? 1 : 0
        default: nil
        }
    }

    /// The value as a number where it is one.
    var number: Double? {
        switch self {
        case .double(let number): number
        case .int(let number): Double(number)
        case .bool(let flag): flag ? 1 : 0
        default: nil
        }
    }

    /// Whether the value counts as true: not `false`, `none`, 0, or empty.
    ///
    /// - Throws: for a strict undefined value.
    func truth() throws -> Bool {
        switch self {
        case .undefined(let undefined):
            try undefined.use()
            return false
        case .none: return false
        case .bool(let flag): return flag
        case .int(let number): return number != 0
        case .double(let number): return number != 0
        case .string(let text): return !text.isEmpty
        case .markup(let markup): return !markup.html.isEmpty
        case .array(let sequence): return sequence.count > 0
        case .dictionary(let dictionary): return dictionary.count > 0
        case .object(let object): return object.isTrue
        case .function: return true
        }
    }

    /// The Swift value behind this one: what was given to the template, or its nearest kin.
    public var rawValue: any Sendable { rawValue(within: 0) }

    private func rawValue(within levels: Int) -> any Sendable {
        // A list that a template has put into itself has no end.
        guard levels <= Target.deepest else { return String?.none }
        switch self {
        case .undefined, .none: return String?.none
        case .bool(let flag): return flag
        case .int(let number): return number
        case .double(let number): return number
        case .string(let text): return text
        case .markup(let markup): return markup
        case .array(let sequence):
            guard let array = sequence as? TemplateArray else { return sequence.rawValue }
            return array.elements.map { $0.rawValue(within: levels + 1) }
        case .dictionary(let dictionary):
            var result: [String: any Sendable] = [:]
            let pairs = dictionary.pairs
            for (key, value) in zip(pairs.keys, pairs.values) {
                result[(try? key.text()) ?? key.quoted] = value.rawValue(within: levels + 1)
            }
            return result
        case .object(let object): return object.rawValue
        case .function(let function): return function
        }
    }
}
