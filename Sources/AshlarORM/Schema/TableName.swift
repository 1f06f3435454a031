import AshlarPostgres

/// The name of a table, or of what else lives in a schema.
struct TableName: Sendable, Hashable {
    /// The schema; nil is found by the search path.
    let schema: String?
    let name: String

    init(_ name: String, in schema: String? = nil) {
        self.name = name
        self.schema = schema
    }

    /// Quoted, with the schema where there is one.
    var sql: String { (schema.map { "\(SQL.identifier($0))." } ?? "") + SQL.identifier(name).description }

    /// As people read it.
    var text: String { (schema.map { $0 + "." } ?? "") + name }
}
