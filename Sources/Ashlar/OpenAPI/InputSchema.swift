import AshlarSupport
import AshlarValidation

/// The schemas of inputs: what their rules say, as JSON Schema says it.
enum InputSchema {
    static func reference(_ input: any TypedInput.Type, in components: SchemaComponents) -> SentValue {
        let description = input.inputDescription
        return components.reference(to: input, named: description.name) {
            guard let variants = description.variants else {
                return object(description.fields, forbidsUnknown: description.forbidsUnknown, in: components)
            }
            let cases = variants.cases.map { item in
                let name = description.name + item.name.prefix(1).uppercased() + item.name.dropFirst()
                return components.reference(to: input, part: item.name, named: name) {
                    variant(item, by: variants.discriminator, in: components)
                }
            }
            let mapping = zip(variants.cases, cases).compactMap { item, schema in
                schema["$ref"].map { SentValue.Member(item.name, $0) }
            }
            return [
                "oneOf": .list(cases),
                "discriminator": [
                    "propertyName": .text(variants.discriminator), "mapping": .members(mapping),
                ] as SentValue,
            ]
        }
    }

    /// The schema of what is sent as a form, which is written where it is used.
    static func form(_ description: InputDescription, in components: SchemaComponents) -> SentValue {
        guard let variants = description.variants else {
            return object(
                description.fields, forbidsUnknown: description.forbidsUnknown, isForm: true, in: components)
        }
        return [
            "oneOf": .list(
                variants.cases.map { variant($0, by: variants.discriminator, isForm: true, in: components) })
        ]
    }

    private static func variant(
        _ item: InputVariants.Case, by discriminator: String, isForm: Bool = false, in components: SchemaComponents
    ) -> SentValue {
        let word: SentValue.Member = .init(discriminator, ["type": "string", "const": .text(item.name)])
        guard let description = item.input?.inputDescription else {
            return SchemaComponents.object([word], required: [discriminator])
        }
        if description.variants != nil, let input = item.input {
            let own = SchemaComponents.object([word], required: [discriminator])
            return ["allOf": .list([own, reference(input, in: components)])]
        }
        return object(
            description.fields, forbidsUnknown: description.forbidsUnknown, isForm: isForm, beside: word,
            in: components)
    }

    /// An object that has these fields.
    ///
    /// - Parameters:
    ///   - fields: the fields.
    ///   - forbidsUnknown: whether it has no others.
    ///   - isForm: whether it is sent as a form, which has no null, and nothing of a box that is not ticked and of an empty
    ///     list.
    ///   - word: what says of several inputs which one it is.
    static func object(
        _ fields: [FieldDescription], forbidsUnknown: Bool = false, isForm: Bool = false,
        beside word: SentValue.Member? = nil, in components: SchemaComponents
    ) -> SentValue {
        let fields = fields.filter { !$0.isProhibited }
        let properties = fields.map {
            SentValue.Member($0.name, Self.schema(of: $0, in: components, takesNull: !isForm))
        }
        let required = fields.filter { isRequired($0, isForm: isForm) }.map(\.name)
        let object = SchemaComponents.object(
            (word.map { [$0] } ?? []) + properties, required: (word.map { [$0.name] } ?? []) + required)
        guard forbidsUnknown, case .members(let members) = object else { return object }
        return .members(members + [.init("additionalProperties", false)])
    }

    private static func isRequired(_ field: FieldDescription, isForm: Bool) -> Bool {
        switch field.shape {
        case .boolean:
            if isForm { return field.constraints.contains(.accepted) }
            return !field.isOptional && field.fallback == nil
        case .list: return field.isRequired && !isForm
        default: return field.isRequired
        }
    }

    /// - Parameter takesNull: whether null can be sent at all, as in JSON.
    static func schema(
        of field: FieldDescription, in components: SchemaComponents, takesNull: Bool = true
    ) -> SentValue {
        var schema = constrained(self.schema(of: field.shape, in: components), field.shape, field.constraints)
        if takesNull, field.isOptional, !field.constraints.contains(where: { $0 == .required || $0 == .filled }) {
            schema = SchemaComponents.nullable(schema)
        }
        var notes: [SentValue.Member] = []
        if let text = field.documentation { notes.append(.init("description", .text(text))) }
        if let value = fallback(of: field) { notes.append(.init("default", value)) }
        if field.isSecret {
            if case .text = field.shape { notes.append(.init("format", "password")) }
            notes.append(.init("writeOnly", true))
        }
        guard !notes.isEmpty, case .members(let members) = schema else { return schema }
        let noted = Set(notes.map(\.name))
        return .members(members.filter { !noted.contains($0.name) } + notes)
    }

    static func schema(of shape: InputShape, in components: SchemaComponents) -> SentValue {
        switch shape {
        case .text: ["type": "string"]
        case .integer: ["type": "integer", "format": "int64"]
        case .number: ["type": "number"]
        case .decimal: ["type": .list(["number", "string"])]
        case .boolean: ["type": "boolean"]
        case .date: ["type": "string", "anyOf": .list([["format": "date-time"], ["format": "date"]])]
        case .day: ["type": "string", "format": "date"]
        case .uuid: ["type": "string", "format": "uuid"]
        case .url: ["type": "string", "format": "uri"]
        case .choices(let choices, let isText):
            [
                "type": isText ? "string" : "integer",
                "enum": .list(choices.map { isText ? .text($0) : .number($0) }),
            ]
        case .file: ["type": "string", "contentMediaType": "application/octet-stream"]
        case .list(let element): ["type": "array", "items": schema(of: element, in: components)]
        case .input(let type): reference(type, in: components)
        }
    }

    /// A schema with what is said of its values.
    static func constrained(
        _ schema: SentValue, _ shape: InputShape, _ constraints: [FieldConstraint]
    ) -> SentValue {
        guard case .members(var members) = schema else { return schema }
        func set(_ name: String, _ value: SentValue) {
            members.removeAll { $0.name == name }
            members.append(.init(name, value))
        }
        for constraint in constraints {
            switch constraint {
            case .minLength(let count): set("minLength", .number(String(count)))
            case .maxLength(let count): set("maxLength", .number(String(count)))
            case .pattern(let pattern): set("pattern", .text("^(?:\(pattern))$"))
            case .format(let format): set("format", .text(format == "tel" ? "phone" : format))
            case .minimum(let bound): if let bound = number(bound) { set("minimum", bound) }
            case .maximum(let bound): if let bound = number(bound) { set("maximum", bound) }
            case .above(let bound): if let bound = number(bound) { set("exclusiveMinimum", bound) }
            case .below(let bound): if let bound = number(bound) { set("exclusiveMaximum", bound) }
            case .multipleOf(let step): if let step = number(step) { set("multipleOf", step) }
            case .choices(let choices):
                if case .text = shape { set("enum", .list(choices.map(SentValue.text))) }
            case .minItems(let count): set("minItems", .number(String(count)))
            case .maxItems(let count): set("maxItems", .number(String(count)))
            case .uniqueItems: set("uniqueItems", true)
            case .each(let inner):
                if case .list(let element) = shape, let items = members.first(where: { $0.name == "items" })?.value {
                    set("items", constrained(items, element, inner))
                }
            case .accept(let types):
                // The end of a file's name is no media type.
                if let type = types.first, types.count == 1, type.contains("/"), !type.contains("*") {
                    set("contentMediaType", .text(type))
                }
            case .required, .filled:
                if case .text = shape, members.allSatisfy({ $0.name != "minLength" }) { set("minLength", 1) }
            case .accepted: set("const", true)
            case .maxBytes, .places, .present, .prohibited, .missing: break
            }
        }
        return .members(members)
    }

    /// Bounds of dates are no numbers, and JSON Schema has no word for them.
    private static func number(_ text: String) -> SentValue? {
        guard let number = Double(text), number.isFinite, text.utf8.first != UInt8(ascii: "+") else { return nil }
        return .number(text)
    }

    private static func fallback(of field: FieldDescription) -> SentValue? {
        guard let text = field.fallback else { return nil }
        switch field.shape {
        case .integer, .number, .decimal: return number(text)
        case .boolean: return .bool(text == "true")
        case .text, .uuid, .date, .day, .url: return .text(text)
        case .choices(let choices, let isText):
            guard choices.contains(text) else { return nil }
            return isText ? .text(text) : .number(text)
        case .file, .list, .input: return nil
        }
    }
}
