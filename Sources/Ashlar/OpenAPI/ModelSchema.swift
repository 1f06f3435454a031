import AshlarHTTP
import AshlarORM
import AshlarPostgres
import AshlarSupport

/// The schema of a model: its columns. Relations are there when they are loaded, so nothing is promised of them.
enum ModelSchema {
    static func reference<M: Model>(_ model: M.Type, in components: SchemaComponents) -> SentValue {
        let description = M._description
        return components.reference(to: model, named: description.name) {
            let properties = description.columns.map { column in
                let schema = schema(of: column.type, components)
                let isNullable = column.isNullable && column.name != description.key.name
                return SentValue.Member(
                    components.key(column.member), isNullable ? SchemaComponents.nullable(schema) : schema)
            }
            return SchemaComponents.object(properties, required: properties.map(\.name))
        }
    }

    private static func schema(of type: PostgresType, _ components: SchemaComponents) -> SentValue {
        if let element = elements[type] {
            return ["type": "array", "items": schema(of: element, components)]
        }
        switch type {
        case .bool: return ["type": "boolean"]
        case .int2: return ScalarSchema.integer(Int16.self)
        case .int4: return ScalarSchema.integer(Int32.self)
        case .int8: return ScalarSchema.integer(Int64.self)
        case .oid: return ScalarSchema.integer(UInt32.self)
        case .float4, .float8: return ["type": "number"]
        case .numeric: return ["type": components.policy.decimals == .text ? "string" : "number"]
        case .text, .varchar, .bpchar, .char, .name: return ["type": "string"]
        case .uuid: return ["type": "string", "format": "uuid"]
        case .date: return ["type": "string", "format": "date"]
        case .timestamptz, .timestamp:
            switch components.policy.dates {
            case .iso8601, .iso8601Milliseconds: return ["type": "string", "format": "date-time"]
            case .seconds, .milliseconds: return ["type": "number"]
            }
        case .bytea: return ["type": "string", "contentEncoding": "base64"]
        // What a type of the app's own is as JSON, the database does not say.
        default: return [:]
        }
    }

    private static let elements: [PostgresType: PostgresType] = [
        .boolArray: .bool, .int2Array: .int2, .int4Array: .int4, .int8Array: .int8, .float4Array: .float4,
        .float8Array: .float8, .numericArray: .numeric, .textArray: .text, .varcharArray: .varchar, .uuidArray: .uuid,
        .dateArray: .date, .timestampArray: .timestamp, .timestamptzArray: .timestamptz, .byteaArray: .bytea,
    ]
}
