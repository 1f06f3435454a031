/// The methods of texts, lists and dictionaries that templates written for Jinja call: those of Python.
enum Methods {
    typealias Body = @Sendable (TemplateValue, TemplateArguments) throws -> TemplateValue

    static func has(_ name: String, _ value: TemplateValue) -> Bool { body(name, value) != nil }

    static func call(_ name: String, of value: TemplateValue, _ arguments: TemplateArguments) throws -> TemplateValue {
        guard let body = body(name, value) else {
            throw TemplateUndefined(key: .string(name), of: value, behavior: .strict).failure
        }
        do {
            return try body(value, arguments)
        } catch let failure as Failure { throw failure.named("\(value.typeName).\(name)") }
    }

    /// A method as a value.
    static func bound(_ name: String, of value: TemplateValue) -> TemplateValue? {
        guard has(name, value) else { return nil }
        return .function(TemplateFunction(name) { try call(name, of: value, $0) })
    }

    private static func body(_ name: String, _ value: TemplateValue) -> Body? {
        switch value {
        case .string: TextMethods.all[name]
        case .markup: TextMethods.all[name] ?? TextMethods.markup[name]
        case .dictionary: DictionaryMethods.all[name]
        case .array(let sequence):
            sequence is DictionaryView
                ? nil
                : ListMethods.asking[name]
                    ?? (sequence.isTuple || sequence is TemplateRange ? nil : ListMethods.changing[name])
        default: nil
        }
    }
}
