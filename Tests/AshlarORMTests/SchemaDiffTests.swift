@testable import AshlarORM
import AshlarPostgres
import Foundation
import Testing

@Model(table: "shelves") private struct BookShelf {
    var id: Int?
    var label: String
    var width: Int
    var note: String?
    var createdAt: Date?
    var updatedAt: Date?
}

@Model private struct Volume {
    var id: UUID?
    var title: String
    @BelongsTo var shelf: BookShelf
    @BelongsTo var sequel: Volume?
}

@Model private struct Pairing {
    @PrimaryKey var left: Int
    @PrimaryKey var right: Int
    @Generated var total: Int?
    @BelongsTo(foreignKeys: ["left", "right"]) var twin: Pairing
}

@Suite struct SchemaDiffTests {
    private static let models: [any Model.Type] = [Volume.self, BookShelf.self]

    private func diff(
        _ database: Database, isRename: (SchemaDiff.RenameQuestion) throws -> Bool = { _ in false }
    ) async throws -> SchemaDiff {
        try SchemaDiff(models: Self.models, tables: try await DatabaseInspection(database).tables(), isRename: isRename)
    }

    @Test func `tables that are missing are made after those that they refer to`() async throws {
        try await withSchema { database async throws in
            let writer = MigrationWriter(try await diff(database))
            #expect(
                writer.up == [
                    "try await schema.create(\"shelves\") {", "    $0.id()", "    $0.text(\"label\")",
                    "    $0.bigInteger(\"width\")", "    $0.text(\"note\").nullable()", "    $0.timestamps()", "}",
                    "try await schema.create(\"volumes\") {", "    $0.id(.uuid)", "    $0.text(\"title\")",
                    "    $0.references(\"shelves\", as: \"shelf_id\")",
                    "    $0.references(\"volumes\", as: \"sequel_id\", type: .uuid).nullable()", "}",
                ])
            #expect(writer.down == ["try await schema.drop(\"volumes\")", "try await schema.drop(\"shelves\")"])
            // What the text says, done: then there is no difference.
            let schema = Schema(database)
            try await schema.create("shelves") {
                $0.id()
                $0.text("label")
                $0.bigInteger("width")
                $0.text("note").nullable()
                $0.timestamps()
            }
            try await schema.create("volumes") {
                $0.id(.uuid)
                $0.text("title")
                $0.references("shelves", as: "shelf_id")
                $0.references("volumes", as: "sequel_id", type: .uuid).nullable()
            }
            #expect(try await diff(database).isEmpty)
        }
    }

    private static let older = """
        CREATE TABLE shelves (id integer PRIMARY KEY, name varchar(40) NOT NULL, width text NOT NULL DEFAULT '1', note text NOT NULL,
            search tsvector GENERATED ALWAYS AS (to_tsvector('english', name)) STORED);
        CREATE TABLE volumes (id uuid PRIMARY KEY, title text, shelf_id bigint NOT NULL, sequel_id uuid);
        CREATE TABLE pivots (a bigint, b bigint);
        """

    @Test func `columns that differ, came, went or were renamed`() async throws {
        try await withSchema(Self.older) { database async throws in
            var asked: [String] = []
            let renamed = try await diff(database) {
                asked.append("\($0.old) \($0.new)")
                return $0.new == "shelves.label"
            }
            #expect(asked == ["shelves.name shelves.label"])
            #expect(renamed.unknownTables == ["pivots"])
            let writer = MigrationWriter(renamed)
            #expect(
                writer.summary == [
                    "refuse NULL in volumes.title", "refer from volumes.shelf_id to shelves",
                    "make an index of volumes.shelf_id", "refer from volumes.sequel_id to volumes",
                    "make an index of volumes.sequel_id", "rename shelves.name to label",
                    "change shelves.width from text to bigint",
                    "allow NULL in shelves.note", "add shelves.created_at", "add shelves.updated_at",
                ])
            #expect(
                writer.up == [
                    "try await schema.alter(\"volumes\") {", "    $0.change(\"title\").notNull()",
                    "    $0.foreign([\"shelf_id\"]).references(\"shelves\")", "    $0.index([\"shelf_id\"])",
                    "    $0.foreign([\"sequel_id\"]).references(\"volumes\")", "    $0.index([\"sequel_id\"])", "}",
                    "try await schema.alter(\"shelves\") {", "    $0.rename(\"name\", to: \"label\")",
                    "    $0.change(\"width\").type(.bigInteger, using: \"\\\"width\\\"::bigint\")",
                    "    $0.change(\"note\").nullable()",
                    "    $0.timestamp(\"created_at\").nullable()", "    $0.timestamp(\"updated_at\").nullable()", "}",
                ])
            #expect(writer.down.contains("    $0.change(\"width\").type(.text)"))
            let dropped = MigrationWriter(try await diff(database))
            #expect(dropped.summary.contains("add shelves.label") && dropped.summary.contains("drop shelves.name"))
            #expect(
                dropped.up.contains(
                    "    // Rows that are there need a value: .default(...), or .nullable() and fill them."))
            #expect(dropped.down.contains("    $0.string(\"name\", 40).nullable()"))
        }
    }

    @Test func `a key of several columns, and what the database computes`() async throws {
        try await withSchema { database async throws in
            func diff() async throws -> SchemaDiff {
                let tables = try await DatabaseInspection(database).tables()
                return SchemaDiff(models: [Pairing.self], tables: tables) { _ in false }
            }
            #expect(
                MigrationWriter(try await diff()).up == [
                    "try await schema.create(\"pairings\") {", "    $0.bigInteger(\"left\")",
                    "    $0.bigInteger(\"right\")",
                    "    // The model only reads it; say what it is computed of: .generated(as: ...).",
                    "    $0.bigInteger(\"total\").nullable()", "    $0.primary([\"left\", \"right\"])",
                    "    $0.foreign([\"left\", \"right\"]).references(\"pairings\", [\"left\", \"right\"])", "}",
                ])
            try await Schema(database).create("pairings") {
                $0.bigInteger("left")
                $0.bigInteger("right")
                $0.bigInteger("total").generated(as: "\"left\" + \"right\"")
                $0.primary(["left", "right"])
                $0.foreign(["left", "right"]).references("pairings", ["left", "right"])
            }
            #expect(try await diff().isEmpty)
        }
    }

    @Test func `a table that was renamed`() async throws {
        try await withSchema(Self.older.replacing("TABLE volumes", with: "TABLE tomes")) { database async throws in
            let diff = try await diff(database) { $0 == .init(old: "tomes", new: "volumes") }
            #expect(MigrationWriter(diff).up.first == "try await schema.rename(\"tomes\", to: \"volumes\")")
            #expect(MigrationWriter(diff).down.last == "try await schema.rename(\"volumes\", to: \"tomes\")")
        }
    }
}
