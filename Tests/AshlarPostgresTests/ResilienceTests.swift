import AshlarPostgres
import AshlarSupport
import Synchronization
import Testing

/// Tasks that query without pause until they are told to stop, and what became of the queries.
private final class Load: Sendable {
    struct Report {
        var successes = 0
        var unavailable = 0
        var wrong: [String] = []
    }

    private let isStopped = Mutex(false)

    func stop() { isStopped.withLock { $0 = true } }

    func run(on db: Database, tasks: Int) async -> Report {
        await withTaskGroup(of: Report.self) { group in
            for task in 0..<tasks {
                group.addTask {
                    var report = Report()
                    var n = task
                    while !self.isStopped.withLock({ $0 }) {
                        n += tasks
                        do {
                            let answer = try await db.query("select \(n)")[0].decode(0, as: Int.self)
                            if answer == n { report.successes += 1 } else { report.wrong.append("\(n) got \(answer)") }
                        } catch let error as PostgresError where error.isUnavailable {
                            report.unavailable += 1
                        } catch {
                            report.wrong.append("\(error)")
                        }
                    }
                    return report
                }
            }
            return await group.reduce(into: Report()) {
                $0.successes += $1.successes
                $0.unavailable += $1.unavailable
                $0.wrong += $1.wrong
            }
        }
    }
}

@Suite struct ResilienceTests {
    @Test("connections that an administrator ends under load are opened again, and no answer goes astray")
    func terminatedBackends() async throws {
        try await withDatabase { observer in
            try await withDatabase { db in
                let load = Load()
                async let report = load.run(on: db, tasks: 16)
                for _ in 0..<10 {
                    try await waitUntil(
                        observer, "there are connections to end",
                        """
                        (select count(pg_terminate_backend(pid)) from pg_stat_activity \
                        where application_name = \(db.configuration.applicationName)) > 0
                        """)
                }
                for n in 0..<50 {
                    let rows = try? await db.query("select \(n)")
                    if let rows { #expect(try rows[0].decode(0, as: Int.self) == n) }
                }
                load.stop()
                let outcome = await report
                #expect(outcome.wrong.isEmpty, "\(outcome.wrong.prefix(3))")
                #expect(outcome.successes > 0)
                for n in 0..<50 { #expect(try await db.query("select \(n)")[0].decode(0, as: Int.self) == n) }
            }
        }
    }

    @Test("a statement whose connection is ended fails as lost, with the server's reason")
    func lostStatement() async throws {
        try await withDatabase { observer in
            try await withDatabase({ $0.maximumConnections = 1 }) { db in
                let task = Task { try await db.query("select pg_sleep(60)", file: "App/Jobs.swift", line: 7) }
                try await waitUntil(
                    observer, "the connection is ended",
                    """
                    (select count(pg_terminate_backend(pid)) from pg_stat_activity where state = 'active' \
                    and query like 'select pg_sleep(60)%' and application_name = \(db.configuration.applicationName)) > 0
                    """)
                let error = try await postgresFailure { try await task.value }
                #expect(error.kind == .connectionLost)
                #expect(error.isUnavailable)
                #expect(error.sqlState == .adminShutdown)
                #expect(error.location?.description == "App/Jobs.swift:7")
                #expect(
                    error.message
                        == "The connection to PostgreSQL was lost before the statement was answered: terminating "
                        + "connection due to administrator command")
                #expect(try await db.query("select 1").count == 1)
            }
        }
    }

    @Test("an idle connection that the server ended is not used again")
    func idleConnection() async throws {
        try await withDatabase { observer in
            let log = LogCollector()
            try await withDatabase({ $0.maximumConnections = 1 }, logger: log.logger) { db in
                try await db.query("select 1")
                let ended = try await observer.query(
                    """
                    select pg_terminate_backend(pid) from pg_stat_activity \
                    where application_name = \(db.configuration.applicationName)
                    """)
                #expect(ended.count == 1)
                await log.line(with: "PostgreSQL connection lost")
                #expect(try await db.query("select 1").count == 1)
            }
        }
    }

    @Test(
        "a server that is not there is an error long before any timeout, with its address and what to do",
        .timeLimit(.minutes(1)))
    func noServer() async throws {
        let url = "postgres://ada:secret@/nowhere?host=/nonexistent-folder&port=5499"
        try await withDatabase({
            $0.url = url
            $0.queueTimeout = .seconds(600)
            $0.connectTimeout = .seconds(600)
        }) { db in
            let error = try await postgresFailure { try await db.query("select 1", file: "App/Posts.swift", line: 9) }
            #expect(error.kind == .unavailable)
            #expect(error.isUnavailable)
            #expect(error.message.contains("host=/nonexistent-folder"))
            #expect(error.message.contains("No such file or directory"))
            #expect(!error.debugDescription.contains("secret"))
            #expect(error.suggestion == "Check that the server runs and that its address is right.")
            #expect(error.location?.description == "App/Posts.swift:9")
            let lease = try await postgresFailure { try await db.transaction {} }
            #expect(lease.kind == .unavailable)
        }
    }

    @Test("a database that does not exist is named")
    func noDatabase() async throws {
        let url = try TestServer.url()
        try await withDatabase({
            $0.url = url + (url.contains("?") ? "&" : "?") + "dbname=no_such_database"
        }) { db in
            let error = try await postgresFailure { try await db.query("select 1") }
            #expect(error.sqlState == .invalidCatalogName)
            #expect(error.message.contains("database \"no_such_database\" does not exist"))
            #expect(error.suggestion == "Create the database, or correct its name.")
        }
    }

    @Test("a call that waits too long for a connection says what the connections do")
    func queueTimeout() async throws {
        try await withDatabase({
            $0.maximumConnections = 1
            $0.queueTimeout = .milliseconds(500)
        }) { db in
            try await db.transaction {
                let error = try await postgresFailure {
                    try await Task.detached { try await db.query("select 1") }.value
                }
                #expect(error.kind == .queueTimeout)
                #expect(error.isUnavailable)
                #expect(
                    error.message
                        == "No connection to PostgreSQL became free within 0.5 seconds: of at most 1 connections 1 "
                        + "belong to transactions and sessions, 0 are busy with statements, 0 are being opened; 0 more "
                        + "requests wait")
            }
            #expect(try await db.query("select 1").count == 1)
        }
    }

    @Test(
        "when the server stops under load nothing hangs, and when it is back the next statement works",
        .enabled(if: Cluster.isAvailable), .timeLimit(.minutes(3)))
    func serverRestart() async throws {
        try await Cluster.with { cluster in
            try await withDatabase({
                $0.url = cluster.url
                $0.queueTimeout = .seconds(600)
            }) { db in
                let load = Load()
                async let report = load.run(on: db, tasks: 16)
                for _ in 0..<3 {
                    #expect(try await db.query("select 1").count == 1)
                    try await cluster.stop()
                    let error = try await postgresFailure { for _ in 0..<4 { try await db.query("select 1") } }
                    #expect(error.isUnavailable)
                    try await cluster.start()
                }
                #expect(try await db.transaction { try await db.query("select 1").count } == 1)
                load.stop()
                let outcome = await report
                #expect(outcome.wrong.isEmpty, "\(outcome.wrong.prefix(3))")
                #expect(outcome.successes > 0)
                #expect(outcome.unavailable > 0)
                #expect(try await connectionCount(of: db, seenBy: db) <= db.configuration.maximumConnections)
            }
        }
    }

    @Test("a server that has no connection left is no reason to fail while others are open")
    func tooManyConnections() async throws {
        try await withDatabase { admin async throws in
            let role = TestServer.uniqueName("r")
            try await admin.executeScript("create role \"\(role)\" login superuser")
            try await admin.executeScript("alter role \"\(role)\" nosuperuser connection limit 1")
            let url = try TestServer.url()
            try await withDatabase({
                $0.url = url + (url.contains("?") ? "&" : "?") + "user=\(role)"
            }) { db async throws in
                try await withThrowingTaskGroup(of: Void.self) { group async throws in
                    for n in 0..<50 {
                        group.addTask {
                            let answer = try await db.query("select \(n)")[0].decode(0, as: Int.self)
                            #expect(answer == n)
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(try await connectionCount(of: db, seenBy: admin) == 1)
            }
            try await admin.executeScript("drop role \"\(role)\"")
        }
    }
}
