/// A value as a template sees it.
///
/// Swift values become template values with ``init(_:)``; filters, tests and functions of your own take and return them.
public enum TemplateValue: Sendable {
    /// A name or a member that does not exist; it remembers what was asked for.
    case undefined(TemplateUndefined)
    /// Nothing: `none`, and `nil` of an optional.
    case none
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case int(Int)
    /// A floating-point number.
    case double(Double)
    /// Text, escaped when it is printed.
    case string(String)
    /// HTML that is printed as it is.
    case markup(Markup)
    /// A list, a tuple, a range, or anything else with a count and elements.
    case array(any TemplateSequence)
    /// Keys with values, in order.
    case dictionary(TemplateDictionary)
    /// A value with members of its own, such as a model, `loop` or a namespace.
    case object(any TemplateObject)
    /// Something to be called, such as `route`.
    case function(TemplateFunction)
}

extension TemplateValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// Text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .int(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A floating-point number.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// A list.
    public init(arrayLiteral elements: TemplateValue...) { self = .list(elements) }
    /// A dictionary with string keys.
    public init(dictionaryLiteral elements: (String, TemplateValue)...) {
        self = .dictionary(TemplateDictionary(elements.map { (.string($0.0), $0.1) }))
    }

    /// A list of values, which no template changes.
    public static func list(_ values: [TemplateValue]) -> TemplateValue { .array(TemplateArray(values)) }

    /// A list that a template has made, and may change.
    static func newList(_ values: [TemplateValue]) -> TemplateValue { .array(TemplateArray(values, isTuple: false)) }

    /// A dictionary that a template has made, and may change.
    static func newDictionary(_ pairs: [(TemplateValue, TemplateValue)]) -> TemplateValue {
        .dictionary(TemplateDictionary(pairs, isFixed: false))
    }

    /// A tuple: a list that prints with parentheses.
    public static func tuple(_ values: [TemplateValue]) -> TemplateValue {
        .array(TemplateArray(values, isTuple: true))
    }
}
