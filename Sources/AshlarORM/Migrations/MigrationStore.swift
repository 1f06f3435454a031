import AshlarPostgres
import Foundation

/// The table in which the database remembers what ran.
struct MigrationStore: Sendable {
    /// A row of the table.
    struct Entry: Sendable {
        let name: String
        let batch: Int
        let ranAt: Date
    }

    let database: Database

    /// Makes the table, if it is not there.
    func prepare() async throws {
        let schema = Schema(database)
        if try await schema.hasTable("migrations") { return }
        try await schema.create("migrations") {
            $0.id()
            $0.text("name").unique()
            $0.integer("batch")
            $0.timestamp("ran_at").default(.now)
        }
    }

    /// What ran, in order; nothing if the table is not there.
    func entries() async throws -> [Entry] {
        guard try await Schema(database).hasTable("migrations") else { return [] }
        let rows = try await database.run(
            "SELECT name, batch, ran_at FROM migrations ORDER BY id", [], file: #fileID, line: #line)
        return try rows.map {
            Entry(name: try $0.decode(0), batch: try $0.decode(1), ranAt: try $0.decode(2))
        }
    }

    func add(_ name: String, batch: Int) async throws {
        _ = try await database.run(
            "INSERT INTO migrations (name, batch) VALUES (\(name), \(batch))", file: #fileID, line: #line)
    }

    func remove(_ name: String) async throws {
        _ = try await database.run("DELETE FROM migrations WHERE name = \(name)", file: #fileID, line: #line)
    }
}
