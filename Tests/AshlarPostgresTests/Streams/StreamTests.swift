import AshlarPostgres
import Testing

@Suite struct StreamTests {
    @Test("all rows of a large result come, in order, a piece at a time")
    func allRows() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
            let (sum, statements) = try await Database.recordingStatements {
                var expected = 0
                for try await row in db.stream("select n, repeat('x', 100) from generate_series(1, \(2_500)) n") {
                    expected += 1
                    #expect(try row.decode(0, as: Int.self) == expected)
                }
                return expected
            }
            #expect(sum == 2_500)
            #expect(statements.count { $0.sql.hasPrefix("FETCH") } == 6)
            #expect(statements.filter { $0.sql.hasPrefix("FETCH") }.allSatisfy { $0.rowCount <= 500 })
            #expect(try await db.query("select 1").count == 1)
        }
    }

    @Test("a result that ends with a piece, an empty one and one of a single row", arguments: [0, 1, 10, 20])
    func edges(count: Int) async throws {
        try await withDatabase { db async throws in
            var rows = 0
            for try await _ in db.stream("select generate_series(1, \(count))", batchSize: 10) { rows += 1 }
            #expect(rows == count)
        }
    }

    @Test("leaving the loop early gives the connection back, without a cursor or a transaction on it")
    func earlyBreak() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
            let backend = try await db.query("select pg_backend_pid()")[0].decode(0, as: Int.self)
            for _ in 0..<3 {
                for try await row in db.stream("select generate_series(1, 1000000)", batchSize: 10) {
                    if try row.decode(0, as: Int.self) == 15 { break }
                }
            }
            let rest = try await db.query(
                "select pg_backend_pid(), (select count(*) from pg_cursors where name <> ''), "
                    + "current_setting('transaction_read_only') = 'off'")[0]
            #expect(try rest.decode(0, as: Int.self) == backend)
            #expect(try rest.decode(1, as: Int.self) == 0)
            #expect(try rest.decode(2, as: Bool.self))
        }
    }

    @Test("inside of a transaction the rows are the transaction's, and other statements go between them")
    func inTransaction() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
            try await withTable(db, "n int") { table async throws in
                try await db.transaction {
                    try await db.execute("insert into \(table) select generate_series(1, 30)")
                    for try await row in db.stream("select n from \(table) order by n", batchSize: 7) {
                        let n = try row.decode(0, as: Int.self)
                        if n == 20 { break }
                        try await db.transaction {
                            for try await _ in db.stream("select 1", batchSize: 1) {
                                try await db.execute("insert into \(table) values (\(Int32(100 + n)))")
                            }
                        }
                    }
                    #expect(try await db.query("select * from pg_cursors where name <> ''").isEmpty)
                }
                #expect(try await db.numbers(in: table) == Array(1...30) + Array(101...119))
            }
        }
    }

    @Test("in a session outside of a transaction a stream works too")
    func inSession() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
            try await db.withSession {
                var sum = 0
                for try await row in db.stream("select generate_series(1, 100)", batchSize: 9) {
                    sum += try row.decode(0, as: Int.self)
                    try await db.query("select 1")
                }
                #expect(sum == 5050)
            }
        }
    }

    @Test("a statement that fails at its start or in its middle throws, and the connection goes on")
    func failures() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
            let early = try await postgresFailure { for try await _ in db.stream("select nope") {} }
            #expect(early.sqlState == .undefinedColumn)
            var seen = 0
            let late = try await postgresFailure {
                for try await _ in db.stream("select 1/(50 - n) from generate_series(1, 99) n", batchSize: 10) {
                    seen += 1
                }
            }
            #expect(late.sqlState == .divisionByZero)
            #expect(seen == 40)
            #expect(try await db.query("select 1").count == 1)
        }
    }

    @Test("a cancelled task stops the statement and gives the connection back")
    func cancelled() async throws {
        try await withDatabase { observer async throws in
            try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
                let task = Task {
                    for try await _ in db.stream("select pg_sleep(60) from generate_series(1, 9)", batchSize: 1) {}
                }
                try await waitUntil(
                    observer, "the cursor is read",
                    """
                    exists (select from pg_stat_activity where application_name = \(db.configuration.applicationName) \
                    and state = 'active' and query like 'FETCH%')
                    """)
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(try await db.query("select 1").count == 1)
            }
        }
    }
}
