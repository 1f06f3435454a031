import AshlarPostgres
import Synchronization
import Testing

@Suite struct PipelineTests {
    @Test("10,000 queries at once over 4 connections each get their own answer")
    func ownAnswers() async throws {
        try await withDatabase({ $0.queueTimeout = .seconds(60) }) { db in
            let wrong = try await withThrowingTaskGroup(of: Bool.self) { group in
                for n in 0..<10_000 {
                    group.addTask {
                        let rows = try await db.query("select \(n) as n, repeat(\("x"), \(Int32(n % 50))) as x")
                        let row = rows[0]
                        return try row.decode(0, as: Int.self) == n && row.decode(1, as: String.self).count == n % 50
                    }
                }
                var wrong = 0
                for try await isRight in group where !isRight { wrong += 1 }
                return wrong
            }
            #expect(wrong == 0)
            #expect(try await connectionCount(of: db, seenBy: db) <= 4)
        }
    }

    @Test("statements that fail in the pipeline do not disturb their neighbours", arguments: [256, 0])
    func failuresStayApart(preparedStatements: Int) async throws {
        try await withDatabase({
            $0.maximumConnections = 1
            $0.preparedStatements = preparedStatements
        }) { db in
            try await withTable(db, "n int primary key") { table in
                let outcomes = try await withThrowingTaskGroup(of: (Int, String).self) { group in
                    for n in 0..<400 {
                        group.addTask {
                            do {
                                switch n % 4 {
                                case 0: try await db.query("select * from no_such_table")
                                case 1: try await db.query("select 1 / \(Int32(0))")
                                case 2: try await db.execute("insert into \(table) values (\(Int32(n)))")
                                default: try await db.query("select \(n)")
                                }
                                return (n, "ok")
                            } catch let error as PostgresError {
                                return (n, error.sqlState?.rawValue ?? "\(error)")
                            }
                        }
                    }
                    return try await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
                }
                for (n, outcome) in outcomes { #expect(outcome == ["42P01", "22012", "ok", "ok"][n % 4]) }
                #expect(try await db.query("select count(*) from \(table)")[0].decode(0, as: Int.self) == 100)
            }
        }
    }

    @Test("a statement that runs long does not hold up others while connections are free")
    func longStatement() async throws {
        try await withDatabase({ $0.maximumConnections = 2 }) { db in
            let long = Task { try await db.query("select pg_sleep(60)") }
            try await waitUntil(
                db, "the long statement runs",
                """
                exists (select from pg_stat_activity where application_name = \(db.configuration.applicationName) \
                and query like 'select pg_sleep(60)%' and state = 'active')
                """)
            for n in 0..<200 { #expect(try await db.query("select \(n)").count == 1) }
            long.cancel()
            await #expect(throws: CancellationError.self) { try await long.value }
        }
    }

    @Test("a statement is prepared once on a connection")
    func preparesOnce() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db in
            for n in 0..<5 { try await db.query("select \(n) as prepared_once") }
            let text = "select $1 as prepared_once"
            let row = try await db.query(
                "select count(*), sum(generic_plans + custom_plans)::int8 from pg_prepared_statements where statement = \(text)"
            )[0]
            #expect(try row.decode(0, as: Int.self) == 1)
            #expect(try row.decode(1, as: Int.self) == 5)
        }
    }

    @Test("one text with parameters of other types is another statement")
    func typesArePartOfTheKey() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
            func type(_ binding: PostgresBinding) async throws -> String {
                try await db.query(text: "select pg_typeof($1)::text", bindings: [binding])[0].decode(0)
            }
            #expect(try await type(PostgresBinding(1)) == "bigint")
            #expect(try await type(PostgresBinding("x")) == "text")
            #expect(try await type(PostgresBinding(1)) == "bigint")
        }
    }

    @Test("the cache of prepared statements is bounded, the longest unused go")
    func boundedCache() async throws {
        try await withDatabase({
            $0.maximumConnections = 1
            $0.preparedStatements = 4
        }) { db in
            for n in 0..<20 {
                try await db.query("select 'kept'")
                try await db.query("select \(unsafe: "\(n)")")
            }
            let rows = try await db.query("select statement from pg_prepared_statements")
            let texts = try rows.map { try $0.decode(0, as: String.self) }
            #expect(texts.count == 4)
            #expect(texts.contains("select 'kept'"))
        }
    }

    @Test("without a cache nothing is prepared, as PgBouncer needs it")
    func withoutCache() async throws {
        try await withDatabase({
            $0.maximumConnections = 1
            $0.preparedStatements = 0
        }) { db async throws in
            for n in 0..<3 { #expect(try await db.query("select \(n)")[0].decode(0, as: Int.self) == n) }
            #expect(try await db.query("select * from pg_prepared_statements").isEmpty)
        }
    }

    @Test("a statement whose table was altered is prepared again unnoticed")
    func alteredTable() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db in
            try await withTable(db, "a int") { table in
                try await db.execute("insert into \(table) values (1)")
                #expect(try await db.query("select * from \(table)").columns == ["a"])
                try await db.executeScript("alter table \(table) add b text default 'x'")
                #expect(try await db.query("select * from \(table)").columns == ["a", "b"])
                try await db.executeScript("alter table \(table) drop a")
                #expect(try await db.query("select * from \(table)")[0].decode(0, as: String.self) == "x")
            }
        }
    }

    @Test("in a transaction an altered table is an error, after which the statement works again")
    func alteredTableInTransaction() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db in
            try await withTable(db, "a int") { table in
                try await db.query("select * from \(table)")
                let error = try await postgresFailure {
                    try await db.transaction {
                        try await db.execute("alter table \(table) add b int")
                        try await db.query("select * from \(table)")
                    }
                }
                #expect(error.sqlState == .featureNotSupported)
                #expect(try await db.transaction { try await db.query("select * from \(table)").columns } == ["a"])
            }
        }
    }

    @Test("large values and results pass while many others do")
    func largeValues() async throws {
        try await withDatabase({ $0.maximumConnections = 2 }) { db in
            let sizes = try await withThrowingTaskGroup(of: Int.self) { group in
                for n in 0..<40 {
                    group.addTask {
                        guard n % 4 == 0 else { return try await db.query("select \(n)").count }
                        let bytes = [UInt8](repeating: UInt8(n), count: 3_000_000)
                        return try await db.query("select \(bytes), \(bytes)")[0].decode(1, as: [UInt8].self) == bytes
                            ? 1 : 0
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 }
            }
            #expect(sizes == 40)
        }
    }
}
