package import AshlarPostgres

/// What the commands ask of a database's schema.
package struct DatabaseInspection: Sendable {
    private let inspector: SchemaInspector

    package init(_ database: Database) { inspector = SchemaInspector(database: database) }

    /// The tables of the current schema.
    package func tables() async throws -> [TableInfo] { try await inspector.tables() }

    /// Models for the tables.
    package func models() async throws -> ModelWriter {
        ModelWriter(tables: try await inspector.tables(), enums: try await inspector.enums())
    }
}
