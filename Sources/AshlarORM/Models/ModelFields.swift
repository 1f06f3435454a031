public import AshlarPostgres

/// The columns of a model, as conditions and orders name them. `@Model` writes the conformance.
public protocol ModelFields: Sendable {
    /// The columns as they are reached from a source.
    init(_source: FieldSource)
}

/// Where a query's columns come from: the model's own table.
public struct FieldSource: Sendable {
    /// A column of the source.
    public func field<M: Model, Value: PostgresEncodable>(_ column: ModelColumn<M>) -> Field<Value> {
        Field(name: column.name, isNullable: column.isNullable, sql: SQL(unsafe: column.qualifiedName))
    }
}

extension Model {
    /// The columns of the model's own table.
    static var fields: Fields { Fields(_source: FieldSource()) }
}
