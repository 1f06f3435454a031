import AshlarORM
import AshlarPostgres
import AshlarSupport
import Foundation
import Testing

@Suite struct MigratorTests {
    private static let all: [any Migration.Type] = [CreateAuthors.self, CreateBooks.self, AddTitle.self]

    @Test("migrate runs what has not run, in order, as one batch, and then nothing")
    func migrate() async throws {
        try await withSchema { database async throws in
            let first = try await Migrator([CreateAuthors.self], database: database).migrate()
            #expect(first.map(\.name) == ["create_authors"])
            let second = try await Migrator(Self.all, database: database).migrate()
            #expect(second.map(\.name) == ["create_books", "add_title_to_books"])
            #expect(second.map(\.batch) == [2, 2])
            #expect(second.allSatisfy { $0.direction == .up && $0.duration > .zero })
            #expect(try await Migrator(Self.all, database: database).migrate().isEmpty)
            #expect(try await Schema(database).hasColumn("title", in: "books"))
        }
    }

    @Test("rollback goes back by batch, by steps, or all the way")
    func rollback() async throws {
        try await withSchema { database async throws in
            let migrator = Migrator(Self.all, database: database)
            try await Migrator([CreateAuthors.self], database: database).migrate()
            try await migrator.migrate()
            let batch = try await migrator.rollback()
            #expect(batch.map(\.name) == ["add_title_to_books", "create_books"])
            #expect(batch.allSatisfy { $0.direction == .down && $0.batch == 2 })
            #expect(try await Schema(database).hasTable("books") == false)
            try await migrator.migrate()
            #expect(try await migrator.rollback(.steps(1)).map(\.name) == ["add_title_to_books"])
            #expect(try await migrator.rollback(.steps(0)).isEmpty)
            #expect(try await migrator.rollback(.steps(99)).count == 2)
            #expect(try await migrator.rollback().isEmpty)
            try await migrator.migrate()
            #expect(try await migrator.reset().map(\.name) == ["add_title_to_books", "create_books", "create_authors"])
            #expect(try await Schema(database).hasTable("authors") == false)
        }
    }

    @Test("refresh goes back and forth again; fresh begins with nothing")
    func refreshAndFresh() async throws {
        try await withSchema { database async throws in
            let migrator = Migrator(Self.all, database: database)
            try await migrator.migrate()
            let refreshed = try await migrator.refresh()
            #expect(refreshed.map(\.direction) == [.down, .down, .down, .up, .up, .up])
            try await database.executeScript(
                """
                CREATE TABLE stray (id serial primary key, "odd ""name" text);
                CREATE VIEW "a view" AS SELECT * FROM stray;
                CREATE MATERIALIZED VIEW seen AS SELECT * FROM stray;
                CREATE TYPE mood AS ENUM ('happy');
                CREATE DOMAIN positive AS integer CHECK (value > 0);
                CREATE TYPE pair AS (a integer, b mood);
                CREATE SEQUENCE lonely;
                CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql AS 'SELECT 2 * n';
                CREATE PROCEDURE nothing() LANGUAGE sql AS '';
                CREATE TABLE parts (id bigint) PARTITION BY RANGE (id);
                CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (1) TO (2);
                """)
            let fresh = try await migrator.fresh()
            #expect(fresh.map(\.name) == ["create_authors", "create_books", "add_title_to_books"])
            let rows = try await database.query(
                """
                SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'v', 'm', 'p')
                UNION ALL SELECT proname::text FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
                UNION ALL SELECT typname::text FROM pg_type WHERE typnamespace = current_schema()::regnamespace AND typtype IN ('e', 'd')
                ORDER BY 1
                """)
            #expect(try rows.map { try $0.decode(0, as: String.self) } == ["authors", "books", "migrations"])
        }
    }

    @Test("status tells what ran, what is pending, and what the app no longer lists")
    func status() async throws {
        try await withSchema { database async throws in
            let migrator = Migrator(Self.all, database: database)
            #expect(try await migrator.status().map(\.state) == [.pending, .pending, .pending])
            #expect(try await Schema(database).hasTable("migrations") == false)
            try await Migrator([CreateAuthors.self, CreateBooks.self], database: database).migrate()
            let status = try await Migrator([CreateBooks.self, AddTitle.self], database: database).status()
            #expect(status.map(\.name) == ["create_books", "add_title_to_books", "create_authors"])
            guard case .ran(batch: 1, at: let date) = status[0].state, case .missing(batch: 1, _) = status[2].state
            else {
                Issue.record("unexpected \(status)")
                return
            }
            #expect(status[1].state == .pending)
            #expect(abs(date.timeIntervalSinceNow) < 60)
        }
    }

    @Test("a migration that is no longer listed stops a rollback before anything happens")
    func missing() async throws {
        try await withSchema { database async throws in
            try await Migrator([CreateAuthors.self, CreateBooks.self], database: database).migrate()
            let error = try await thrown(MigrationError.self) {
                try await Migrator([CreateBooks.self], database: database).rollback()
            }
            #expect(error.kind == .missing)
            #expect(
                error.description
                    == "The migration \"create_authors\" ran on this database but the app does not list it, so it cannot be taken back"
            )
            #expect(error.suggestion?.hasPrefix("Put it back into the list of migrations") == true)
            #expect(try await Schema(database).hasTable("books"))
        }
    }

    @Test("a definition that PostgreSQL refuses says which names and types it is about")
    func refusedDefinitions() async throws {
        try await withSchema { database async throws in
            let schema = Schema(database)
            try await schema.create("people") { $0.id(.uuid) }
            let types = try await thrown(PostgresError.self) {
                try await schema.create("letters") { $0.references("people", as: "person_id") }
            }
            #expect(types.description.contains("incompatible types: bigint and uuid."))
            try await schema.createView("everyone", as: "SELECT * FROM people")
            let dependents = try await thrown(PostgresError.self) { try await schema.drop("people") }
            #expect(dependents.description.contains("Detail: view everyone depends on table people"))
            try await database.execute("insert into people values (gen_random_uuid())")
            let rows = try await thrown(PostgresError.self) {
                try await database.execute("insert into people select id from people")
            }
            #expect(!rows.description.contains("Detail"))
        }
    }

    @Test("a migration that fails leaves nothing of itself, keeps those before it, and says where")
    func failing() async throws {
        try await withSchema { database async throws in
            let error = try await thrown(MigrationError.self) {
                try await Migrator([CreateAuthors.self, Broken.self, CreateBooks.self], database: database).migrate()
            }
            #expect(error.kind == .failed)
            #expect(error.migration == "broken")
            #expect(error.description.hasPrefix("The migration \"broken\" failed going up: "))
            #expect(error.description.contains(#"ALTER TABLE "no_such_table""#))
            #expect(error.description.contains("42P01"))
            #expect(error.location?.file == #fileID)
            #expect(error.location?.line == Broken.line)
            #expect(error.suggestion != nil)
            let schema = Schema(database)
            #expect(try await schema.hasTable("half") == false)
            #expect(try await schema.hasTable("authors"))
            #expect(try await schema.hasTable("books") == false)
            #expect(try await Migrator(Self.all, database: database).status().map(\.name).first == "create_authors")
            // The lock was given back: another connection can have it.
            #expect(try await Migrator(Self.all, database: database).migrate().count == 2)
        }
    }

    @Test("two migrations of one name are refused")
    func duplicates() async throws {
        try await withSchema { database async throws in
            let migrator = Migrator([CreateAuthors.self, Imposter.self], database: database)
            let error = try await thrown(MigrationError.self) { try await migrator.migrate() }
            #expect(error.kind == .duplicate)
            #expect(error.description == "Two migrations have the name \"create_authors\"")
            await #expect(throws: MigrationError.self) { try await migrator.status() }
            #expect(try await Schema(database).hasTable("authors") == false)
        }
    }

    @Test("migrators at once take turns: one runs everything, the others find nothing to do")
    func concurrent() async throws {
        try await withSchema(connections: 8) { database async throws in
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 { group.addTask { try await Migrator(Self.all, database: database).migrate().count } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(counts.sorted() == [0, 0, 0, 0, 0, 3])
        }
    }

    @Test("a migration can use models: what it writes is part of its transaction")
    func models() async throws {
        try await withSchema { database async throws in
            await #expect(throws: MigrationError.self) {
                try await Database.$current.withValue(nil) {
                    try await Migrator([SeedsAndFails.self], database: database).migrate()
                }
            }
            #expect(try await Schema(database).hasTable("users") == false)
        }
    }
}

private struct CreateAuthors: Migration {
    func up(_ schema: Schema) async throws { try await schema.create("authors") { $0.id() } }
    func down(_ schema: Schema) async throws { try await schema.drop("authors") }
}

private struct CreateBooks: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.create("books") {
            $0.id()
            $0.references("authors", as: "author_id")
        }
    }
    func down(_ schema: Schema) async throws { try await schema.drop("books") }
}

private struct AddTitle: Migration {
    static let name = "add_title_to_books"
    func up(_ schema: Schema) async throws { try await schema.alter("books") { $0.text("title") } }
    func down(_ schema: Schema) async throws { try await schema.alter("books") { $0.drop("title") } }
}

private struct Imposter: Migration {
    static let name = "create_authors"
    func up(_ schema: Schema) async throws {}
    func down(_ schema: Schema) async throws {}
}

private struct Broken: Migration {
    static let line = #line + 3
    func up(_ schema: Schema) async throws {
        try await schema.create("half") { $0.id() }
        try await schema.alter("no_such_table") { $0.text("x") }
    }
    func down(_ schema: Schema) async throws {}
}

private struct SeedsAndFails: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.create("users") {
            $0.id()
            $0.text("name")
        }
        _ = try await User.create(name: "Seed")
        #expect(try await User.count() == 1)
        try await schema.drop("no_such_table")
    }
    func down(_ schema: Schema) async throws {}
}
