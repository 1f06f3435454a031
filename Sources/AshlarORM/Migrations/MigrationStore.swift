import AshlarPostgres
import Foundation

/// The table in which the database remembers what ran.
struct MigrationStore: Sendable {
    /// A row of the table.
    struct Entry: Sendable {
        let name: String
        let batch: Int
        let ranAt: Date
        /// What it did when it ran; nil where an older version of the library did not note it.
        let checksum: String?
    }

    let database: Database

    /// Makes the table, if it is not there, and what older versions of it lack.
    func prepare() async throws {
        let schema = Schema(database)
        guard try await schema.hasTable("migrations") else {
            return try await schema.create("migrations") {
                $0.id()
                $0.text("name").unique()
                $0.integer("batch")
                $0.timestamp("ran_at").default(.now)
                $0.text("checksum").nullable()
            }
        }
        if try await !schema.hasColumn("checksum", in: "migrations") {
            try await schema.alter("migrations") { $0.text("checksum").nullable() }
        }
    }

    /// What ran, in order; nothing if the table is not there.
    func entries() async throws -> [Entry] {
        let schema = Schema(database)
        let columns = try await schema.columns(of: "migrations").map(\.name)
        guard columns.contains("name") else { return [] }
        let checksum: SQL = columns.contains("checksum") ? "checksum" : "NULL::text"
        let rows = try await database.run(
            "SELECT name, batch, ran_at, \(checksum) FROM migrations ORDER BY id", file: #fileID, line: #line)
        return try rows.map {
            Entry(name: try $0.decode(0), batch: try $0.decode(1), ranAt: try $0.decode(2), checksum: try $0.decode(3))
        }
    }

    func add(_ name: String, batch: Int, checksum: String) async throws {
        _ = try await database.run(
            "INSERT INTO migrations (name, batch, checksum) VALUES (\(name), \(batch), \(checksum))", file: #fileID,
            line: #line)
    }

    func remove(_ name: String) async throws {
        _ = try await database.run("DELETE FROM migrations WHERE name = \(name)", file: #fileID, line: #line)
    }
}
