@testable import AshlarORM
import AshlarPostgres
import Testing

/// Every type that the builder knows, as PostgreSQL stores it.
@Suite struct SchemaTypeTests {
    private static let types: [(String, @Sendable (TableBuilder) -> ColumnBuilder)] = [
        ("character(3)", { $0.char("c", 3) }), ("money", { $0.money("c") }),
        ("time without time zone", { $0.time("c") }), ("time with time zone", { $0.timeWithZone("c") }),
        ("timestamp without time zone", { $0.timestampWithoutZone("c") }), ("interval", { $0.interval("c") }),
        ("bit(4)", { $0.bit("c", 4) }), ("bit varying", { $0.varbit("c") }), ("bit varying(9)", { $0.varbit("c", 9) }),
        ("xml", { $0.xml("c") }), ("tsvector", { $0.tsvector("c") }), ("tsquery", { $0.tsquery("c") }),
        ("inet", { $0.inet("c") }), ("cidr", { $0.cidr("c") }), ("macaddr", { $0.macAddress("c") }),
        ("macaddr8", { $0.macAddress8("c") }), ("point", { $0.point("c") }), ("line", { $0.line("c") }),
        ("lseg", { $0.lineSegment("c") }), ("box", { $0.box("c") }), ("path", { $0.path("c") }),
        ("polygon", { $0.polygon("c") }), ("circle", { $0.circle("c") }), ("int4range", { $0.integerRange("c") }),
        ("int8range", { $0.bigIntegerRange("c") }), ("numrange", { $0.decimalRange("c") }),
        ("daterange", { $0.dateRange("c") }), ("tstzrange", { $0.timestampRange("c") }),
        ("int4multirange", { $0.column("c", .integerMultirange) }),
        ("int8multirange", { $0.column("c", .bigIntegerMultirange) }),
        ("nummultirange", { $0.column("c", .decimalMultirange) }),
        ("datemultirange", { $0.column("c", .dateMultirange) }),
        ("tstzmultirange", { $0.column("c", .timestampMultirange) }),
        ("timestamp with time zone", { $0.dateTime("c") }),
        ("smallint", { $0.year("c") }), ("smallint", { $0.tinyInteger("c") }), ("character(26)", { $0.ulid("c") }),
        ("bigint", { $0.increments("c") }), ("text", { $0.enum("c", ["a", "b"]) }),
        ("timestamp with time zone[]", { $0.array("c", of: .timestamp) }),
        ("character varying(9)[]", { $0.array("c", of: .string(9)) }),
    ]

    @Test(arguments: types.indices)
    func `a column has its type, and the builder knows how PostgreSQL writes it`(index: Int) async throws {
        let (stored, define) = Self.types[index]
        try await withSchema { database async throws in
            let schema = Schema(database)
            try await schema.create("t") { _ = define($0) }
            let builder = TableBuilder(TableName("t"))
            #expect(try await schema.columns(of: "t").map(\.type) == [stored])
            #expect(define(builder).type.canonical == stored)
        }
    }

    @Test func `types of extensions, enums whose values change, and domains (Masonite trap 18)`() async throws {
        try await withSchema { database async throws in
            let schema = Schema(database)
            let (_, sql) = try await recording {
                try await schema.createEnum("mood", ["sad", "it's ok"])
                try await schema.addEnumValue("happy", to: "mood", after: "it's ok")
                try await schema.renameEnumValue("sad", to: "blue", of: "mood")
                try await schema.createDomain("positive", .integer, isNullable: false, check: "value > 0")
                try await schema.createType("pair", ["a": .integer, "b": .named("mood")])
                try await schema.create("people") {
                    $0.enumeration("mood", "mood").default("it's ok")
                    $0.column("age", .named("positive"))
                    $0.column("pair", .named("pair")).nullable()
                }
            }
            #expect(
                sql == [
                    "CREATE TYPE \"mood\" AS ENUM ('sad', 'it''s ok')",
                    "ALTER TYPE \"mood\" ADD VALUE IF NOT EXISTS 'happy' AFTER 'it''s ok'",
                    "ALTER TYPE \"mood\" RENAME VALUE 'sad' TO 'blue'",
                    "CREATE DOMAIN \"positive\" AS integer NOT NULL CHECK (value > 0)",
                    "CREATE TYPE \"pair\" AS (\"a\" integer, \"b\" \"mood\")",
                    """
                    CREATE TABLE "people" (
                        "mood" "mood" NOT NULL DEFAULT 'it''s ok',
                        "age" "positive" NOT NULL,
                        "pair" "pair"
                    )
                    """,
                ])
            try await database.execute("INSERT INTO people (mood, age) VALUES ('happy', 3)")
            await #expect(throws: PostgresError.self) {
                try await database.execute("INSERT INTO people (age) VALUES (0)")
            }
            #expect(try await schema.hasType("mood"))
            try await schema.drop("people")
            try await schema.renameType("mood", to: "feeling")
            try await schema.dropType("pair")
            try await schema.dropType("feeling")
            try await schema.dropDomain("positive")
            #expect(try await schema.hasType("feeling") == false)
            #expect(try await schema.hasType("positive") == false)
        }
    }

    @Test func `identity, generated columns, collations, checks and comments (Masonite trap 17)`() async throws {
        try await withSchema { database async throws in
            let schema = Schema(database)
            let (_, sql) = try await recording {
                try await schema.create("t") {
                    $0.bigInteger("n").identity(always: true, start: 100, increment: 5)
                    $0.text("first").collation("C").comment("it's the first")
                    $0.text("last")
                    $0.text("full").generated(as: "first || ' ' || last")
                    $0.integer("age").unsigned().check("age < 200", name: "mortal")
                    $0.comment("People")
                }
            }
            #expect(
                sql == [
                    """
                    CREATE TABLE "t" (
                        "n" bigint GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5) NOT NULL,
                        "first" text COLLATE "C" NOT NULL,
                        "last" text NOT NULL,
                        "full" text GENERATED ALWAYS AS (first || ' ' || last) STORED NOT NULL,
                        "age" integer NOT NULL CHECK ("age" >= 0) CONSTRAINT "mortal" CHECK (age < 200)
                    )
                    """,
                    "COMMENT ON TABLE \"t\" IS 'People'", "COMMENT ON COLUMN \"t\".\"first\" IS 'it''s the first'",
                ])
            let row = try await database.query(
                "INSERT INTO t (first, last, age) VALUES ('Ada', 'Byron', 36) RETURNING n, \"full\"")
            #expect(try row.decode(row: 0, column: 0, as: Int.self) == 100)
            #expect(try row.decode(row: 0, column: 1, as: String.self) == "Ada Byron")
            #expect(try await schema.hasConstraint("mortal", in: "t"))
            let columns = try await schema.columns(of: "t")
            #expect(columns.map(\.generation)[0] == "identity always" && columns[1].comment == "it's the first")
            #expect(columns[3].generation == "((first || ' '::text) || last)" && columns[3].defaultValue == nil)
        }
    }

    @Test func `usual columns, morphs and references to models`() async throws {
        try await withSchema(blogTables) { database async throws in
            let schema = Schema(database)
            try await schema.create("tags") {
                $0.id(.uuid)
                $0.morphs("taggable")
                $0.nullableMorphs("owner")
                $0.uuidMorphs("subject")
                $0.references(User.self).onDelete(.cascade)
                $0.references("tags", as: "parent_id", type: .uuid).nullable()
                $0.rememberToken()
                $0.softDeletes()
                $0.timestamps()
            }
            #expect(
                try await schema.columns(of: "tags").map { "\($0.name) \($0.type)\($0.isNullable ? "?" : "")" } == [
                    "id uuid", "taggable_type text", "taggable_id bigint", "owner_type text?", "owner_id bigint?",
                    "subject_type text", "subject_id uuid", "user_id bigint", "parent_id uuid?",
                    "remember_token character varying(100)?", "deleted_at timestamp with time zone?",
                    "created_at timestamp with time zone", "updated_at timestamp with time zone",
                ])
            #expect(try await schema.foreignKeys(of: "tags").map(\.table) == ["tags", "users"])
            #expect(
                try await schema.indexes(of: "tags").map(\.name) == [
                    "tags_deleted_at_idx", "tags_owner_type_owner_id_idx", "tags_parent_id_idx", "tags_pkey",
                    "tags_subject_type_subject_id_idx", "tags_taggable_type_taggable_id_idx", "tags_user_id_idx",
                ])
        }
    }
}
