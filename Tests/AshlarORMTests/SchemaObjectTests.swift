import AshlarORM
import AshlarPostgres
import AshlarSupport
import Testing

/// Indexes, constraints, and what is beside tables.
@Suite struct SchemaObjectTests {
    @Test func `indexes of every kind`() async throws {
        try await withSchema { database async throws in
            let schema = Schema(database)
            let (_, sql) = try await recording {
                try await schema.create("t") {
                    $0.text("email")
                    $0.array("tags", of: .text)
                    $0.integerRange("span")
                    $0.integer("n")
                    $0.text("body")
                    $0.index([.expression("lower(email)")]).unique().name("t_email").where("n > 0")
                    $0.index(["tags"]).using(.gin)
                    $0.index(["span"]).using(.gist)
                    $0.index(["n"]).using(.brin).with("pages_per_range", 32)
                    $0.index(["email"]).using(.hash)
                    $0.index([.column("n").descending.nullsLast, .column("email").operators("text_pattern_ops")])
                        .include(["body"])
                    $0.index(["n"]).unique().nullsNotDistinct()
                    $0.fulltext(["body"])
                }
            }
            #expect(
                Array(sql.dropFirst()) == [
                    #"CREATE UNIQUE INDEX "t_email" ON "t" ((lower(email))) WHERE n > 0"#,
                    #"CREATE INDEX ON "t" USING gin ("tags")"#, #"CREATE INDEX ON "t" USING gist ("span")"#,
                    #"CREATE INDEX ON "t" USING brin ("n") WITH ("pages_per_range" = 32)"#,
                    #"CREATE INDEX ON "t" USING hash ("email")"#,
                    #"CREATE INDEX ON "t" ("n" DESC NULLS LAST, "email" "text_pattern_ops") INCLUDE ("body")"#,
                    #"CREATE UNIQUE INDEX ON "t" ("n") NULLS NOT DISTINCT"#,
                    #"CREATE INDEX "t_body_fulltext" ON "t" USING gin ((to_tsvector('english', coalesce("body", ''))))"#,
                ])
            let indexes = try await schema.indexes(of: "t")
            #expect(indexes.count == 8)
            #expect(
                indexes.first { $0.name == "t_email" }.map { $0.isUnique && $0.isPartial && $0.columns == [nil] }
                    == true)
            #expect(try await schema.hasIndex("t_email"))
        }
    }

    @Test func `constraints over columns, deferrable ones and exclusions`() async throws {
        try await withSchema { database async throws in
            let schema = Schema(database)
            try await schema.create("lines") {
                $0.integer("order_id")
                $0.integer("number")
                $0.primary(["order_id", "number"]).name("lines_key")
            }
            let (_, sql) = try await recording {
                try await schema.create("notes") {
                    $0.integer("order_id")
                    $0.integer("line")
                    $0.text("slug")
                    $0.integerRange("span")
                    $0.foreign(["order_id", "line"]).references("lines", ["order_id", "number"]).onDelete(.cascade)
                        .onUpdate(.cascade).name("line").deferrable()
                    $0.unique(["slug"]).name("slugs").include(["line"]).deferrable(initially: false)
                    $0.exclude([("span", "&&")]).where("line > 0").name("apart")
                    $0.check("line <> 7").name("no_seven")
                }
            }
            #expect(
                sql == [
                    """
                    CREATE TABLE "notes" (
                        "order_id" integer NOT NULL,
                        "line" integer NOT NULL,
                        "slug" text NOT NULL,
                        "span" int4range NOT NULL,
                        CONSTRAINT "line" FOREIGN KEY ("order_id", "line") REFERENCES "lines" ("order_id", "number") \
                    ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
                        CONSTRAINT "slugs" UNIQUE ("slug") INCLUDE ("line") DEFERRABLE INITIALLY IMMEDIATE,
                        CONSTRAINT "apart" EXCLUDE USING gist ("span" WITH &&) WHERE (line > 0),
                        CONSTRAINT "no_seven" CHECK (line <> 7)
                    )
                    """
                ])
            // The line comes after its note, as a deferred constraint allows.
            try await database.transaction {
                try await database.execute("INSERT INTO notes VALUES (1, 2, 'a', '[1,5)')")
                try await database.execute("INSERT INTO lines VALUES (1, 2)")
            }
            let overlap = try await thrown(PostgresError.self) {
                try await database.transaction {
                    _ = try await database.execute("INSERT INTO notes VALUES (1, 2, 'b', '[4,6)')")
                }
            }
            #expect(overlap.sqlState == .exclusionViolation)
        }
    }

    @Test func `views, functions, triggers and sequences`() async throws {
        try await withSchema { database async throws in
            let schema = Schema(database)
            try await schema.create("t") {
                $0.id()
                $0.text("name")
            }
            try await schema.createFunction(
                "shout", returns: "trigger", body: "BEGIN NEW.name = upper(NEW.name) || '$$'; RETURN NEW; END")
            try await schema.createTrigger(
                "t_shout", .before, [.insert, .update(of: ["name"])], on: "t", calls: "shout", when: "NEW.name <> ''")
            try await database.execute("INSERT INTO t (name) VALUES ('ada')")
            try await schema.createView("names", as: "SELECT name FROM t")
            try await schema.createMaterializedView("kept", as: "SELECT id, name FROM t")
            try await schema.alter("kept") { $0.index(["id"]).unique() }
            try await database.execute("INSERT INTO t (name) VALUES ('bob')")
            try await schema.refreshMaterializedView("kept", concurrently: true)
            #expect(try await database.query("SELECT 1 FROM kept").count == 2)
            #expect(try await database.query("SELECT name FROM names").first?.decode(0, as: String.self) == "ADA$$")
            try await schema.createSequence("numbers", start: 7, increment: 2)
            #expect(try await database.query("SELECT nextval('numbers')").decode(row: 0, column: 0, as: Int.self) == 7)
            try await schema.dropSequence("numbers")
            try await schema.dropMaterializedView("kept")
            try await schema.dropView("names")
            try await schema.dropTrigger("t_shout", on: "t")
            try await schema.dropFunction("shout")
        }
    }

    @Test func `divided tables, unlogged and inherited ones, and rooms for tables`() async throws {
        try await withSchema { database async throws in
            let schema = Schema(database)
            try await schema.create("visits") {
                $0.integer("n")
                $0.partition(by: .range, ["n"])
            }
            try await schema.createPartition("visits_low", of: "visits", .range(from: 0, to: 10))
            try await schema.createPartition("visits_rest", of: "visits", .default)
            try await schema.create("kinds") {
                $0.text("kind")
                $0.partition(by: .list, ["kind"])
            }
            try await schema.createPartition("kinds_ab", of: "kinds", .list(["a", "b"]))
            try await schema.create("even") {
                $0.integer("n")
                $0.partition(by: .hash, ["n"])
            }
            try await schema.createPartition("even_0", of: "even", .hash(modulus: 2, remainder: 0))
            try await database.execute("INSERT INTO visits VALUES (3), (30)")
            #expect(try await database.query("SELECT 1 FROM visits_low").count == 1)
            try await schema.detachPartition("visits_low", from: "visits")
            try await schema.attachPartition("visits_low", to: "visits", .range(from: 0, to: 10))
            try await schema.create("fast") {
                $0.integer("n")
                $0.unlogged()
            }
            try await schema.create("faster") {
                $0.integer("m")
                $0.inherits("fast")
            }
            #expect(try await schema.columns(of: "faster").map(\.name) == ["n", "m"])
            try await schema.create("fast", ifNotExists: true) { $0.id() }
            try await schema.truncate("visits")
            #expect(try await database.query("SELECT 1 FROM visits").isEmpty)
            let room = "room_\(UInt32.random(in: 0 ... .max))"
            try await schema.createSchema(room)
            try await schema.in(room).create("t") { $0.id() }
            #expect(try await schema.in(room).hasTable("t"))
            #expect(try await schema.hasTable("t") == false)
            #expect(try await schema.in(room).tables() == ["t"])
            try await schema.dropSchema(room, cascade: true)
        }
    }

    @Test func `a change names what is to be different, and the rest stays`() async throws {
        try await withSchema { database async throws in
            let schema = Schema(database)
            try await schema.create("t") {
                $0.string("title", 100).default("none").comment("The title")
                $0.text("count").default("5")
                $0.integer("n").nullable()
            }
            let (_, sql) = try await recording {
                try await schema.alter("t") {
                    $0.change("title").type(.string(200))
                    $0.change("count").type(.integer, using: "count::integer")
                    $0.change("n").nullable().default(3)
                }
            }
            #expect(
                sql.last
                    == #"ALTER TABLE "t" ALTER COLUMN "title" DROP DEFAULT, ALTER COLUMN "title" TYPE varchar(200), "#
                    + #"ALTER COLUMN "title" SET DEFAULT ('none'::character varying)::varchar(200), "#
                    + #"ALTER COLUMN "count" DROP DEFAULT, ALTER COLUMN "count" TYPE integer USING count::integer, "#
                    + #"ALTER COLUMN "count" SET DEFAULT ('5'::text)::integer, ALTER COLUMN "n" SET DEFAULT 3"#)
            let columns = try await schema.columns(of: "t")
            #expect(columns.map(\.type) == ["character varying(200)", "integer", "integer"])
            #expect(columns.map(\.isNullable) == [false, false, true])
            #expect(columns[0].comment == "The title")
            let row = try await database.query("INSERT INTO t DEFAULT VALUES RETURNING title, count, n")
            #expect(try row.decode(row: 0, column: 0, as: String.self) == "none")
            #expect(try row.decode(row: 0, column: 1, as: Int.self) == 5)
            let (_, none) = try await recording {
                try await schema.alter("t") { $0.change("title").type(.string(200)).notNull() }
            }
            #expect(none.count == 1, "only the columns were looked up")
            try await schema.alter("t") { $0.change("title").nullable().dropDefault().comment(nil) }
            let changed = try await schema.columns(of: "t")[0]
            #expect(changed.isNullable && changed.defaultValue == nil && changed.comment == nil)
        }
    }

    @Test(arguments: [
        (0, "a foreign key of \"a\" refers to nothing"), (1, "a foreign key has 1 columns and refers to 2"),
        (2, "\"; drop\" is no operator"), (3, "the condition of an index binds a value"),
        (4, "the table is divided by no columns"),
    ])
    func `what cannot be is refused before anything is sent`(number: Int, message: String) async throws {
        try await withSchema { database async throws in
            let (error, sql) = try await recording {
                try await thrown(SchemaError.self) {
                    try await Schema(database).create("t") { table in
                        table.integer("a")
                        switch number {
                        case 0: table.foreign(["a"])
                        case 1: table.foreign(["a"]).references("t", ["a", "b"])
                        case 2: table.exclude([("a", "; drop")])
                        case 3: table.index(["a"]).where("a > \(3)")
                        default: table.partition(by: .range, [])
                        }
                    }
                }
            }
            #expect(error.description.contains(message))
            #expect(sql.isEmpty && error.suggestion != nil && error.location?.file == #fileID)
        }
    }
}
