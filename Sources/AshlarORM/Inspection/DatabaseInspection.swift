package import AshlarPostgres

/// What the commands ask of a database's schema.
package struct DatabaseInspection: Sendable {
    private let inspector: SchemaInspector

    package init(_ database: Database) { inspector = SchemaInspector(database: database) }

    /// The tables of the current schema.
    package func tables() async throws -> [TableInfo] { try await inspector.tables() }

    /// The enum types of the current schema, each with its values in order.
    package func enums() async throws -> [(name: String, values: [String])] { try await inspector.enums() }

    /// Models for the tables.
    package func models() async throws -> ModelWriter {
        ModelWriter(
            tables: try await inspector.tables(), views: try await inspector.tables(kinds: ["v", "m"]),
            enums: try await inspector.enums(), domains: try await inspector.domains())
    }
}
