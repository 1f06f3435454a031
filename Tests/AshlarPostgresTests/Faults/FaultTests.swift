import AshlarPostgres
import AshlarSupport
import Testing

@Suite struct FaultTests {
    /// Runs a test with a database of one connection, behind a proxy that can stop to forward.
    private func withProxiedDatabase(
        replacingProcessNumbers: Bool = false, _ configure: (inout Database.Configuration) -> Void = { _ in },
        _ body: (Proxy, Database) async throws -> Void
    ) async throws {
        try await Proxy.with(replacingProcessNumbers: replacingProcessNumbers) { proxy async throws in
            let url = try proxy.url()
            try await withDatabase({
                $0.url = url
                $0.maximumConnections = 1
                $0.connectTimeout = .milliseconds(300)
                configure(&$0)
            }) { db async throws in try await body(proxy, db) }
        }
    }

    private func backend(_ db: Database) async throws -> Int {
        try await db.query("select pg_backend_pid()")[0].decode(0)
    }

    @Test("a network that stops forwarding costs the statement its answer, and nothing hangs", .timeLimit(.minutes(1)))
    func blackHole() async throws {
        try await withProxiedDatabase({ $0.answerTimeout = .milliseconds(300) }) { proxy, db async throws in
            #expect(try await db.query("select 1").count == 1)
            proxy.isForwarding = false
            let lost = try await postgresFailure { try await db.query("select 2") }
            #expect(lost.kind == .connectionLost)
            #expect(lost.message.contains("the server was silent for too long"))
            let unavailable = try await postgresFailure { try await db.query("select 3") }
            #expect(unavailable.isUnavailable)
            proxy.isForwarding = true
            #expect(try await db.ping() > .zero)
        }
    }

    @Test("an idle connection that gives no sign of life is closed", .timeLimit(.minutes(1)))
    func healthCheck() async throws {
        try await withDatabase { observer async throws in
            try await withProxiedDatabase({
                $0.healthCheckInterval = .milliseconds(20)
                $0.connectTimeout = .seconds(3)
            }) { proxy, db async throws in
                let first = try await backend(db)
                // One that answers stays, however often it is asked.
                await proxy.answers(10)
                #expect(try await backend(db) == first)
                proxy.isForwarding = false
                try await waitUntil(
                    observer, "the connection is closed",
                    "not exists (select from pg_stat_activity where pid = \(first))")
                proxy.isForwarding = true
                #expect(try await backend(db) != first)
            }
        }
    }

    @Test("a task that is cancelled in a black hole ends", .timeLimit(.minutes(1)))
    func cancelledInBlackHole() async throws {
        try await withProxiedDatabase { proxy, db async throws in
            #expect(try await db.query("select 1").count == 1)
            proxy.isForwarding = false
            let task = Task { try await db.query("select 2") }
            task.cancel()
            #expect(await failure { try await task.value } != nil)
            proxy.isForwarding = true
            #expect(try await db.query("select 1").count == 1)
        }
    }

    @Test("a COPY in a black hole ends", .timeLimit(.minutes(1)))
    func copyInBlackHole() async throws {
        try await withProxiedDatabase({ $0.answerTimeout = .milliseconds(300) }) { proxy, db async throws in
            let error = try await postgresFailure {
                for try await _ in db.copyOut("copy (select generate_series(1, 100000000)) to stdout") {
                    proxy.isForwarding = false
                }
            }
            #expect(error.isUnavailable)
            proxy.isForwarding = true
            #expect(try await db.query("select 1").count == 1)
        }
    }

    @Test("behind a pooler, which gives other process numbers, nothing is prepared", arguments: [true, false])
    func pooler(isDetected: Bool) async throws {
        try await withProxiedDatabase(
            replacingProcessNumbers: true,
            {
                $0.pooling = isDetected ? .detected : .none
                $0.connectTimeout = Database.Configuration(url: "").connectTimeout
            }
        ) { _, db async throws in
            for n in 0..<3 { #expect(try await db.query("select \(n)")[0].decode(0, as: Int.self) == n) }
            let isNothingPrepared = try await db.query("select 1 from pg_prepared_statements").isEmpty
            #expect(isNothingPrepared == isDetected)
        }
    }

    @Test(
        "a server that stops in the middle of a transaction undoes it, and the next one works",
        .enabled(if: Cluster.isAvailable, "PostgreSQL's server programs are missing"), .timeLimit(.minutes(3)))
    func restartInTransaction() async throws {
        try await Cluster.with { cluster async throws in
            try await withDatabase({ $0.url = cluster.url }) { db async throws in
                try await db.executeScript("create table t (n int)")
                let error = try await postgresFailure {
                    try await db.transaction {
                        try await db.execute("insert into t values (1)")
                        try await cluster.stop()
                        try await db.execute("insert into t values (2)")
                    }
                }
                #expect(error.isUnavailable)
                try await cluster.start()
                try await db.transaction { try await db.execute("insert into t values (3)") }
                #expect(try await db.numbers(in: "t") == [3])
            }
        }
    }

    @Test("10,000 queries at once on 4 connections get each its own answer", .timeLimit(.minutes(2)))
    func manyQueries() async throws {
        try await withDatabase({ $0.queueTimeout = .seconds(90) }) { db async throws in
            let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
                for n in 0..<10_000 {
                    group.addTask { try await db.query("select \(n)")[0].decode(0, as: Int.self) == n ? 0 : 1 }
                }
                return try await group.reduce(0, +)
            }
            #expect(wrong == 0)
            #expect(try await connectionCount(of: db, seenBy: db) <= 4)
        }
    }

    @Test("a connection that is left in a bad state does no harm to who gets it next")
    func poisoned() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
            let poisons = [
                "set statement_timeout = 1", "set search_path = nowhere", "set default_transaction_read_only = on",
                "begin", "begin; declare c cursor with hold for select 1", "set session authorization default",
                "prepare ashlar_1 as select 'wrong'", "deallocate all", "listen c", "set client_encoding = 'latin1'",
            ]
            for poison in poisons {
                _ = await failure { try await db.withSession { try await db.executeScript(poison) } }
                _ = await failure { try await db.executeScript("begin; select 1/0") }
                let row = try await db.query(
                    """
                    select current_setting('statement_timeout'), current_setting('search_path') <> 'nowhere', \
                    current_setting('transaction_read_only'), current_setting('client_encoding'), \("ü"), \
                    pg_sleep(0.005)
                    """)[0]
                #expect(try row.decode(0, as: String.self) == "0", "\(poison)")
                #expect(try row.decode(1, as: Bool.self), "\(poison)")
                #expect(try row.decode(2, as: String.self) == "off", "\(poison)")
                #expect(try row.decode(3, as: String.self) == "UTF8", "\(poison)")
                #expect(try row.decode(4, as: String.self) == "ü", "\(poison)")
            }
        }
    }

    @Test("a call that waited in vain is told who has the connections, with file and line")
    func holders() async throws {
        try await withDatabase({
            $0.maximumConnections = 2
            $0.queueTimeout = .milliseconds(300)
        }) { db async throws in
            let release = Event()
            let first = Event()
            let session = Task {
                try await db.withSession(file: "App/Report.swift", line: 3) {
                    first.set()
                    await release.wait()
                }
            }
            await first.wait()
            try await db.transaction(file: "App/Order.swift", line: 12) {
                let error = try await postgresFailure {
                    try await Task.detached { try await db.query("select 1") }.value
                }
                #expect(error.kind == .queueTimeout)
                #expect(error.holders.map(\.use) == [.session, .transaction])
                let places = error.holders.map(\.location.description)
                #expect(places == ["App/Report.swift:3", "App/Order.swift:12"])
                #expect("\(error)".contains("Held by: session at App/Report.swift:3, for "))
            }
            release.set()
            try await session.value
        }
    }
}
