public import AshlarPostgres
import AshlarSupport

/// The whole of a database's current schema as SQL, and the names of the migrations that made it.
///
/// The text is the same for the same schema: everything is in the order of names as far as what needs what allows it, and no
/// version, owner or time is in it. It names no schema, so that it can be loaded into any.
///
/// ```swift
/// let text = try await SchemaDump(database: database).text()
/// try await SchemaDump(database: other).load(text)
/// ```
public struct SchemaDump: Sendable {
    private let database: Database

    /// A dump of a database, or into one.
    public init(database: Database) { self.database = database }

    /// The schema as SQL.
    ///
    /// Tables with columns, keys, checks, exclusions, partitions and comments, indexes, views, enums, domains, composite types,
    /// sequences, functions, triggers and extensions are in it; rows and privileges are not.
    public func text() async throws -> String {
        // One moment of the catalogue; names are written as they are found from the current schema alone.
        try await database.transaction(isolation: .repeatableRead, isReadOnly: true) {
            let schema = try await database.query("SELECT current_schema()::text").decode(
                row: 0, column: 0, as: String?.self)
            guard let schema else { throw Self.noSchema }
            _ = try await database.query(
                "SELECT set_config('search_path', \(SQL.identifier(schema).description), true)")
            let reader = DumpReader(database: database, schema: schema)
            var parts = ["-- The schema of the database, written by `craft schema dump`. Do not change it by hand."]
            parts.append("SET check_function_bodies = false;")
            parts += try await reader.extensions()
            let objects = try await reader.objects()
            parts += DumpOrder.sorted(objects, needs: try await reader.needs()).flatMap(\.statements)
            for statements in [
                try await reader.ownedSequences(), try await reader.indexes(), try await reader.statistics(),
                try await reader.foreignKeys(), try await reader.triggers(), try await reader.comments(),
                try await reader.migrations(),
            ] { parts += statements }
            parts.append("RESET check_function_bodies;")
            return parts.joined(separator: "\n\n") + "\n"
        }
    }

    /// Makes what a dump says, in the current schema.
    ///
    /// - Parameter text: what ``text()`` returned. It is run as it is: never load what came from outside.
    /// - Throws: `PostgresError`, such as where something of the same name is there already. Nothing is made then.
    public func load(_ text: String) async throws {
        try await database.transaction { try await database.executeScript(text) }
    }

    /// Loads a dump if the current schema has no table.
    ///
    /// - Returns: whether it did.
    func loadIfEmpty(_ text: String) async throws -> Bool {
        let tables = try await Schema(database).tables()
        guard tables.allSatisfy({ $0 == "migrations" }) else { return false }
        try await database.transaction {
            // It may be there, empty, from a migrator that found nothing to do.
            try await Schema(database).dropIfExists("migrations")
            try await database.executeScript(text)
        }
        return true
    }

    private static var noSchema: SchemaError {
        SchemaError(
            table: "", message: "There is no current schema to be dumped: none of the search path exists",
            suggestion: "Make it: create schema public", location: nil)
    }
}
