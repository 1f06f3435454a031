import AshlarSupport
import Foundation

/// The types of a description (JSON Schema 2020-12 as OpenAPI 3.1 uses it, and what 3.0 writes differently).
struct ClientSchemas {
    /// In the order in which they were first named.
    private(set) var types: [ClientType] = []
    private let components: [SentValue.Member]
    private var names: [String: String] = [:]
    private var taken: Set<String>

    /// - Parameters:
    ///   - components: the named schemas.
    ///   - reserved: names that types must not have.
    init(_ components: SentValue?, reserved: Set<String>) throws {
        if case .members(let members)? = components { self.components = members } else { self.components = [] }
        taken = reserved
        // Errors are read by what every client has.
        let own = self.components.filter { !$0.name.hasPrefix("Ashlar.") }
        for member in own { names[member.name] = unused(ClientNames.type(member.name)) }
        for member in own {
            let name = names[member.name] ?? member.name
            let place = types.count
            let schema = try schema(member.value, as: name, isComponent: true)
            // Most made a type of that name; the others are another word for something.
            if !types[place...].contains(where: { $0.name == name }) {
                types.insert(
                    ClientType(name: name, text: Self.text(member.value["description"]), kind: .alias(schema)),
                    at: place)
            }
        }
    }

    /// Whether a schema is how errors are answered.
    static func isProblem(_ value: SentValue?) -> Bool {
        text(value?["$ref"])?.hasPrefix("#/components/schemas/Ashlar.") == true
    }

    /// The same without how errors are answered; nil where nothing is left.
    static func withoutProblems(_ value: SentValue) -> SentValue? {
        if isProblem(value) { return nil }
        guard let all = list(value["anyOf"]) else { return value }
        let own = all.filter { !isProblem($0) }
        return own.count == all.count ? value : own.count == 1 ? own[0] : ["anyOf": .list(own)]
    }

    /// What a schema is.
    ///
    /// - Parameters:
    ///   - value: the schema.
    ///   - name: what its type is called if it needs one.
    ///   - isComponent: whether the name is kept for it.
    mutating func schema(_ value: SentValue, as name: String, isComponent: Bool = false) throws -> ClientSchema {
        if let reference = Self.text(value["$ref"]) { return .named(try typeName(reference)) }
        let kinds = Self.kinds(value)
        let isNullable = kinds.contains("null") || value["nullable"] == .bool(true)
        let plain: ClientSchema
        if let inner = Self.list(value["allOf"]) {
            if inner.count == 1, value["properties"] == nil, let only = inner.first {
                plain = try schema(only, as: name, isComponent: isComponent)
            } else {
                plain = try object(merged(value), name, isComponent)
            }
        } else {
            plain = try self.plain(value, kinds.filter { $0 != "null" }, name, isComponent)
        }
        return isNullable ? plain.orNull : plain
    }

    private mutating func plain(
        _ value: SentValue, _ kinds: [String], _ name: String, _ isComponent: Bool
    ) throws -> ClientSchema {
        if let constant = value["const"] { return choices([constant], value, name, isComponent) }
        if let all = Self.list(value["enum"]) { return choices(all, value, name, isComponent) }
        let formats = ([value] + (Self.list(value["anyOf"]) ?? [])).compactMap { Self.text($0["format"]) }
        if kinds.isEmpty || kinds == ["object"], let union = Self.list(value["oneOf"]) ?? Self.list(value["anyOf"]) {
            return try self.union(union, value, name, isComponent)
        }
        switch kinds {
        case ["string"]:
            if value["contentEncoding"] == "base64" || formats.contains("byte") { return .bytes }
            if value["contentMediaType"] != nil || formats.contains("binary") { return .file }
            if formats.contains("date-time") { return .moment }
            let known: [String: ClientSchema] = ["date": .day, "uuid": .uuid, "uri": .address]
            return formats.first.flatMap { known[$0] } ?? .text
        case ["integer"]: return .integer
        case ["number"]: return .number
        case ["boolean"]: return .boolean
        case ["number", "string"], ["string", "number"]: return .decimal
        case ["array"]:
            return .list(try value["items"].map { try schema($0, as: name + "Item") } ?? .any)
        case ["object"], []:
            if value["properties"] != nil { return try object(value, name, isComponent) }
            guard kinds == ["object"] || value["additionalProperties"] != nil else { return .any }
            guard let others = value["additionalProperties"], case .members = others else { return .map(.any) }
            return .map(try schema(others, as: name + "Value"))
        default: return .any
        }
    }

    private mutating func object(_ value: SentValue, _ name: String, _ isComponent: Bool) throws -> ClientSchema {
        let name = isComponent ? name : unused(name)
        let required = Set((Self.list(value["required"]) ?? []).compactMap(Self.text))
        // The place is kept, so that what is inside comes after it.
        let place = types.count
        types.append(ClientType(name: name, text: nil, kind: .object([])))
        var properties: [ClientType.Property] = []
        if case .members(let members)? = value["properties"] {
            for member in members {
                let schema = try schema(member.value, as: name + ClientNames.type(member.name))
                properties.append(
                    .init(
                        name: member.name, schema: schema, isRequired: required.contains(member.name),
                        text: Self.text(member.value["description"])))
            }
        }
        types[place] = ClientType(
            name: name, text: Self.text(value["description"]), kind: .object(properties))
        return .named(name)
    }

    /// An object that has the properties of all parts.
    private func merged(_ value: SentValue, depth: Int = 0) throws -> SentValue {
        guard depth < 32 else { throw CraftError("The description has an allOf that holds itself.") }
        var properties: [SentValue.Member] = []
        var required: [SentValue] = []
        func add(_ part: SentValue) {
            if case .members(let members)? = part["properties"] {
                let known = Set(members.map(\.name))
                properties = properties.filter { !known.contains($0.name) } + members
            }
            required += Self.list(part["required"]) ?? []
        }
        for part in Self.list(value["allOf"]) ?? [] {
            let whole = try Self.text(part["$ref"]).map(component) ?? part
            add(whole["allOf"] == nil ? whole : try merged(whole, depth: depth + 1))
        }
        add(value)
        return [
            "properties": .members(properties), "required": .list(required),
            "description": value["description"] ?? .null,
        ]
    }

    private mutating func choices(
        _ all: [SentValue], _ value: SentValue, _ name: String, _ isComponent: Bool
    ) -> ClientSchema {
        let texts = all.compactMap(Self.text)
        let numbers = all.compactMap { if case .number(let digits) = $0, Int(digits) != nil { digits } else { nil } }
        let some = all.filter { $0 != .null }
        let isText = texts.count == some.count
        guard !some.isEmpty, isText || numbers.count == some.count else {
            return some.allSatisfy { if case .bool = $0 { true } else { false } } ? .boolean : .any
        }
        let own = isText ? texts : numbers
        let isSame = { (type: ClientType) in
            guard case .choices(let known, isText) = type.kind else { return false }
            return known == own && Self.areAlike(type.name, name)
        }
        // The same choice of an input and of an answer is one type.
        if !isComponent, own.count > 1, let known = types.first(where: isSame) ?? component(of: own, isText, name) {
            return some.count < all.count ? .optional(.named(known.name)) : .named(known.name)
        }
        let name = isComponent ? name : unused(name)
        types.append(ClientType(name: name, text: Self.text(value["description"]), kind: .choices(own, isText: isText)))
        return some.count < all.count ? .optional(.named(name)) : .named(name)
    }

    /// A component that is the same choice, and is called like the property.
    private func component(of choices: [String], _ isText: Bool, _ name: String) -> ClientType? {
        for member in components {
            guard let type = names[member.name], name != type, let all = Self.list(member.value["enum"]) else {
                continue
            }
            let values = all.compactMap { value -> String? in
                switch value {
                case .text(let text): isText ? text : nil
                case .number(let digits): isText ? nil : digits
                default: nil
                }
            }
            if values == choices, Self.areAlike(type, name) {
                return ClientType(name: type, text: nil, kind: .choices(choices, isText: isText))
            }
        }
        return nil
    }

    private static func areAlike(_ one: String, _ other: String) -> Bool {
        CaseConversion.words(one).last == CaseConversion.words(other).last
    }

    private mutating func union(
        _ all: [SentValue], _ value: SentValue, _ name: String, _ isComponent: Bool
    ) throws -> ClientSchema {
        let some = all.filter { Self.kinds($0) != ["null"] }
        let isNullable = some.count < all.count
        if some.count == 1, let only = some.first {
            let schema = try schema(only, as: name, isComponent: isComponent)
            return isNullable ? schema.orNull : schema
        }
        let name = isComponent ? name : unused(name)
        let place = types.count
        types.append(ClientType(name: name, text: nil, kind: .union([], discriminator: nil)))
        let discriminator = Self.text(value["discriminator"]?["propertyName"])
        var tags: [String: String] = [:]
        if case .members(let mapping)? = value["discriminator"]?["mapping"] {
            for member in mapping {
                guard let target = Self.text(member.value) else { continue }
                tags[String(target.split(separator: "/").last ?? "")] = member.name
            }
        }
        var alternatives: [ClientType.Alternative] = []
        for (index, alternative) in some.enumerated() {
            let title = Self.text(alternative["title"]).map(ClientNames.type) ?? "Option\(index + 1)"
            let schema = try schema(alternative, as: name + title)
            let target = Self.text(alternative["$ref"]).map { String($0.split(separator: "/").last ?? "") }
            alternatives.append(.init(schema: schema, tag: target.map { tags[$0] ?? $0 }))
        }
        types[place] = ClientType(
            name: name, text: Self.text(value["description"]),
            kind: .union(alternatives, discriminator: discriminator))
        return isNullable ? .optional(.named(name)) : .named(name)
    }

    private func typeName(_ reference: String) throws -> String {
        let prefix = "#/components/schemas/"
        guard reference.hasPrefix(prefix), let name = names[Self.unescaped(reference.dropFirst(prefix.count))] else {
            throw CraftError(
                "The description refers to \(reference), which it does not have.",
                suggestion: "Only #/components/schemas/... of the same file is read.")
        }
        return name
    }

    private func component(_ reference: String) throws -> SentValue {
        _ = try typeName(reference)
        let name = Self.unescaped(reference.dropFirst("#/components/schemas/".count))
        return components.last { $0.name == name }?.value ?? .null
    }

    private mutating func unused(_ wanted: String) -> String {
        for name in [wanted, wanted + "Model"] where taken.insert(name).inserted { return name }
        return taken.take(wanted)
    }

    /// A name in a JSON pointer (RFC 6901, section 4).
    static func unescaped(_ name: some StringProtocol) -> String {
        (String(name).removingPercentEncoding ?? String(name)).replacing("~1", with: "/").replacing("~0", with: "~")
    }

    private static func kinds(_ value: SentValue) -> [String] {
        switch value["type"] {
        case .text(let kind)?: [kind]
        case .list(let kinds)?: kinds.compactMap(text)
        default: []
        }
    }

    static func text(_ value: SentValue?) -> String? {
        if case .text(let text)? = value { return text }
        return nil
    }

    static func list(_ value: SentValue?) -> [SentValue]? {
        if case .list(let values)? = value { return values }
        return nil
    }
}
