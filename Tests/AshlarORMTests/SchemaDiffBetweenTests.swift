@testable import AshlarORM
import AshlarPostgres
import Foundation
import Testing

@Model private struct Essay {
    var id: Int?
    var title: String
    @BelongsToMany var themes: [Theme]
    @MorphToMany("markable") var marks: [Mark]
    @MorphMany var echoes: [Echo]
}

@Model private struct Theme {
    var id: UUID?
    @BelongsToMany var essays: [Essay]
}

@Model private struct Mark {
    var id: Int?
    @MorphedByMany("markable") var essays: [Essay]
}

@Model private struct Echo {
    var id: Int?
    @MorphTo var echoable: Echoable
}

@Polymorphic private enum Echoable {
    case essay(Essay)
}

@Model private struct Keeper {
    var id: Int?
    @Hashed var password: String = "secret"
    @Encrypted var address: String = "nowhere"
    var name: String = "Ada"
}

/// Tables that no model has, and what is no default.
@Suite struct SchemaDiffBetweenTests {
    private func writer(_ database: Database, _ models: [any Model.Type]) async throws -> MigrationWriter {
        MigrationWriter(
            SchemaDiff(models: models, tables: try await DatabaseInspection(database).tables()) { _ in false })
    }

    private static let models: [any Model.Type] = [Essay.self, Theme.self, Mark.self, Echo.self]

    @Test func `the table between is made, once for both sides, and a morph has its index`() async throws {
        try await withSchema { database async throws in
            let changes = try await writer(database, Self.models)
            let up = changes.up.joined(separator: "\n")
            #expect(
                up.contains(
                    """
                    try await schema.create("essay_theme") {
                        $0.references("essays", as: "essay_id").withoutIndex().onDelete(.cascade)
                        $0.references("themes", as: "theme_id", type: .uuid).onDelete(.cascade)
                        $0.primary(["essay_id", "theme_id"])
                    }
                    """), "\(up)")
            #expect(
                up.contains(
                    """
                    try await schema.create("markables") {
                        $0.references("marks", as: "mark_id").withoutIndex().onDelete(.cascade)
                        $0.text("markable_type")
                        $0.bigInteger("markable_id")
                        $0.primary(["mark_id", "markable_type", "markable_id"])
                        $0.index(["markable_type", "markable_id"])
                    }
                    """), "\(up)")
            #expect(changes.up.count { $0.contains("essay_theme") } == 1)
            #expect(changes.up.contains("    $0.index([\"echoable_type\", \"echoable_id\"])"))
            // What the text says, done.
            let schema = Schema(database)
            try await schema.create("essays") {
                $0.id()
                $0.text("title")
            }
            try await schema.create("themes") { $0.id(.uuid) }
            try await schema.create("marks") { $0.id() }
            try await schema.create("echoes") {
                $0.id()
                $0.text("echoable_type")
                $0.bigInteger("echoable_id")
                $0.index(["echoable_type", "echoable_id"])
            }
            #expect(try await writer(database, Self.models).summary.count == 2)
            try await schema.create("essay_theme") {
                $0.references("essays", as: "essay_id").withoutIndex().onDelete(.cascade)
                $0.references("themes", as: "theme_id", type: .uuid).onDelete(.cascade)
                $0.text("remark").nullable()
                $0.primary(["essay_id", "theme_id"])
            }
            try await schema.create("markables") {
                $0.references("marks", as: "mark_id").withoutIndex().onDelete(.cascade)
                $0.text("markable_type")
                $0.bigInteger("markable_id")
                $0.primary(["mark_id", "markable_type", "markable_id"])
                $0.index(["markable_type", "markable_id"])
            }
            // A column that somebody added stays.
            let diff = try await writer(database, Self.models)
            #expect(diff.summary.isEmpty, "\(diff.summary)")
            let essay = try await Essay.create(title: "A")
            let mark = try await Mark.create()
            try await essay.$marks.attach([mark])
            #expect(try await mark.essays.map(\.title) == ["A"])
            try await mark.delete()
            #expect(try await essay.fresh().marks.isEmpty)
        }
    }

    @Test func `a model of the table between is the only one that says what it is`() async throws {
        try await withSchema { database async throws in
            let up = try await writer(database, [Album.self, Genre.self, AlbumGenre.self, Artist.self]).up
            #expect(up.count { $0.contains("schema.create(\"album_genre\")") } == 1)
            #expect(up.contains("    $0.bigInteger(\"weight\").default(1)"))
        }
    }

    @Test func `no secret becomes a default`() async throws {
        try await withSchema { database async throws in
            let made = try await writer(database, [Keeper.self]).up
            #expect(
                made == [
                    "try await schema.create(\"keepers\") {", "    $0.id()", "    $0.text(\"password\")",
                    "    $0.text(\"address\")", "    $0.text(\"name\").default(\"Ada\")", "}",
                ])
            try await database.executeScript(
                "CREATE TABLE keepers (id bigint PRIMARY KEY, name text NOT NULL DEFAULT 'Ada')")
            let added = try await writer(database, [Keeper.self]).up
            let hint = "    // Rows that are there need a value: .default(...), or .nullable() and fill them."
            #expect(
                added == [
                    "try await schema.alter(\"keepers\") {", hint, "    $0.text(\"password\")", hint,
                    "    $0.text(\"address\")", "}",
                ])
        }
    }
}
