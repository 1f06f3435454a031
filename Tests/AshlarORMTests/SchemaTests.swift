@testable import AshlarORM
import AshlarPostgres
import AshlarSupport
import Foundation
import Testing

/// Each operation: its SQL, and what PostgreSQL then says about the table.
@Suite struct SchemaTests {
    struct ColumnCase: Sendable, CustomTestStringConvertible {
        let sql: String
        /// What `format_type`, nullability and default are in the catalogue.
        let stored: String
        let define: @Sendable (TableBuilder) -> ColumnBuilder
        var testDescription: String { sql }

        init(_ sql: String, stored: String, _ define: @escaping @Sendable (TableBuilder) -> ColumnBuilder) {
            self.sql = sql
            self.stored = stored
            self.define = define
        }
    }

    static let types = [
        ColumnCase(#""c" text NOT NULL"#, stored: "text not null") { $0.string("c") },
        ColumnCase(#""c" varchar(100) NOT NULL"#, stored: "character varying(100) not null") { $0.string("c", 100) },
        ColumnCase(#""c" text NOT NULL"#, stored: "text not null") { $0.text("c") },
        ColumnCase(#""c" boolean NOT NULL"#, stored: "boolean not null") { $0.bool("c") },
        ColumnCase(#""c" boolean NOT NULL"#, stored: "boolean not null") { $0.boolean("c") },
        ColumnCase(#""c" smallint NOT NULL"#, stored: "smallint not null") { $0.smallInteger("c") },
        ColumnCase(#""c" integer NOT NULL"#, stored: "integer not null") { $0.integer("c") },
        ColumnCase(#""c" bigint NOT NULL"#, stored: "bigint not null") { $0.bigInteger("c") },
        ColumnCase(#""c" real NOT NULL"#, stored: "real not null") { $0.float("c") },
        ColumnCase(#""c" double precision NOT NULL"#, stored: "double precision not null") { $0.double("c") },
        ColumnCase(#""c" numeric(12, 2) NOT NULL"#, stored: "numeric(12,2) not null") { $0.decimal("c") },
        ColumnCase(#""c" numeric(20, 8) NOT NULL"#, stored: "numeric(20,8) not null") { $0.decimal("c", 20, 8) },
        ColumnCase(#""c" uuid NOT NULL"#, stored: "uuid not null") { $0.uuid("c") },
        ColumnCase(#""c" date NOT NULL"#, stored: "date not null") { $0.date("c") },
        ColumnCase(#""c" timestamptz NOT NULL"#, stored: "timestamp with time zone not null") { $0.timestamp("c") },
        ColumnCase(#""c" bytea NOT NULL"#, stored: "bytea not null") { $0.binary("c") },
        ColumnCase(#""c" json NOT NULL"#, stored: "json not null") { $0.json("c") },
        ColumnCase(#""c" jsonb NOT NULL"#, stored: "jsonb not null") { $0.jsonb("c") },
        ColumnCase(#""c" text[] NOT NULL"#, stored: "text[] not null") { $0.array("c", of: .text) },
        ColumnCase(#""c" numeric(4, 1)[] NOT NULL"#, stored: "numeric(4,1)[] not null") {
            $0.array("c", of: .decimal(4, 1))
        },
        ColumnCase(#""c" inet NOT NULL"#, stored: "inet not null") { $0.column("c", .custom(unsafe: "inet")) },
    ]

    static let modifiers = [
        ColumnCase(#""c" text"#, stored: "text") { $0.text("c").nullable() },
        ColumnCase(#""c" text NOT NULL DEFAULT 'draft'"#, stored: "text not null default 'draft'::text") {
            $0.text("c").default("draft")
        },
        ColumnCase(#""c" text NOT NULL DEFAULT 'it''s'"#, stored: "text not null default 'it''s'::text") {
            $0.text("c").default("it's")
        },
        ColumnCase(#""c" text NOT NULL DEFAULT E'a\\''b'"#, stored: #"text not null default 'a\''b'::text"#) {
            $0.text("c").default(#"a\'b"#)
        },
        ColumnCase(#""c" integer NOT NULL DEFAULT -3"#, stored: "integer not null default '-3'::integer") {
            $0.integer("c").default(-3)
        },
        ColumnCase(#""c" double precision NOT NULL DEFAULT 0.5"#, stored: "double precision not null default 0.5") {
            $0.double("c").default(0.5)
        },
        ColumnCase(
            #""c" double precision NOT NULL DEFAULT 'NaN'"#,
            stored: "double precision not null default 'NaN'::double precision"
        ) { $0.double("c").default(.double(.nan)) },
        ColumnCase(#""c" boolean NOT NULL DEFAULT false"#, stored: "boolean not null default false") {
            $0.bool("c").default(false)
        },
        ColumnCase(#""c" text DEFAULT NULL"#, stored: "text") { $0.text("c").nullable().default(nil) },
        ColumnCase(
            #""c" timestamptz NOT NULL DEFAULT now()"#, stored: "timestamp with time zone not null default now()"
        ) {
            $0.timestamp("c").default(.now)
        },
        ColumnCase(
            #""c" timestamptz NOT NULL DEFAULT '2001-01-01T00:00:00.500Z'"#,
            stored: "timestamp with time zone not null default '2001-01-01 00:00:00.5+00'::timestamp with time zone"
        ) { $0.timestamp("c").default(.date(Date(timeIntervalSinceReferenceDate: 0.5))) },
        ColumnCase(#""c" uuid NOT NULL DEFAULT gen_random_uuid()"#, stored: "uuid not null default gen_random_uuid()") {
            $0.uuid("c").default(.randomUUID)
        },
        ColumnCase(
            #""c" uuid NOT NULL DEFAULT '00000000-0000-0000-0000-00000000000a'"#,
            stored: "uuid not null default '00000000-0000-0000-0000-00000000000a'::uuid"
        ) {
            $0.uuid("c").default(.uuid(UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10))))
        },
        ColumnCase(#""c" numeric(12, 2) NOT NULL DEFAULT '1.25'"#, stored: "numeric(12,2) not null default 1.25") {
            $0.decimal("c").default(.decimal(Decimal(125) / 100))
        },
        ColumnCase(#""c" bytea NOT NULL DEFAULT '\x00ff'"#, stored: #"bytea not null default '\x00ff'::bytea"#) {
            $0.binary("c").default(.bytes([0, 255]))
        },
        ColumnCase(#""c" date NOT NULL DEFAULT current_date"#, stored: "date not null default CURRENT_DATE") {
            $0.date("c").default(sql: "current_date")
        },
        ColumnCase(#""c" integer NOT NULL CHECK (c > 0) CHECK (c < 9)"#, stored: "integer not null") {
            $0.integer("c").check("c > 0").check("c < 9")
        },
        ColumnCase(#""c" text NOT NULL UNIQUE"#, stored: "text not null") { $0.text("c").unique() },
        ColumnCase(#""c" text PRIMARY KEY"#, stored: "text not null") { $0.text("c").primary() },
        ColumnCase(#""c" bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"#, stored: "bigint not null") {
            $0.id(name: "c")
        },
        ColumnCase(
            #""c" uuid PRIMARY KEY DEFAULT gen_random_uuid()"#, stored: "uuid not null default gen_random_uuid()"
        ) {
            $0.id(.uuid, name: "c")
        },
        ColumnCase(#""c" text PRIMARY KEY"#, stored: "text not null") { $0.id(.string, name: "c") },
    ]

    @Test("a column has its SQL, and PostgreSQL stores what was meant (Masonite trap 17)", arguments: types + modifiers)
    func columns(example: ColumnCase) async throws {
        try await withSchema { database async throws in
            let (_, sql) = try await recording { try await Schema(database).create("t") { _ = example.define($0) } }
            #expect(sql == ["CREATE TABLE \"t\" (\n    \(example.sql)\n)"])
            #expect(try await Self.columns(of: "t", database) == ["c \(example.stored)"])
        }
    }

    @Test("a table with keys, references, constraints and indexes")
    func wholeTable() async throws {
        try await withSchema("CREATE TABLE users (id bigint primary key)") { database async throws in
            let (_, sql) = try await recording {
                try await Schema(database).create("posts") {
                    $0.id()
                    $0.string("title").unique()
                    $0.text("slug").index()
                    $0.integer("starts")
                    $0.integer("ends")
                    $0.references("users", as: "author_id").onDelete(.cascade).onUpdate(.restrict)
                    $0.references("users", as: "editor_id").nullable().onDelete(.setNull)
                    $0.timestamps()
                    $0.unique(["slug", "author_id"])
                    $0.index(["starts", "ends"])
                    $0.check("starts < ends")
                }
            }
            #expect(
                sql == [
                    """
                    CREATE TABLE "posts" (
                        "id" bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
                        "title" text NOT NULL UNIQUE,
                        "slug" text NOT NULL,
                        "starts" integer NOT NULL,
                        "ends" integer NOT NULL,
                        "author_id" bigint NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE RESTRICT,
                        "editor_id" bigint REFERENCES "users" ("id") ON DELETE SET NULL,
                        "created_at" timestamptz NOT NULL DEFAULT now(),
                        "updated_at" timestamptz NOT NULL DEFAULT now(),
                        UNIQUE ("slug", "author_id"),
                        CHECK (starts < ends)
                    )
                    """,
                    #"CREATE INDEX ON "posts" ("slug")"#,
                    #"CREATE INDEX ON "posts" ("author_id")"#,
                    #"CREATE INDEX ON "posts" ("editor_id")"#,
                    #"CREATE INDEX ON "posts" ("starts", "ends")"#,
                ])
            let rows = try await database.query(
                "SELECT indexname::text FROM pg_indexes WHERE schemaname = current_schema() AND tablename = 'posts' ORDER BY 1"
            )
            #expect(
                try rows.map { try $0.decode(0, as: String.self) } == [
                    "posts_author_id_idx", "posts_editor_id_idx", "posts_pkey", "posts_slug_author_id_key",
                    "posts_slug_idx",
                    "posts_starts_ends_idx", "posts_title_key",
                ])
            await #expect(throws: PostgresError.self) {
                try await database.execute(
                    "INSERT INTO posts (title, slug, starts, ends, author_id) VALUES ('a', 'a', 1, 2, 1)")
            }
        }
    }

    @Test("a key over several columns, another table's uuid, and a table without columns")
    func otherTables() async throws {
        try await withSchema { database async throws in
            let schema = Schema(database)
            try await schema.create("tags") { $0.id(.uuid) }
            let (_, sql) = try await recording {
                try await schema.create("taggings") {
                    $0.references("tags", as: "tag_id", type: .uuid)
                    $0.text("subject")
                    $0.primary(["tag_id", "subject"])
                }
            }
            #expect(
                sql.first == """
                    CREATE TABLE "taggings" (
                        "tag_id" uuid NOT NULL REFERENCES "tags" ("id"),
                        "subject" text NOT NULL,
                        PRIMARY KEY ("tag_id", "subject")
                    )
                    """)
            let (_, empty) = try await recording { try await schema.create("nothing") { _ in } }
            #expect(empty == [#"CREATE TABLE "nothing" ()"#])
        }
    }

    @Test("alter keeps the order of its calls, and neighbours in one statement")
    func alter() async throws {
        try await withSchema("CREATE TABLE posts (id bigint primary key, body text, old text, slug text unique)") {
            database async throws in
            let schema = Schema(database)
            let (_, sql) = try await recording {
                try await schema.alter("posts") {
                    $0.text("summary").nullable().index()
                    $0.drop("old")
                    $0.rename("body", to: "content")
                    $0.integer("views").default(0)
                    $0.dropConstraint("posts_slug_key")
                    $0.unique(["slug", "views"])
                }
            }
            #expect(
                sql == [
                    #"ALTER TABLE "posts" ADD COLUMN "summary" text, DROP COLUMN "old""#,
                    #"ALTER TABLE "posts" RENAME COLUMN "body" TO "content""#,
                    #"ALTER TABLE "posts" ADD COLUMN "views" integer NOT NULL DEFAULT 0, "#
                        + #"DROP CONSTRAINT "posts_slug_key", ADD UNIQUE ("slug", "views")"#,
                    #"CREATE INDEX ON "posts" ("summary")"#,
                ])
            #expect(
                try await Self.columns(of: "posts", database) == [
                    "id bigint not null", "content text", "slug text", "summary text",
                    "views integer not null default 0",
                ])
            let (_, dropped) = try await recording {
                try await schema.alter("posts") { $0.dropIndex("posts_summary_idx") }
            }
            #expect(dropped == [#"DROP INDEX "posts_summary_idx""#])
        }
    }

    @Test("drop, rename and the questions about what there is")
    func tables() async throws {
        try await withSchema("CREATE TABLE a (id bigint primary key)") { database async throws in
            let schema = Schema(database)
            #expect(try await schema.hasTable("a"))
            #expect(try await schema.hasTable("A") == false)
            #expect(try await schema.hasTable("pg_class") == false)
            #expect(try await schema.hasColumn("id", in: "a"))
            #expect(try await schema.hasColumn("nope", in: "a") == false)
            let (_, sql) = try await recording {
                try await schema.rename("a", to: "b")
                try await schema.drop("b")
                try await schema.dropIfExists("b")
            }
            #expect(
                sql == [#"ALTER TABLE "a" RENAME TO "b""#, #"DROP TABLE "b""#, #"DROP TABLE IF EXISTS "b""#])
            let line = #line + 1
            let error = try await thrown(PostgresError.self) { try await schema.drop("b") }
            #expect(error.sqlState?.rawValue == "42P01")
            #expect(error.location == SourceLocation(file: #fileID, line: line))
        }
    }

    @Test("SQL of one's own: a script, or a statement with values")
    func execute() async throws {
        try await withSchema { database async throws in
            let schema = Schema(database)
            try await schema.execute("CREATE TABLE a (n integer); INSERT INTO a VALUES (1), (2)")
            try await schema.execute("DELETE FROM a WHERE n = \(2)")
            #expect(try await database.query("SELECT n FROM a").count == 1)
        }
    }

    struct BadTable: Sendable, CustomTestStringConvertible {
        let message: String
        let define: @Sendable (TableBuilder) -> Void
        var testDescription: String { message }
    }

    static let badTables = [
        BadTable(message: #"the column "a" is defined twice"#) {
            $0.text("a")
            $0.integer("a")
        },
        BadTable(message: #"the default of "a" binds a value, and such statements take no parameters"#) {
            $0.text("a").default(sql: "upper(\("x"))")
        },
        BadTable(message: #"the check of "a" binds a value, and such statements take no parameters"#) {
            $0.integer("a").check("a > \(3)")
        },
        BadTable(message: "a check binds a value, and such statements take no parameters") { $0.check("a > \(3)") },
        BadTable(message: "an index has no columns") { $0.index([]) },
        BadTable(message: "a unique has no columns") { $0.unique([]) },
        BadTable(message: #""a" is set to NULL on delete but may not be NULL"#) {
            $0.references("users", as: "a").onDelete(.setNull)
        },
    ]

    @Test("a definition that cannot be is refused before anything is sent", arguments: badTables)
    func refused(example: BadTable) async throws {
        try await withSchema { database async throws in
            let (error, sql) = try await recording {
                try await thrown(SchemaError.self) { try await Schema(database).create("t", example.define) }
            }
            #expect(error.description == "The table \"t\" cannot be defined like this: \(example.message)")
            #expect(error.suggestion?.isEmpty == false)
            #expect(error.location?.file == #fileID)
            #expect(sql.isEmpty)
        }
    }

    @Test("what the schema builder makes, a model can read and write")
    func modelAgrees() async throws {
        try await withSchema { database async throws in
            try await Schema(database).create("shapes") {
                $0.id()
                $0.smallInteger("small")
                $0.decimal("price")
                $0.float("ratio")
                $0.date("day")
                $0.timestamp("local")
                $0.jsonb("data")
                $0.string("code", 5)
            }
            let now = Date(timeIntervalSinceReferenceDate: 800_000_000.125)
            let shape = try await Shape.create(
                small: 1, price: 2, ratio: 0.5, day: try #require(PostgresDate("2026-02-28")), local: now,
                data: JSONB(Shape.Data(a: [1], b: 2)), code: "abc")
            let read = try await Shape.find(shape.requireID())
            #expect(read.small == 1 && read.price == 2 && read.ratio == 0.5 && read.local == now)
            #expect(read.data.value == Shape.Data(a: [1], b: 2))
        }
    }

    /// Name, type, nullability and default of each column, as the catalogue has them.
    private static func columns(of table: String, _ database: Database) async throws -> [String] {
        let rows = try await database.query(
            """
            SELECT attname || ' ' || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' not null' ELSE '' END \
            || coalesce(' default ' || pg_get_expr(adbin, adrelid), '') \
            FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum \
            WHERE attrelid = \(table)::text::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
            """)
        return try rows.map { try $0.decode(0, as: String.self) }
    }
}
