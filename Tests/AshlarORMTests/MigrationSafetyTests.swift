@testable import AshlarORM
import AshlarPostgres
import AshlarSupport
import Testing

/// What stands between a migration and an app in use: pretending, transactions, locks, drift.
@Suite struct MigrationSafetyTests {
    @Test func `pretending prints the SQL and changes nothing`() async throws {
        try await withSchema { database async throws in
            let migrator = Migrator([MakesGoods.self, FillsGoods.self], database: database)
            let plans = try await migrator.pretendMigrating()
            #expect(plans.map(\.name) == ["makes_goods", "fills_goods"])
            #expect(plans[0].statements.map { $0.prefix(20) } == ["CREATE TABLE \"goods\"", "CREATE INDEX ON \"goo"])
            #expect(plans[0].note == nil)
            #expect(plans[1].statements == [#"ALTER TABLE "goods" ADD COLUMN "price" integer"#])
            #expect(plans[1].note?.contains("It does more than change the schema") == true)
            #expect(try await Schema(database).tables() == [])
            #expect(try await migrator.pretendMigrating(steps: 1).count == 1)
            try await migrator.migrate()
            #expect(try await migrator.pretendMigrating().isEmpty)
            let back = try await migrator.pretendRollingBack(.steps(1))
            #expect(back.map(\.statements) == [[#"ALTER TABLE "goods" DROP COLUMN "price""#]])
            #expect(try await Schema(database).hasColumn("price", in: "goods"))
        }
    }

    @Test func `steps run one after another, and a batch can be taken back by its number`() async throws {
        try await withSchema { database async throws in
            let migrator = Migrator([MakesGoods.self, FillsGoods.self], database: database)
            #expect(try await migrator.migrate(steps: 1).map(\.name) == ["makes_goods"])
            #expect(try await migrator.migrate(steps: 5).map(\.batch) == [2])
            #expect(try await migrator.rollback(.batch(7)).isEmpty)
            #expect(try await migrator.rollback(.batch(2)).map(\.name) == ["fills_goods"])
        }
    }

    @Test func `what PostgreSQL does not do in a transaction is refused with the word to say`() async throws {
        try await withSchema { database async throws in
            let error = try await thrown(MigrationError.self) {
                try await Migrator([MakesGoods.self, IndexesWrongly.self], database: database).migrate()
            }
            #expect(error.cause is SchemaError)
            #expect(error.description.contains("An index that is made concurrently cannot be part of a transaction"))
            #expect(
                error.suggestion == "Give it a migration of its own that says `static let withinTransaction = false`.")
            #expect(
                try await Migrator([MakesGoods.self, IndexesRightly.self], database: database).migrate().count == 1)
            #expect(try await Schema(database).hasIndex("goods_name_idx1"))
        }
    }

    @Test func `an index that could not be built is made again`() async throws {
        try await withSchema { database async throws in
            try await Migrator([MakesGoods.self], database: database).migrate()
            try await database.execute("INSERT INTO goods (name) VALUES ('a'), ('a')")
            let migrator = Migrator([MakesGoods.self, IndexesUniquely.self], database: database)
            let error = try await thrown(MigrationError.self) { try await migrator.migrate() }
            #expect(error.suggestion?.contains("what it did before stays") == true)
            #expect(try await Schema(database).hasIndex("goods_name_key"))
            try await database.execute("DELETE FROM goods")
            #expect(try await migrator.migrate().map(\.name) == ["indexes_uniquely"])
            let valid = try await database.query(
                "SELECT indisvalid FROM pg_index WHERE indexrelid = 'goods_name_key'::regclass")
            #expect(try valid.decode(row: 0, column: 0, as: Bool.self))
        }
    }

    @Test func `a migration that waits too long for a lock is tried again`() async throws {
        try await withSchema(connections: 6) { database async throws in
            try await Migrator([MakesGoods.self], database: database).migrate()
            var migrator = Migrator([MakesGoods.self, FillsGoods.self], database: database)
            migrator.patience = LockPatience(timeout: .milliseconds(50), attempts: 2, pause: .milliseconds(1))
            let impatient = migrator
            try await database.transaction {
                try await database.execute("LOCK TABLE goods IN ACCESS SHARE MODE")
                let error = try await Task.detached {
                    try await thrown(MigrationError.self) { try await impatient.migrate() }
                }.value
                #expect((error.cause as? PostgresError)?.sqlState == .lockNotAvailable)
                #expect(error.suggestion?.hasPrefix("Others kept the table locked, 2 times.") == true)
            }
            var patient = Migrator([MakesGoods.self, SaysItsTries.self], database: database)
            patient.patience = LockPatience(timeout: .milliseconds(50), attempts: 1000, pause: .milliseconds(1))
            let (held, holding) = AsyncStream<Void>.makeStream()
            let (tries, trying) = AsyncStream<Void>.makeStream()
            let runs = try await withThrowingTaskGroup(of: [MigrationRun].self) { group in
                group.addTask {
                    try await database.transaction {
                        try await database.execute("LOCK TABLE goods IN ACCESS SHARE MODE")
                        holding.finish()
                        // With the second try the first has given up.
                        var tries = tries.makeAsyncIterator()
                        for _ in 0..<2 { _ = await tries.next() }
                    }
                    return []
                }
                for await _ in held {}
                group.addTask { [patient] in
                    try await SaysItsTries.$trying.withValue(trying) { try await patient.migrate() }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(runs.map(\.name) == ["says_its_tries"])
        }
    }

    @Test func `a migration that was changed since it ran is told; its layout does not matter`() async throws {
        try await withSchema { database async throws in
            try await Migrator([MakesGoods.self, FillsGoods.self], database: database).migrate()
            let status = try await Migrator([MakesGoodsInOneLine.self, FillsGoodsOtherwise.self], database: database)
                .status()
            #expect(status.map(\.name) == ["makes_goods", "fills_goods"])
            #expect(status.map(\.hasChanged) == [false, true])
            try await database.execute("UPDATE migrations SET checksum = NULL")
            let unknown = try await Migrator([FillsGoodsOtherwise.self], database: database).status()
            #expect(unknown[0].hasChanged == false)
        }
    }

    @Test func `the table of an older version gets what it lacks`() async throws {
        let older = """
            CREATE TABLE migrations (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE,
            batch integer NOT NULL, ran_at timestamptz NOT NULL DEFAULT now());
            INSERT INTO migrations (name, batch) VALUES ('makes_goods', 1);
            CREATE TABLE goods (id bigint PRIMARY KEY, name text);
            """
        try await withSchema(older) { database async throws in
            let migrator = Migrator([MakesGoods.self, FillsGoods.self], database: database)
            #expect(try await migrator.status().map(\.hasChanged) == [false, false])
            #expect(try await migrator.migrate().map(\.name) == ["fills_goods"])
            #expect(try await Schema(database).hasColumn("checksum", in: "migrations"))
        }
    }
}

private struct MakesGoods: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.create("goods") {
            $0.id()
            $0.text("name").index()
        }
    }
    func down(_ schema: Schema) async throws { try await schema.drop("goods") }
}

private struct MakesGoodsInOneLine: Migration {
    static let name = "makes_goods"
    // The same, written otherwise.
    func up(_ schema: Schema) async throws {
        try await schema.create("goods") {
            $0.id(); $0.text("name").index()
        }
    }
    func down(_ schema: Schema) async throws {}
}

private struct FillsGoods: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.alter("goods") { $0.integer("price").nullable() }
        try await schema.database.execute("UPDATE goods SET price = 1")
    }
    func down(_ schema: Schema) async throws { try await schema.alter("goods") { $0.drop("price") } }
}

private struct FillsGoodsOtherwise: Migration {
    static let name = "fills_goods"
    func up(_ schema: Schema) async throws {
        try await schema.alter("goods") { $0.bigInteger("price").nullable() }
    }
    func down(_ schema: Schema) async throws {}
}

private struct IndexesWrongly: Migration {
    func up(_ schema: Schema) async throws { try await schema.alter("goods") { $0.index(["name"]).concurrently() } }
    func down(_ schema: Schema) async throws {}
}

private struct IndexesRightly: Migration {
    static let withinTransaction = false
    func up(_ schema: Schema) async throws {
        try await schema.alter("goods") { $0.index(["name"]).name("goods_name_idx1").concurrently() }
    }
    func down(_ schema: Schema) async throws {}
}

private struct IndexesUniquely: Migration {
    static let withinTransaction = false
    func up(_ schema: Schema) async throws {
        try await schema.alter("goods") { $0.index(["name"]).unique().name("goods_name_key").concurrently() }
    }
    func down(_ schema: Schema) async throws {}
}

private struct SaysItsTries: Migration {
    @TaskLocal static var trying: AsyncStream<Void>.Continuation?

    func up(_ schema: Schema) async throws {
        // It is also read without being run, for its checksum.
        if schema.run?.mode == .sending { Self.trying?.yield() }
        try await schema.alter("goods") { $0.integer("tries").nullable() }
    }

    func down(_ schema: Schema) async throws {}
}
