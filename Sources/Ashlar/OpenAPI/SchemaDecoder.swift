import AshlarSupport

/// Learns what a type looks like as JSON by letting it decode itself: it asks for its properties by name and type, and is
/// given values that say nothing.
final class SchemaDecoder: Decoder {
    let components: SchemaComponents
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    var properties: [SentValue.Member] = []
    var required: [String] = []
    /// What it is where it is no object.
    var single: SentValue?

    init(_ components: SchemaComponents) {
        self.components = components
    }

    /// A type that cannot be made of nothing.
    struct Unknown: Error {}

    static func schema(of type: any Decodable.Type, in components: SchemaComponents) -> SentValue {
        func opened<T: Decodable>(_ type: T.Type) -> SentValue { read(type, in: components).schema }
        return opened(type)
    }

    /// A type's schema, and a value of it if one could be made.
    static func read<T: Decodable>(_ type: T.Type, in components: SchemaComponents) -> (schema: SentValue, value: T?) {
        if let leaf = JSONLeaf(type, components.policy) { return (leaf.schema, leaf.sample as? T) }
        if let container = type as? any SchemaContainer.Type {
            return (container.schema(in: components), (type as? any EmptyDecodable.Type)?.empty as? T)
        }
        let name = String(describing: type)
        if let cases = type as? any CaseIterable.Type, let choices = Choices(cases) {
            let schema = components.reference(to: type, named: name) { choices.schema }
            return (schema, choices.first as? T)
        }
        let id = ObjectIdentifier(type)
        if components.has(type) {
            return (components.reference(to: type, named: name) { [:] }, components.samples[id] as? T)
        }
        var value: T?
        let schema = components.reference(to: type, named: name) {
            let decoder = SchemaDecoder(components)
            // What it asked for before it gave up is known.
            value = try? T(from: decoder)
            return decoder.single ?? SchemaComponents.object(decoder.properties, required: decoder.required)
        }
        components.samples[id] = value
        return (schema, value)
    }

    func note<T: Decodable>(_ type: T.Type, _ key: any CodingKey, isOptional: Bool) throws -> T {
        let (schema, value) = Self.read(type, in: components)
        let name = components.key(key.stringValue)
        properties.append(.init(name, isOptional ? SchemaComponents.nullable(schema) : schema))
        let isNullable = isOptional || type is any ExpressibleByNilLiteral.Type
        if !isNullable { required.append(name) }
        guard let value else { throw Unknown() }
        return value
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(SchemaKeyedContainer<Key>(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        single = ["type": "array"]
        throw Unknown()
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { SchemaSingleContainer(decoder: self) }
}

/// The values that an enumeration has, and the first of them.
private struct Choices {
    let schema: SentValue
    let first: Any

    /// Nil for one whose cases have no raw values.
    init?(_ type: any CaseIterable.Type) {
        func values<E: CaseIterable>(_ type: E.Type) -> [Any] { Array(type.allCases) }
        let all = values(type)
        guard let first = all.first, all.allSatisfy({ $0 is any RawRepresentable }) else { return nil }
        let raw = all.compactMap { ($0 as? any RawRepresentable).map { value in "\(value.rawValue)" } }
        let isText = (first as? any RawRepresentable)?.rawValue is String
        schema = [
            "type": isText ? "string" : "integer", "enum": .list(raw.map { isText ? .text($0) : .number($0) }),
        ]
        self.first = first
    }
}

/// A type around others that can be made without any of them.
private protocol EmptyDecodable {
    static var empty: Any { get }
}

extension Optional: EmptyDecodable { fileprivate static var empty: Any { Wrapped?.none as Any } }
extension Array: EmptyDecodable { fileprivate static var empty: Any { [Element]() } }
extension Set: EmptyDecodable { fileprivate static var empty: Any { Set<Element>() } }
extension Dictionary: EmptyDecodable { fileprivate static var empty: Any { [Key: Value]() } }
