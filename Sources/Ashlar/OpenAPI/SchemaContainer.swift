import AshlarORM
import AshlarSupport

/// A type around others: its schema is made of theirs.
protocol SchemaContainer {
    static func schema(in components: SchemaComponents) -> SentValue
}

extension Optional: SchemaContainer {
    static func schema(in components: SchemaComponents) -> SentValue {
        SchemaComponents.nullable(components.schema(of: Wrapped.self))
    }
}

extension Array: SchemaContainer {
    static func schema(in components: SchemaComponents) -> SentValue {
        ["type": "array", "items": components.schema(of: Element.self)]
    }
}

extension Set: SchemaContainer {
    static func schema(in components: SchemaComponents) -> SentValue {
        ["type": "array", "items": components.schema(of: Element.self), "uniqueItems": true]
    }
}

extension Dictionary: SchemaContainer where Key == String {
    static func schema(in components: SchemaComponents) -> SentValue {
        ["type": "object", "additionalProperties": components.schema(of: Value.self)]
    }
}

extension Page: SchemaContainer {
    static func schema(in components: SchemaComponents) -> SentValue {
        PageSchema.of(Item.self, in: components, numbers: ["total", "page", "perPage", "lastPage"])
    }
}

extension SimplePage: SchemaContainer {
    static func schema(in components: SchemaComponents) -> SentValue {
        PageSchema.of(Item.self, in: components, numbers: ["page", "perPage"], ["hasNext": ["type": "boolean"]])
    }
}

extension CursorPage: SchemaContainer {
    static func schema(in components: SchemaComponents) -> SentValue {
        let cursor: SentValue = ["type": .list(["string", "null"])]
        return PageSchema.of(
            Item.self, in: components, numbers: ["perPage"], ["next": cursor, "previous": cursor])
    }
}

/// Pages are envelopes of one shape.
private enum PageSchema {
    static func of(
        _ item: Any.Type, in components: SchemaComponents, numbers: [String],
        _ others: KeyValuePairs<String, SentValue> = [:]
    ) -> SentValue {
        let items: SentValue = ["type": "array", "items": components.schema(of: item)]
        let counted = numbers.map { ($0, ["type": "integer"] as SentValue) }
        let all = [("items", items)] + counted + others.map { ($0.key, $0.value) }
        let properties = all.map { SentValue.Member(components.key($0.0), $0.1) }
        let links = components.reference(to: PageEnvelope.Links.self, named: "PageLinks") {
            let address: SentValue = ["type": .list(["string", "null"]), "format": "uri-reference"]
            let names = PageEnvelope.Links.names.map(components.key)
            return SchemaComponents.object(names.map { .init($0, address) }, required: names)
        }
        // A page that is a part of something else has none.
        return SchemaComponents.object(
            properties + [.init(components.key("links"), links)], required: properties.map(\.name))
    }
}
