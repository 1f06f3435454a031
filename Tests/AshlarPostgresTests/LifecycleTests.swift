import AshlarPostgres
import Logging
import ServiceLifecycle
import Testing

@Suite struct LifecycleTests {
    @Test("no connection is left over by work that succeeds, fails or is cancelled, nor after shutting down")
    func leaksNothing() async throws {
        try await withDatabase { observer in
            var configuration = Database.Configuration(url: try TestServer.url())
            configuration.maximumConnections = 3
            configuration.applicationName = TestServer.uniqueName("leak")
            let db = Database(configuration: configuration, logger: TestServer.logger)
            await withTaskGroup(of: Void.self) { group in
                for n in 0..<200 {
                    group.addTask {
                        let task = Task {
                            switch n % 4 {
                            case 0: try await db.query("select 1")
                            case 1: try await db.transaction { try await db.query("select 1/0") }
                            case 2: try await db.withSession { try await db.query("select pg_sleep(0.001)") }
                            default: try await db.transaction { try await db.query("select pg_sleep(60)") }
                            }
                        }
                        if n % 4 == 3 { task.cancel() }
                        _ = await task.result
                    }
                }
            }
            #expect(try await connectionCount(of: db, seenBy: observer) <= 3)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<3 { group.addTask { try await db.withSession { _ = try await db.query("select 1") } } }
                try await group.waitForAll()
            }
            await db.shutdown()
            try await expectNoConnections(of: db.configuration.applicationName, observer)
        }
    }

    private func expectNoConnections(of name: String, _ observer: Database) async throws {
        // The server takes a moment to notice that a connection was closed.
        try await waitUntil(
            observer, "all connections are gone",
            "not exists (select from pg_stat_activity where application_name = \(name))")
    }

    @Test("a database that nobody holds any more closes its connections")
    func closesWhenReleased() async throws {
        try await withDatabase { observer in
            let name = TestServer.uniqueName("released")
            do {
                var configuration = Database.Configuration(url: try TestServer.url())
                configuration.applicationName = name
                let db = Database(configuration: configuration, logger: TestServer.logger)
                try await db.query("select 1")
            }
            try await expectNoConnections(of: name, observer)
        }
    }

    @Test("the minimum of connections is opened at the start and kept")
    func minimumConnections() async throws {
        try await withDatabase { observer in
            try await withDatabase({
                $0.minimumConnections = 2
                $0.idleTimeout = .milliseconds(1)
            }) { db in
                db.start()
                try await waitUntil(
                    observer, "two connections are open",
                    """
                    (select count(*) from pg_stat_activity where application_name = \(db.configuration.applicationName)) = 2
                    """)
            }
        }
    }

    @Test("connections without use are closed after the idle timeout")
    func idleTimeout() async throws {
        try await withDatabase { observer in
            try await withDatabase({ $0.idleTimeout = .milliseconds(20) }) { db in
                try await db.query("select 1")
                try await expectNoConnections(of: db.configuration.applicationName, observer)
                #expect(try await db.query("select 1").count == 1)
            }
        }
    }

    @Test("shutting down waits for what is in flight and refuses what comes after")
    func waitsForWork() async throws {
        try await withDatabase { observer in
            try await withDatabase({ $0.shutdownGrace = .seconds(30) }) { db in
                let inside = Event()
                let mayEnd = Event()
                let work = Task {
                    try await db.transaction {
                        try await db.query("select 1")
                        inside.set()
                        await mayEnd.wait()
                        return try await db.query("select 2")[0].decode(0, as: Int.self)
                    }
                }
                await inside.wait()
                async let shutdown: Void = db.shutdown()
                var refused: PostgresError?
                while refused == nil { refused = await failure { try await db.query("select 1") } as? PostgresError }
                #expect(refused?.kind == .shutDown)
                #expect(refused?.message == "The database was shut down")
                mayEnd.set()
                #expect(try await work.value == 2)
                await shutdown
                await db.shutdown()
                let late = try await postgresFailure { try await db.transaction {} }
                #expect(late.kind == .shutDown)
                try await expectNoConnections(of: db.configuration.applicationName, observer)
            }
        }
    }

    @Test("shutting down gives up on what takes longer than the grace")
    func grace() async throws {
        try await withDatabase { observer in
            try await withDatabase({ $0.shutdownGrace = .milliseconds(20) }) { db in
                let work = Task { try await db.query("select pg_sleep(60)") }
                try await waitUntil(
                    observer, "the statement runs",
                    """
                    exists (select from pg_stat_activity where application_name = \(db.configuration.applicationName) \
                    and state = 'active' and query like 'select pg_sleep(60)%')
                    """)
                await db.shutdown()
                let error = try await postgresFailure { try await work.value }
                #expect(error.isUnavailable)
            }
        }
    }

    @Test("a database that was never used shuts down")
    func unused() async throws {
        try await withDatabase { _ in }
        let db = Database(configuration: .init(url: "postgres://nowhere"), logger: TestServer.logger)
        await db.shutdown()
        let error = try await postgresFailure { try await db.query("select 1") }
        #expect(error.kind == .shutDown)
    }

    @Test("in a service group it runs until the group shuts down")
    func service() async throws {
        try await withDatabase { db in
            let group = ServiceGroup(
                configuration: .init(services: [.init(service: db)], logger: TestServer.logger))
            async let run: Void = group.run()
            #expect(try await db.query("select 1").count == 1)
            await group.triggerGracefulShutdown()
            try await run
            let error = try await postgresFailure { try await db.query("select 1") }
            #expect(error.kind == .shutDown)
        }
    }
}
