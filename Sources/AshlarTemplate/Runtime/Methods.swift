/// The methods of texts, lists and dictionaries that templates written for Jinja call: those of Python that change nothing.
enum Methods {
    private typealias Body = @Sendable (TemplateValue, TemplateArguments) throws -> TemplateValue

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
        case .string, .markup: TextMethods.all[name]
        case .dictionary: dictionaries[name]
        case .array: sequences[name]
        default: nil
        }
    }

    private static let dictionaries: [String: Body] = [
        "items": { value, _ in .list(try dictionary(value).items) },
        "keys": { value, _ in .list(try dictionary(value).keys) },
        "values": { value, _ in .list(try dictionary(value).values) },
        "get": { value, arguments in
            try dictionary(value)[arguments.required(0, "key")] ?? arguments.value(1, "default") ?? .none
        },
        "copy": { value, _ in value },
    ]

    private static let sequences: [String: Body] = [
        "index": { value, arguments in
            let sequence = try value.requiredElements()
            let element = try arguments.required(0, "value")
            for index in 0..<sequence.count where try sequence.element(at: index).equals(element) { return .int(index) }
            throw Failure("\(element.quoted) is not in the list")
        },
        "count": { value, arguments in
            let element = try arguments.required(0, "value")
            return .int(try value.requiredElements().values().filter { try $0.equals(element) }.count)
        },
        "copy": { value, _ in value },
        "append": immutable, "extend": immutable, "insert": immutable, "pop": immutable, "remove": immutable,
        "sort": immutable, "reverse": immutable, "clear": immutable,
    ]

    private static let immutable: Body = { _, _ in
        throw Failure(
            "lists do not change",
            suggestion: "Make a new one: {% set ns.items = ns.items + [item] %} with a namespace.")
    }

    private static func dictionary(_ value: TemplateValue) throws -> TemplateDictionary {
        guard case .dictionary(let dictionary) = value else { throw Failure("it needs a dictionary") }
        return dictionary
    }
}
