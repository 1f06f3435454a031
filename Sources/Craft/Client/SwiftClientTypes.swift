import AshlarSupport

/// Writes the types of a client in Swift.
struct SwiftClientTypes {
    private let types: [ClientType]
    private let byName: [String: ClientType]
    /// Those that are sent as forms.
    private let forms: Set<String>
    /// Those that have files in them, so that they are no JSON.
    private let withFiles: Set<String>

    init(_ description: ClientDescription) {
        types = description.types
        byName = Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })
        var withFiles: Set<String> = []
        var before = -1
        while before != withFiles.count {
            before = withFiles.count
            for type in types where Self.parts(of: type).contains(where: { Self.isFile($0, withFiles) }) {
                withFiles.insert(type.name)
            }
        }
        self.withFiles = withFiles
        forms = Set(
            description.operations.compactMap { operation in
                guard let body = operation.body,
                    body.media.hasSuffix("form-data") || body.media.hasSuffix("urlencoded"),
                    case .named(let name) = body.schema
                else { return nil }
                return name
            })
    }

    private static func parts(of type: ClientType) -> [ClientSchema] {
        switch type.kind {
        case .object(let properties): properties.map(\.schema)
        case .union(let alternatives, _): alternatives.map(\.schema)
        case .alias(let schema): [schema]
        case .choices: []
        }
    }

    private static func isFile(_ schema: ClientSchema, _ withFiles: Set<String>) -> Bool {
        switch schema {
        case .file: true
        case .list(let inner), .map(let inner), .optional(let inner): isFile(inner, withFiles)
        case .named(let name): withFiles.contains(name)
        default: false
        }
    }

    /// All types.
    var text: String {
        // A file is a type of the client's own.
        let parts = types.flatMap(Self.parts).filter { !Self.isFile($0, []) }
        return SwiftClient.foundation(parts) + types.map(text(of:)).joined(separator: "\n")
    }

    /// A type's name in Swift.
    static func swift(_ schema: ClientSchema) -> String {
        switch schema {
        case .any: "APIValue"
        case .text: "String"
        case .integer: "Int"
        case .number: "Double"
        case .boolean: "Bool"
        case .decimal: "Decimal"
        case .moment: "Date"
        case .day: "APIDay"
        case .uuid: "UUID"
        case .address: "URL"
        case .bytes: "Data"
        case .file: "APIFile"
        case .list(let inner): "[\(swift(inner))]"
        case .map(let inner): "[String: \(swift(inner))]"
        case .optional(let inner): "\(swift(inner))?"
        case .named(let name): name
        }
    }

    private func text(of type: ClientType) -> String {
        let comment = SwiftClient.comment(type.text ?? "`\(type.name)` of the API.", indentation: "")
        switch type.kind {
        case .alias(let schema): return "\(comment)public typealias \(type.name) = \(Self.swift(schema))\n"
        case .choices(let choices, let isText): return comment + self.choices(type.name, choices, isText)
        case .union(let alternatives, let discriminator):
            return comment + union(type.name, alternatives, discriminator)
        case .object(let properties): return comment + object(type.name, properties)
        }
    }

    private func choices(_ name: String, _ choices: [String], _ isText: Bool) -> String {
        let names = ClientNames.unique(
            choices.map { choice in
                if isText { return ClientNames.member(choice) }
                return choice.hasPrefix("-") ? "minus\(choice.dropFirst())" : "value\(choice)"
            })
        var text =
            "public enum \(name): \(isText ? "String" : "Int"), Codable, CaseIterable, Hashable, Sendable {\n"
        for (name, choice) in zip(names, choices) {
            let value = isText ? (name == choice ? "" : " = \(SwiftClient.literal(choice))") : " = \(choice)"
            text += "    case \(ClientNames.swift(name))\(value)\n"
        }
        return text + "}\n"
    }

    private func union(_ name: String, _ alternatives: [ClientType.Alternative], _ discriminator: String?) -> String {
        let cases = ClientNames.unique(
            alternatives.map { alternative in
                ClientNames.member(
                    CaseConversion.camel(Self.swift(alternative.schema).filter { $0.isLetter || $0.isNumber }))
            }
        ).map(ClientNames.swift)
        var text = "public indirect enum \(name): Codable, Hashable, Sendable {\n"
        for (name, alternative) in zip(cases, alternatives) {
            text += "    case \(name)(\(Self.swift(alternative.schema)))\n"
        }
        text += "\n    /// Reads it.\n    public init(from decoder: any Decoder) throws {\n"
        if let discriminator, alternatives.allSatisfy({ $0.tag != nil }) {
            let key = SwiftClient.literal(discriminator)
            text += "        let container = try decoder.container(keyedBy: APIKey.self)\n"
            text += "        switch try container.decode(String.self, forKey: \(key)) {\n"
            for (name, alternative) in zip(cases, alternatives) {
                text += "        case \(SwiftClient.literal(alternative.tag ?? "")):"
                text += " self = .\(name)(try \(Self.swift(alternative.schema))(from: decoder))\n"
            }
            text += "        case let other:\n            throw DecodingError.dataCorruptedError("
            text += "forKey: \(key), in: container, debugDescription: \"There is no \\(other).\")\n        }\n"
        } else {
            text += "        let container = try decoder.singleValueContainer()\n"
            for (index, (name, alternative)) in zip(cases, alternatives).enumerated() {
                let type = Self.swift(alternative.schema)
                text +=
                    index == alternatives.count - 1
                    ? "        self = .\(name)(try container.decode(\(type).self))\n"
                    : "        if let value = try? container.decode(\(type).self) {\n"
                        + "            self = .\(name)(value)\n            return\n        }\n"
            }
        }
        text += "    }\n\n    /// Writes it.\n    public func encode(to encoder: any Encoder) throws {\n"
        text += "        var container = encoder.singleValueContainer()\n        switch self {\n"
        for name in cases { text += "        case .\(name)(let value): try container.encode(value)\n" }
        return text + "        }\n    }\n}\n"
    }

    private func object(_ name: String, _ properties: [ClientType.Property]) -> String {
        let isJSON = !withFiles.contains(name)
        let isForm = !isJSON || forms.contains(name)
        let conformances = (isJSON ? ["Codable"] : []) + (isForm ? ["APIFormValue"] : []) + ["Hashable", "Sendable"]
        let names = ClientNames.unique(properties.map { ClientNames.member($0.name) })
        let members = zip(names, properties)
        var text = "public struct \(name): \(conformances.joined(separator: ", ")) {\n"
        for (member, property) in members {
            text += SwiftClient.comment(property.text ?? "`\(property.name)`", indentation: "    ")
            let wrapper = isIndirect(property, in: name) ? "@APIIndirect " : ""
            text += "    \(wrapper)public var \(ClientNames.swift(member)): \(type(of: property))\n"
        }
        let parameters = members.map { member, property in
            "\(ClientNames.swift(member)): \(type(of: property))\(fallback(property))"
        }
        text += "\n    /// Makes one.\n    public init(\(parameters.joined(separator: ", "))) {\n"
        for member in names { text += "        self.\(member) = \(ClientNames.swift(member))\n" }
        text += "    }\n"
        if isJSON, names != properties.map(\.name), !properties.isEmpty { text += keys(names, properties) }
        if isJSON, properties.contains(where: isNullButThere) { text += encoding(names, properties) }
        if isForm { text += form(names, properties) }
        return text + "}\n"
    }

    private func type(of property: ClientType.Property) -> String {
        Self.swift(property.isRequired ? property.schema : property.schema.orNull)
    }

    /// What can be left out, and what can be only one thing, need not be said.
    private func fallback(_ property: ClientType.Property) -> String {
        if !property.isRequired { return " = nil" }
        guard case .named(let name) = property.schema, case .choices(let choices, let isText)? = byName[name]?.kind,
            choices.count == 1, let only = choices.first, isText
        else { return "" }
        return " = .\(ClientNames.swift(ClientNames.member(only)))"
    }

    /// What has to be sent, and be it as null.
    private func isNullButThere(_ property: ClientType.Property) -> Bool {
        if case .optional = property.schema { return property.isRequired }
        return false
    }

    private func keys(_ names: [String], _ properties: [ClientType.Property]) -> String {
        var text = "\n    private enum CodingKeys: String, CodingKey {\n"
        for (name, property) in zip(names, properties) {
            let value = name == property.name ? "" : " = \(SwiftClient.literal(property.name))"
            text += "        case \(ClientNames.swift(name))\(value)\n"
        }
        return text + "    }\n"
    }

    private func encoding(_ names: [String], _ properties: [ClientType.Property]) -> String {
        var text = names == properties.map(\.name) ? keys(names, properties) : ""
        text += "\n    /// Writes it: what has to be there is, also as null.\n"
        text += "    public func encode(to encoder: any Encoder) throws {\n"
        text += "        var container = encoder.container(keyedBy: CodingKeys.self)\n"
        for (name, property) in zip(names, properties) {
            let isOptional = !property.isRequired
            text += "        try container.encode\(isOptional ? "IfPresent" : "")("
            text += "\(ClientNames.swift(name)), forKey: .\(ClientNames.swift(name)))\n"
        }
        return text + "    }\n"
    }

    private func form(_ names: [String], _ properties: [ClientType.Property]) -> String {
        var text =
            "\n    /// Adds its fields.\n    public func write(to form: inout APIForm, as name: String) throws {\n"
        for (member, property) in zip(names, properties) {
            let method =
                switch property.schema.wrapped {
                case .file: "addFile"
                case .list(.file): "addFiles"
                case .named(let name) where withFiles.contains(name): "try addForm"
                case .list(.named(let name)) where withFiles.contains(name): "try addForms"
                default: "try add"
                }
            let call = method.replacing("add", with: "form.add", maxReplacements: 1)
            text += "        \(call)(\(SwiftClient.literal(property.name)), of: name, self.\(member))\n"
        }
        return text + "    }\n"
    }

    /// Whether a value is within itself: not in a list, which may be empty, but as it is.
    private func isIndirect(_ property: ClientType.Property, in owner: String) -> Bool {
        var seen: Set<String> = []
        func reaches(_ schema: ClientSchema) -> Bool {
            switch schema {
            case .optional(let inner): return reaches(inner)
            case .named(let name):
                if name == owner { return true }
                guard seen.insert(name).inserted else { return false }
                switch byName[name]?.kind {
                case .object(let properties)?: return properties.contains { reaches($0.schema) }
                case .alias(let schema)?: return reaches(schema)
                default: return false
                }
            default: return false
            }
        }
        return reaches(property.schema)
    }
}
