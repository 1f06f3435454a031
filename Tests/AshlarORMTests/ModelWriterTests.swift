@testable import AshlarORM
import AshlarPostgres
import Foundation
import Testing

@Suite struct ModelWriterTests {
    @Test func `models for tables that are there`() async throws {
        let tables = """
            CREATE TYPE rating AS ENUM ('G', 'PG-13');
            CREATE TABLE languages (language_id serial PRIMARY KEY, name char(20) NOT NULL);
            CREATE TABLE film (film_id serial PRIMARY KEY, title varchar(255) NOT NULL, release date, rate numeric(4,2) NOT NULL,
                rating rating DEFAULT 'G', language_id integer NOT NULL REFERENCES languages, original_language_id integer REFERENCES languages,
                sequel_of integer REFERENCES film, features text[], data jsonb, fulltext tsvector NOT NULL, "class" text,
                created_at timestamptz NOT NULL);
            CREATE TABLE film_language (film_id integer, language_id integer, PRIMARY KEY (film_id, language_id));
            COMMENT ON TABLE film IS 'A film in the shop.';
            """
        try await withSchema(tables) { database async throws in
            let writer = try await DatabaseInspection(database).models()
            #expect(writer.files.map(\.type) == ["Film", "FilmLanguage", "Language", "DatabaseEnums"])
            #expect(writer.skipped.isEmpty)
            #expect(
                writer.files[0].source == """
                    import Ashlar
                    import Foundation

                    /// A film in the shop.
                    @Model(table: "film")
                    struct Film {
                        @Column("film_id") var id: Int?
                        var title: String
                        var release: PostgresDate?
                        var rate: Decimal
                        var rating: Rating? = .g
                        @BelongsTo var language: Language
                        @BelongsTo var originalLanguage: Language?
                        @BelongsTo(foreignKey: "sequel_of") var sequelOf: Film?
                        var features: [String]?
                        // JSON as text; with a Codable type of its form: @JSON var data: FilmData
                        var data: DatabaseText?
                        // fulltext is of the type tsvector, which a model does not read by itself.
                        @Column("class") var classValue: String?
                        var createdAt: Date?
                        @HasMany(foreignKey: "sequel_of") var films: [Film]
                    }

                    """)
            #expect(
                writer.files[2].source.contains(
                    """
                        @HasMany var filmsByLanguage: [Film]
                        @HasMany(foreignKey: "original_language_id") var filmsByOriginalLanguage: [Film]
                    """))
            #expect(writer.files[3].source.contains("enum Rating: String, PostgresCodable, CaseIterable, Codable {"))
            #expect(writer.files[3].source.contains("    case g = \"G\"\n    case pg13 = \"PG-13\""))
        }
    }

    @Test func `soft deletes, checks and JSON are said, and enums only where they are needed`() async throws {
        let tables = """
            CREATE TYPE colour AS ENUM ('red');
            CREATE TYPE rating AS ENUM ('G');
            CREATE TABLE posts (id bigint PRIMARY KEY, status text NOT NULL CHECK (status IN ('draft', 'lost')), starts integer,
                ends integer, colour colour, deleted_at timestamptz, CONSTRAINT in_order CHECK (starts < ends));
            CREATE TABLE notes (id bigint PRIMARY KEY, rating rating);
            """
        try await withSchema(tables) { database async throws in
            let writer = try await DatabaseInspection(database).models()
            let files = writer.files(for: ["posts"])
            #expect(files.map(\.type) == ["Post", "DatabaseEnums"])
            #expect(files[1].source.contains("enum Colour") && !files[1].source.contains("enum Rating"))
            #expect(writer.files(for: []).map(\.type) == ["Note", "Post", "DatabaseEnums"])
            #expect(
                files[0].source.contains(
                    """
                        // The database checks (status = ANY (ARRAY['draft'::text, 'lost'::text])) (posts_status_check).
                        var status: String
                        var starts: Int?
                        var ends: Int?
                        var colour: Colour?
                        @SoftDeletes var deletedAt: Date?
                        // The database checks (starts < ends) (in_order).
                    }
                    """), "\(files[0].source)")
        }
    }

    @Test func `models of a database that nobody made for them are the files beside this one`() async throws {
        try await withSchema(airlineSchema) { database async throws in
            let writer = try await DatabaseInspection(database).models()
            #expect(writer.skipped.isEmpty)
            for file in writer.files {
                let kept = URL(filePath: #filePath).deletingLastPathComponent()
                    .appending(path: "Inspected/\(file.type).swift")
                let source = file.source.replacing(
                    "import Ashlar\n", with: "import AshlarORM\nimport AshlarPostgres\n")
                #expect(try String(contentsOf: kept, encoding: .utf8) == source)
            }
        }
    }

    @Test func `models of Pagila are the file beside this one, in a namespace`() async throws {
        try await withSchema(pagilaSchema) { database async throws in
            let writer = try await DatabaseInspection(database).models()
            #expect(writer.skipped.isEmpty)
            var lines = [
                "import AshlarORM", "import AshlarPostgres", "import Foundation", "",
                "/// What is written for ``pagilaSchema``.", "enum Pagila {",
            ]
            for (index, file) in writer.files.enumerated() {
                let body = file.source.split(separator: "\n", omittingEmptySubsequences: false)
                    .drop { $0.isEmpty || $0.hasPrefix("import ") }
                if index > 0 { lines.append("") }
                lines += body.dropLast(body.last == "" ? 1 : 0).map { $0.isEmpty ? "" : "    " + $0 }
            }
            let source = (lines + ["}", ""]).joined(separator: "\n")
            let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Inspected/Pagila.swift")
            if ProcessInfo.processInfo.environment["ASHLAR_RECORD_SNAPSHOTS"] != nil {
                try Data(source.utf8).write(to: path)
            }
            let kept = try String(contentsOf: path, encoding: .utf8)
            #expect(kept == source, "Write it anew: ASHLAR_RECORD_SNAPSHOTS=1 ./craft test --filter ModelWriterTests")
        }
    }
}
