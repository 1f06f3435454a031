import AshlarSupport

/// `<x-alert kind="error">...</x-alert>`
struct ComponentNode: Sendable {
    /// The name behind `x-`.
    let name: String
    let attributes: [AttributeNode]
    let spreads: [ExpressionNode]
    let slots: [SlotNode]

    /// The template: `forms.input` is `components/forms/input.html`.
    var template: String {
        "components/" + name.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "/") + ".html"
    }
}

/// What stands between a component's tags, or between those of `<x-slot:name>`.
struct SlotNode: Sendable {
    /// Nil for what stands outside of named slots.
    let name: String?
    let body: [StatementNode]
    /// Where its tag stands; nil for what stands outside of named slots.
    var offset: Int?

    /// Whether it holds nothing but space.
    var isBlank: Bool {
        body.allSatisfy { if case .text(let text) = $0.kind { text.allSatisfy(\.isWhitespace) } else { false } }
    }
}

/// One of `{% props %}`.
struct PropNode: Sendable {
    let name: String
    let type: PropType
    let fallback: ExpressionNode?
    let offset: Int
}

/// What a component's prop may be.
enum PropType: Sendable {
    case any, string, integer, number, boolean, list, dictionary
    case oneOf([String])

    static let named: [String: PropType] = [
        "any": .any, "string": .string, "integer": .integer, "number": .number, "boolean": .boolean, "list": .list,
        "dictionary": .dictionary,
    ]

    /// Whether a value is of the type.
    func accepts(_ value: TemplateValue) -> Bool {
        switch self {
        case .any: true
        case .string: value.plainText != nil
        case .integer: if case .int = value { true } else { false }
        case .number: value.arithmeticNumber != nil
        case .boolean: if case .bool = value { true } else { false }
        case .list:
            switch value {
            case .array: true
            case .object(let object): ((try? object.elements()) ?? nil) != nil
            default: false
            }
        case .dictionary:
            switch value {
            case .dictionary, .object: true
            default: false
            }
        case .oneOf(let names): value.plainText.map(names.contains) ?? false
        }
    }

    /// What to do about a value that is not of the type.
    ///
    /// - Parameters:
    ///   - value: the value.
    ///   - attribute: the attribute that gives it.
    ///   - isText: whether it is written as text.
    func suggestion(for value: TemplateValue, of attribute: String, isText: Bool) -> String? {
        switch self {
        case .oneOf(let names):
            return value.plainText.flatMap { Suggestion.closest(to: $0, in: names) }.map { "Did you mean \"\($0)\"?" }
        case .integer, .number, .boolean, .list, .dictionary:
            return isText ? "An expression is written with a colon: :\(attribute)=\"...\"." : nil
        case .any, .string: return nil
        }
    }

    /// The type in a message.
    var described: String {
        switch self {
        case .any: "any value"
        case .string: "a string"
        case .integer: "an integer"
        case .number: "a number"
        case .boolean: "a boolean"
        case .list: "a list"
        case .dictionary: "a dictionary"
        case .oneOf(let names): names.map { "\"\($0)\"" }.joined(separator: " or ")
        }
    }
}
