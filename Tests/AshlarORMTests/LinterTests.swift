@testable import AshlarORM
import AshlarPostgres
import AshlarSupport
import Testing

/// Each operation that would keep users waiting or break the running app, and its safe way.
@Suite struct LinterTests {
    private static let tables = """
        CREATE TABLE users (id bigint PRIMARY KEY);
        CREATE TABLE posts (id bigint PRIMARY KEY, title varchar(10), body text, n integer NOT NULL, user_id bigint);
        CREATE TABLE nothing (id bigint PRIMARY KEY, title varchar(10), user_id bigint);
        INSERT INTO posts (id, n) VALUES (1, 1), (2, 2);
        """

    /// Runs a change as a migration in production would.
    private func run(
        _ database: Database, _ mode: LintMode = .refuse, toleratedRows: Int = 0, isInTransaction: Bool = true,
        change: (Schema) async throws -> Void
    ) async throws -> [LintFinding] {
        let run = SchemaRun(
            .sending, isInTransaction: isInTransaction, linter: MigrationLinter(mode, toleratedRows: toleratedRows))
        try await change(Schema(database, run: run))
        return run.findings
    }

    private static let unsafe: [(String, @Sendable (Schema) async throws -> Void)] = [
        (
            "builds an index over title: every row is read, and meanwhile nobody can write to it (SHARE)",
            {
                try await $0.alter("posts") { $0.index(["title"]) }
            }
        ),
        (
            "adds the column \"k\" with the default gen_random_uuid(), which is another for every row: the whole table is written",
            {
                try await $0.alter("posts") { $0.uuid("k").default(.randomUUID) }
            }
        ),
        ("adds the column \"k\" as NOT NULL without a default", { try await $0.alter("posts") { $0.text("k") } }),
        (
            "adds the column \"k\" and numbers every row",
            { try await $0.alter("posts") { $0.bigInteger("k").identity() } }
        ),
        (
            "changes the type of \"n\" to bigint: the whole table is written anew",
            {
                try await $0.alter("posts") { $0.change("n").type(.bigInteger) }
            }
        ),
        (
            "changes the type of \"title\" to character varying(5)",
            {
                try await $0.alter("posts") { $0.change("title").type(.string(5)) }
            }
        ),
        (
            "sets \"body\" NOT NULL and checks every row",
            { try await $0.alter("posts") { $0.change("body").notNull() } }
        ),
        (
            "adds a foreign key from user_id to \"users\" and checks every row",
            {
                try await $0.alter("posts") { $0.foreign(["user_id"]).references("users") }
            }
        ),
        ("adds the check n > 0 and checks every row", { try await $0.alter("posts") { $0.check("n > 0") } }),
        ("builds the index of a unique constraint", { try await $0.alter("posts") { $0.unique(["title"]) } }),
        ("drops the column \"body\", which the running version", { try await $0.alter("posts") { $0.drop("body") } }),
        ("renames the column \"body\" to \"text\"", { try await $0.alter("posts") { $0.rename("body", to: "text") } }),
        ("renames the table to \"articles\"", { try await $0.rename("posts", to: "articles") }),
        ("drops the table", { try await $0.drop("posts") }), ("deletes all rows", { try await $0.truncate("posts") }),
        ("drops the column \"title\"", { try await $0.alter("nothing") { $0.drop("title") } }),
        ("builds an index over ...", { try await $0.execute("create index on posts (title)") }),
        ("drops the column \"body\"", { try await $0.execute("ALTER TABLE posts DROP COLUMN IF EXISTS body") }),
        ("sets \"body\" NOT NULL", { try await $0.execute("ALTER TABLE posts ALTER COLUMN body SET NOT NULL") }),
    ]

    @Test(arguments: unsafe.indices)
    func `what users would notice is refused with the way to do it instead`(index: Int) async throws {
        let (message, change) = Self.unsafe[index]
        try await withSchema(Self.tables) { database async throws in
            let error = try await thrown(UnsafeMigration.self) { _ = try await run(database, change: change) }
            #expect(error.description.contains(message), "\(error.description)")
            #expect(error.findings.first?.rows == (message.contains("title\"") && message.hasPrefix("drops") ? 0 : 2))
            #expect(error.suggestion?.contains("schema.safely(because:") == true)
            #expect(error.suggestion?.contains("\n") == true)
            #expect(error.location?.file == #fileID)
            // In development it is done, and told.
            let isEmpty = error.findings.first?.rows == 0
            let found = try await run(database, .warn) { schema in
                // What has to fail by itself is not the linter's business.
                do { try await change(schema) } catch is PostgresError {}
            }
            // Where there are no rows there is nothing to tell.
            if isEmpty {
                #expect(found.isEmpty)
            } else {
                #expect(found == error.findings || found.map(\.description) == error.findings.map(\.description))
            }
        }
    }

    private static let safe: [@Sendable (Schema) async throws -> Void] = [
        { try await $0.alter("posts") { $0.text("k").nullable() } },
        { try await $0.alter("posts") { $0.text("k").default("draft") } },
        { try await $0.alter("posts") { $0.timestamp("k").default(.now) } },
        { try await $0.alter("posts") { $0.references("users", as: "k").nullable().withoutIndex() } },
        { try await $0.alter("posts") { $0.change("title").type(.string(20)) } },
        { try await $0.alter("posts") { $0.change("title").type(.text) } },
        { try await $0.alter("posts") { $0.foreign(["user_id"]).references("users").notValid() } },
        { schema in
            try await schema.alter("posts") { $0.check("n IS NOT NULL", name: "c").notValid() }
            try await schema.alter("posts") { $0.validate("c") }
        },
        { try await $0.alter("nothing") { $0.index(["title"]) } },
        { try await $0.alter("nothing") { $0.foreign(["user_id"]).references("users") } },
        { schema in
            try await schema.create("fresh") {
                $0.id(); $0.text("a")
            }
            try await schema.alter("fresh") {
                $0.rename("a", to: "b"); $0.drop("id"); $0.index(["b"])
            }
            try await schema.drop("fresh")
        },
        { try await $0.safely(because: "it is a test").alter("posts") { $0.index(["title"]) } },
        { try await $0.alter("posts") { $0.dropIndex("posts_pkey_none") } },
    ]

    @Test(arguments: safe.indices)
    func `what nobody notices is done`(index: Int) async throws {
        try await withSchema(Self.tables) { database async throws in
            do {
                #expect(try await run(database, change: Self.safe[index]).isEmpty)
            } catch let error as PostgresError {
                #expect(error.message.contains("posts_pkey_none"))
            }
        }
    }

    @Test func `a check that was validated makes NOT NULL a matter of a moment`() async throws {
        try await withSchema(Self.tables) { database async throws in
            try await database.execute("UPDATE posts SET body = ''")
            let found = try await run(database) { schema in
                try await schema.alter("posts") { $0.check("body IS NOT NULL", name: "proof").notValid() }
                try await schema.alter("posts") { $0.validate("proof") }
                try await schema.alter("posts") {
                    $0.change("body").notNull()
                    $0.dropConstraint("proof")
                }
            }
            #expect(found.isEmpty)
            #expect(try await Schema(database).columns(of: "posts").first { $0.name == "body" }?.isNullable == false)
        }
    }

    @Test func `few rows may be tolerated, and an index may be built beside them`() async throws {
        try await withSchema(Self.tables) { database async throws in
            let found = try await run(database, toleratedRows: 2) {
                try await $0.alter("posts") { $0.index(["title"]) }
            }
            #expect(found.isEmpty)
            _ = try await run(database, isInTransaction: false) {
                try await $0.alter("posts") { $0.index(["body"]).concurrently() }
            }
            #expect(try await Schema(database).hasIndex("posts_body_idx"))
        }
    }

    @Test func `a migration in production is refused as a whole`() async throws {
        try await withSchema(Self.tables) { database async throws in
            var migrator = Migrator([AddsIndex.self], database: database)
            migrator.lint = .refuse
            let error = try await thrown(MigrationError.self) { try await migrator.migrate() }
            #expect(error.kind == .failed && error.cause is UnsafeMigration)
            #expect(error.suggestion?.contains(".concurrently()") == true)
            #expect(try await Schema(database).hasColumn("extra", in: "posts") == false)
            migrator.lint = .warn
            let runs = try await migrator.migrate()
            #expect(runs.first?.warnings.map(\.action) == ["builds an index over title"])
        }
    }

    @Test(arguments: [
        ("character varying(10)", "text", "instant"), ("character varying(10)", "character varying(5)", "scan"),
        ("character varying(10)", "character varying", "instant"), ("text", "character varying(5)", "scan"),
        ("numeric(8,2)", "numeric(10,2)", "instant"), ("numeric(8,2)", "numeric(10,3)", "rewrite"),
        ("integer", "bigint", "rewrite"), ("cidr", "inet", "instant"), ("bigint", "bigint", "instant"),
    ])
    func `what a change of type costs`(old: String, new: String, cost: String) {
        #expect("\(TypeChange.cost(from: old, to: new))" == cost)
    }
}

private struct AddsIndex: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.alter("posts") { $0.text("extra").nullable() }
        try await schema.alter("posts") { $0.index(["title"]) }
    }
    func down(_ schema: Schema) async throws {}
}
