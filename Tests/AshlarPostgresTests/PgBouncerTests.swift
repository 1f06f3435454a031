import AshlarPostgres
import Testing

@Suite(.enabled(if: Bouncer.isAvailable, "pgbouncer or PostgreSQL's server programs are missing"))
struct PgBouncerTests {
    private func withPooled(
        _ mode: Bouncer.Mode = .transaction, pooling: Database.Configuration.Pooling = .detected,
        _ body: (Database) async throws -> Void
    ) async throws {
        try await Bouncer.with(mode) { bouncer, _ async throws in
            try await withDatabase(
                {
                    $0.url = bouncer.url
                    $0.pooling = pooling
                    $0.maximumConnections = 6
                }, body)
        }
    }

    @Test(
        "statements of many tasks get each its own answer, and nothing is prepared", .timeLimit(.minutes(2)),
        arguments: [Database.Configuration.Pooling.detected, .transaction])
    func statements(pooling: Database.Configuration.Pooling) async throws {
        try await withPooled(pooling: pooling) { db async throws in
            let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
                for n in 0..<500 {
                    group.addTask {
                        try await db.query("select \(n), \("t\(n)")")[0].decode(0, as: Int.self) == n ? 0 : 1
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(wrong == 0)
            #expect(try await db.query("select name from pg_prepared_statements").isEmpty)
            let servers = try await db.query(
                "select 1 from pg_stat_activity where usename = 'tester' and backend_type = 'client backend'")
            #expect((1...2).contains(servers.count), "six connections of clients are two of the server")
            let zone: String = try await db.query("select current_setting('TimeZone')")[0].decode(0)
            #expect(zone == "UTC")
            // One that fails touches no other.
            async let failing = postgresFailure { try await db.query("select 1 / \(0)") }
            async let fine = db.query("select \(7)")
            #expect(try await failing.sqlState == .divisionByZero)
            #expect(try await fine[0].decode(0, as: Int.self) == 7)
        }
    }

    @Test("transactions have their connection, with savepoints", .timeLimit(.minutes(2)))
    func transactions() async throws {
        try await withPooled { db async throws in
            try await db.executeScript("create table t (n int); insert into t values (0)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await db.transaction {
                            let n = try await db.query("select n from t for update")[0].decode(0, as: Int.self)
                            try? await db.transaction {
                                try await db.execute("update t set n = -1")
                                throw CancellationError()
                            }
                            try await db.execute("update t set n = \(n + 1)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await db.query("select n from t")[0].decode(0, as: Int.self) == 20)
        }
    }

    @Test("COPY, streams and cancelling go through it", .timeLimit(.minutes(2)))
    func streams() async throws {
        try await withPooled { db async throws in
            try await db.executeScript("create table t (n int8)")
            let written = try await db.copy(into: "t", columns: ["n"]) { rows in
                for n in 0..<1000 { try await rows.write(n) }
            }
            #expect(written == 1000)
            var sum = 0
            for try await row in db.stream("select n from t") { sum += try row.decode(0, as: Int.self) }
            #expect(sum == 499_500)
            let sleeping = Task { try await db.query("select pg_sleep(100)") }
            sleeping.cancel()
            await #expect(throws: CancellationError.self) { try await sleeping.value }
            #expect(try await db.query("select 1").count == 1)
        }
    }

    @Test(
        "LISTEN is refused, and so are locks of a session", .timeLimit(.minutes(2)),
        arguments: [Database.Configuration.Pooling.detected, .transaction])
    func refusals(pooling: Database.Configuration.Pooling) async throws {
        try await withPooled(pooling: pooling) { db async throws in
            let deaf = try await postgresFailure { for try await _ in db.listen(to: "jobs") {} }
            #expect(deaf.kind == .unsupported)
            #expect(
                deaf.description.hasPrefix(
                    """
                    LISTEN needs a connection of its own to the server, and a pooler such as PgBouncer gives one for a transaction \
                    at a time
                    """))
            #expect(deaf.suggestion?.contains("Listen with a Database whose url names the server itself.") == true)
            let unlocked = try await postgresFailure { try await db.withAdvisoryLock("x") {} }
            #expect(unlocked.kind == .unsupported)
            #expect(unlocked.suggestion?.hasPrefix("Take it inside of transaction { }") == true)
            let tried = try await postgresFailure { try await db.tryAdvisoryLock("x") {} }
            #expect(tried.kind == .unsupported)
            let held = try await db.transaction {
                try await db.withAdvisoryLock("x") {
                    try await db.query("select 1 from pg_locks where locktype = 'advisory'").count
                }
            }
            #expect(held == 1)
            // Notifying needs no connection of its own.
            try await db.notify("jobs", "1")
        }
    }

    @Test("one that keeps a connection for each client does all", .timeLimit(.minutes(2)))
    func sessions() async throws {
        try await Bouncer.with(.session) { bouncer, _ async throws in
            try await withDatabase({
                $0.url = bouncer.url
                $0.pooling = .none
                $0.maximumConnections = 1
            }) { db async throws in
                for n in 0..<3 { #expect(try await db.query("select \(n)")[0].decode(0, as: Int.self) == n) }
                #expect(try await db.query("select name from pg_prepared_statements").isEmpty == false)
                try await db.withAdvisoryLock("x") {}
                var events = db.listen(to: "jobs").makeAsyncIterator()
                #expect(try await events.next() == .listening(mayHaveMissedSome: false))
                try await db.notify("jobs", "1")
                guard case .notification(let notification) = try await events.next() else {
                    Issue.record("it is no notification")
                    return
                }
                #expect(notification.payload == "1")
            }
        }
    }
}
