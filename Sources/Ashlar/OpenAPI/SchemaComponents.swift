import AshlarHTTP
import AshlarORM
import AshlarRouting
import AshlarSupport
import AshlarValidation
import Foundation

/// The schemas of a document (JSON Schema 2020-12), each type of which has one, under its name.
final class SchemaComponents {
    let policy: JSONPolicy
    private(set) var all: [SentValue.Member] = []
    private var names: [Key: String] = [:]
    private var taken: Set<String> = []
    /// Values that types have decoded from nothing, to be used again.
    var samples: [ObjectIdentifier: Any] = [:]

    /// The ways in which clients prove who they are, by their names in the document.
    private(set) var schemes: [(name: String, scheme: SecurityScheme)] = []
    private var takenSchemes: Set<String> = []

    init(policy: JSONPolicy) {
        self.policy = policy
    }

    /// What has a schema of its own: a type, or a part of one.
    private struct Key: Hashable {
        let type: ObjectIdentifier
        var part = ""
    }

    /// A reference to the schema of a type, which is made when it is first asked for.
    ///
    /// - Parameters:
    ///   - type: the type.
    ///   - part: what of it is meant; empty for the whole.
    ///   - name: what it is called.
    func reference(
        to type: Any.Type, part: String = "", named name: String, _ make: () -> SentValue
    ) -> SentValue {
        let id = Key(type: ObjectIdentifier(type), part: part)
        if let name = names[id] { return Self.reference(name) }
        let name = taken.take(Self.identifier(name))
        names[id] = name
        // The place is kept where it was first named, whatever is named inside of it.
        let place = all.count
        all.append(SentValue.Member(name, [:]))
        all[place] = SentValue.Member(name, make())
        return Self.reference(name)
    }

    /// What a way in which clients prove who they are is called: two that are not the same have a name each.
    func name(of scheme: SecurityScheme) -> String {
        let known = schemes.first { $0.scheme.name == scheme.name && $0.scheme.definition == scheme.definition }
        if let known { return known.name }
        let name = takenSchemes.take(scheme.name)
        schemes.append((name, scheme))
        return name
    }

    /// Whether a type has a schema already, or is being given one.
    func has(_ type: Any.Type) -> Bool { names[Key(type: ObjectIdentifier(type))] != nil }

    /// The schema of what is answered.
    func schema(of type: Any.Type) -> SentValue {
        if let leaf = JSONLeaf(type, policy) { return leaf.schema }
        if let container = type as? any SchemaContainer.Type { return container.schema(in: self) }
        if let model = type as? any Model.Type { return ModelSchema.reference(model, in: self) }
        if let decodable = type as? any Decodable.Type { return SchemaDecoder.schema(of: decodable, in: self) }
        if let input = type as? any TypedInput.Type { return InputSchema.reference(input, in: self) }
        return [:]
    }

    /// As the app writes the names of properties.
    func key(_ property: String) -> String {
        policy.keys == .snakeCase ? CaseConversion.snake(property) : property
    }

    /// The same schema, that also takes null.
    static func nullable(_ schema: SentValue) -> SentValue {
        guard case .members(let members) = schema, !members.isEmpty else { return schema }
        if case .text(let type)? = schema["type"], schema["enum"] == nil, schema["const"] == nil {
            return .members(
                members.map { $0.name == "type" ? SentValue.Member("type", .list([.text(type), "null"])) : $0 })
        }
        return ["anyOf": .list([schema, ["type": "null"]])]
    }

    /// An object.
    static func object(_ properties: [SentValue.Member], required: [String]) -> SentValue {
        var members: [SentValue.Member] = [.init("type", "object")]
        if !properties.isEmpty { members.append(.init("properties", .members(properties))) }
        if !required.isEmpty { members.append(.init("required", .list(required.map(SentValue.text)))) }
        return .members(members)
    }

    private static func reference(_ name: String) -> SentValue { ["$ref": .text("#/components/schemas/\(name)")] }

    /// Letters, digits, `.`, `-` and `_` (OpenAPI 3.1, section 4.8.7).
    private static func identifier(_ name: String) -> String {
        let parts = name.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) && !"._-".contains($0) }
        return parts.isEmpty ? "Value" : parts.joined(separator: "_")
    }
}
