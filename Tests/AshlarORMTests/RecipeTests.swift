@testable import AshlarORM
import AshlarPostgres
import Foundation
import Testing

/// The linter's recipes, which people copy: each line of code stands in this file, is compiled with it, and is run on a table
/// with rows as production would.
@Suite struct RecipeTests {
    private typealias Change = @Sendable (Schema) async throws -> Void

    private static let tables = """
        CREATE TABLE users (id bigint PRIMARY KEY);
        CREATE TABLE posts (id bigint PRIMARY KEY, title text, status text NOT NULL DEFAULT 'draft', "order" integer,
            user_id bigint, rank integer CONSTRAINT posts_rank_check CHECK (rank > 0));
        INSERT INTO users VALUES (1);
        INSERT INTO posts VALUES (1, 'a', 'draft', 1, 1), (2, 'b', 'draft', 2, 1);
        """

    /// What is refused, and the steps of its recipe in the order of the lines.
    private static let recipes: [(unsafe: Change, steps: [Change])] = [
        (
            {
                try await $0.alter("posts") {
                    $0.check("\"status\" IN ('draft', 'lost')", name: "posts_status_check")
                }
            },
            [
                { schema in
                    try await schema.alter("posts") {
                        $0.check("\"status\" IN ('draft', 'lost')", name: "posts_status_check").notValid()
                    }
                },
                { schema in try await schema.alter("posts") { $0.validate("posts_status_check") } },
            ]
        ),
        (
            {
                try await $0.alter("posts") {
                    $0.dropConstraint("posts_rank_check")
                    $0.check("rank > 1", name: "posts_rank_check")
                }
            },
            [
                { schema in
                    try await schema.alter("posts") {
                        $0.dropConstraint("posts_rank_check")
                        $0.check("rank > 1", name: "posts_rank_check").notValid()
                    }
                },
                { schema in try await schema.alter("posts") { $0.validate("posts_rank_check") } },
            ]
        ),
        (
            { try await $0.alter("posts") { $0.check("length(title) < 9 AND title <> 'it''s'") } },
            [
                { schema in
                    try await schema.alter("posts") {
                        $0.check("length(title) < 9 AND title <> 'it''s'", name: "posts_title_check").notValid()
                    }
                },
                { schema in try await schema.alter("posts") { $0.validate("posts_title_check") } },
            ]
        ),
        (
            { try await $0.alter("posts") { $0.foreign(["user_id"]).references("users").onDelete(.setNull) } },
            [
                { schema in
                    try await schema.alter("posts") {
                        $0.foreign(["user_id"]).references("users").onDelete(.setNull).name("posts_user_id_fkey")
                            .notValid()
                    }
                },
                { schema in try await schema.alter("posts") { $0.validate("posts_user_id_fkey") } },
            ]
        ),
        (
            { try await $0.alter("posts") { $0.change("order").notNull() } },
            [
                { schema in
                    try await schema.alter("posts") {
                        $0.check("\"order\" IS NOT NULL", name: "posts_order_not_null").notValid()
                    }
                },
                { schema in try await schema.alter("posts") { $0.validate("posts_order_not_null") } },
                { schema in
                    try await schema.alter("posts") {
                        $0.change("order").notNull(); $0.dropConstraint("posts_order_not_null")
                    }
                },
            ]
        ),
        (
            { try await $0.alter("posts") { $0.index(["title"]) } },
            [{ schema in try await schema.alter("posts") { $0.index(["title"]).concurrently() } }]
        ),
        (
            { try await $0.alter("posts") { $0.unique(["title"]).name("one") } },
            [
                { schema in
                    try await schema.alter("posts") { $0.index(["title"]).unique().name("one").concurrently() }
                },
                { schema in try await schema.alter("posts") { $0.unique([]).using(index: "one") } },
            ]
        ),
        (
            { try await $0.alter("posts") { $0.integer("score").default(0).check("score >= 0") } },
            [
                { schema in
                    try await schema.alter("posts") { $0.integer("score").default(0) }
                    try await schema.alter("posts") { $0.check("score >= 0", name: "posts_score_check").notValid() }
                },
                { schema in try await schema.alter("posts") { $0.validate("posts_score_check") } },
            ]
        ),
        (
            { try await $0.truncate("posts") },
            [{ schema in try await schema.safely(because: "its rows are made anew").truncate("posts") }]
        ),
        (
            { try await $0.drop("posts") },
            [{ schema in try await schema.safely(because: "no version that runs reads it").drop("posts") }]
        ),
    ]

    /// Code without what a formatter changes.
    private static func bare(_ code: some StringProtocol) -> String {
        String(code).filter { !$0.isWhitespace && $0 != ";" }
    }

    @Test(arguments: recipes.indices)
    func `a recipe compiles, and does in production what was refused`(index: Int) async throws {
        let (unsafe, steps) = Self.recipes[index]
        let source = Self.bare(try String(contentsOf: URL(filePath: #filePath), encoding: .utf8))
        try await withSchema(Self.tables) { database async throws in
            let linter = MigrationLinter(.refuse)
            let schema = Schema(database, run: SchemaRun(.sending, isInTransaction: false, linter: linter))
            let error = try await thrown(UnsafeMigration.self) { try await unsafe(schema) }
            let code = (error.suggestion ?? "").split(separator: "\n").filter { $0.hasPrefix("  try await ") }
            #expect(code.count == steps.count, "\(error.suggestion ?? "")")
            for line in code { #expect(source.contains(Self.bare(line)), "\(line)") }
            for step in steps { try await step(schema) }
        }
    }

    @Test func `of several changes each recipe says what it is about, and schemas are named`() async throws {
        try await withSchema(Self.tables) { database async throws in
            let schema = Schema(database, run: SchemaRun(.sending, linter: MigrationLinter(.refuse)))
            let error = try await thrown(UnsafeMigration.self) {
                try await schema.alter("posts") {
                    $0.drop("title")
                    $0.index(["status"])
                }
            }
            let text = error.suggestion ?? ""
            #expect(
                text.contains("Where it drops the column \"title\", which the running version of the app may read:\n  ")
            )
            #expect(text.contains("Where it builds an index over status:\n  Build it while writing goes on"))
        }
        let recipe = Recipes.dropColumn("paid", of: TableName("bills", in: "billing")).recipe ?? ""
        #expect(recipe.hasSuffix("\n  try await schema.in(\"billing\")" + Self.ending), "\(recipe)")
    }

    private static let ending =
        ".safely(because: \"no version that runs reads it\").alter(\"bills\") { $0.drop(\"paid\") }"

    @Test func `in development nothing is said of empty tables, and a pretence says what production refuses`()
        async throws
    {
        try await withSchema(Self.tables + "CREATE TABLE nothing (id bigint PRIMARY KEY, title text);") {
            database async throws in
            let run = SchemaRun(.sending, linter: MigrationLinter(.warn))
            try await Schema(database, run: run).alter("nothing") { $0.drop("title") }
            try await Schema(database, run: run).drop("nothing")
            #expect(run.findings.isEmpty)
            var migrator = Migrator([AddsShelfMark.self], database: database)
            #expect(try await migrator.pretendMigrating().first?.refusals.isEmpty == true)
            for mode in [LintMode.warn, .refuse] {
                migrator.lint = mode
                let plan = try #require(try await migrator.pretendMigrating().first)
                #expect(plan.refusals.map(\.action) == ["builds an index over status"])
                #expect(plan.statements.count == 4)
            }
        }
    }
}

private struct AddsShelfMark: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.create("marks") { $0.id() }
        try await schema.alter("marks") { $0.text("mark").index() }
        try await schema.alter("posts") { $0.index(["status"]) }
    }
    func down(_ schema: Schema) async throws {}
}
