import AshlarPostgres
import Testing

@Suite struct CancellationTests {
    private func backend(_ db: Database) async throws -> Int {
        try await db.query("select pg_backend_pid()")[0].decode(0)
    }

    /// Waits until a database's connections run so many statements with that text.
    private func waitUntilRunning(_ text: String, on db: Database, _ observer: Database) async throws {
        try await waitUntil(
            observer, "\(text) runs",
            """
            exists (select from pg_stat_activity where application_name = \(db.configuration.applicationName) \
            and state = 'active' and query like \(text + "%"))
            """)
    }

    @Test("a running statement is stopped on the server, and its connection goes on")
    func running() async throws {
        try await withDatabase { observer in
            try await withDatabase({ $0.maximumConnections = 1 }) { db in
                let before = try await backend(db)
                let task = Task { try await db.query("select pg_sleep(60)") }
                try await waitUntilRunning("select pg_sleep(60)", on: db, observer)
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(try await backend(db) == before)
            }
        }
    }

    @Test("a cancelled script is stopped too")
    func script() async throws {
        try await withDatabase { observer in
            try await withDatabase({ $0.maximumConnections = 1 }) { db in
                let before = try await backend(db)
                let task = Task { try await db.executeScript("select 1; select pg_sleep(60)") }
                try await waitUntilRunning("select 1; select pg_sleep(60)", on: db, observer)
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(try await backend(db) == before)
            }
        }
    }

    @Test("a task that was cancelled before sends nothing")
    func before() async throws {
        try await withDatabase { db in
            try await withTable(db, "n int") { table async throws in
                let task = Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    try await db.execute("insert into \(table) values (1)")
                }
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(try await db.query("select * from \(table)").isEmpty)
            }
        }
    }

    @Test("a waiting request leaves the queue", arguments: [false, true])
    func waiting(isTransaction: Bool) async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db in
            try await db.withSession {
                let started = Event()
                let waiting = Task.detached {
                    started.set()
                    if isTransaction {
                        try await db.transaction { try await db.query("select 1") }
                    } else {
                        try await db.query("select 1")
                    }
                }
                await started.wait()
                waiting.cancel()
                await #expect(throws: CancellationError.self) { try await waiting.value }
            }
            #expect(try await db.query("select 1").count == 1)
        }
    }

    @Test("a statement behind a running one is given up at once, and the running one is not stopped")
    func pipelined() async throws {
        try await withDatabase { observer in
            try await withDatabase({ $0.maximumConnections = 1 }) { db in
                let lock = Int.random(in: 1...1_000_000_000)
                for _ in 0..<5 { _ = try await backend(db) }
                try await observer.withSession {
                    try await observer.query("select pg_advisory_lock(\(lock))")
                    async let first = db.query("select 'first', pg_advisory_xact_lock(\(lock))")
                    // Only then, so that it is the one that runs.
                    try await waitUntilRunning("select 'first'", on: db, observer)
                    async let neighbour = db.query("select 'neighbour'")
                    let started = Event()
                    let behind = Task {
                        started.set()
                        return try await db.query("select 'behind'")
                    }
                    await started.wait()
                    behind.cancel()
                    await #expect(throws: CancellationError.self) { try await behind.value }
                    try await observer.query("select pg_advisory_unlock(\(lock))")
                    #expect(try await first[0].decode(0, as: String.self) == "first")
                    #expect(try await neighbour[0].decode(0, as: String.self) == "neighbour")
                }
            }
        }
    }

    @Test("many cancellations at once hit nobody else", arguments: [1, 3])
    func storm(connections: Int) async throws {
        try await withDatabase({
            $0.maximumConnections = connections
            $0.queueTimeout = .seconds(60)
        }) { db in
            let wrong = try await withThrowingTaskGroup(of: String?.self) { group in
                for n in 0..<300 {
                    group.addTask {
                        guard n % 10 == 0 else {
                            let answer = try await db.query("select \(n)")[0].decode(0, as: Int.self)
                            return answer == n ? nil : "\(n) got \(answer)"
                        }
                        let long = Task { try await db.query("select pg_sleep(0.02), \(n)") }
                        try await db.query("select 1")
                        long.cancel()
                        switch await long.result {
                        case .failure(is CancellationError), .success: return nil
                        case .failure(let error): return "\(error)"
                        }
                    }
                }
                return try await group.reduce(into: [String]()) { $0 += [$1].compactMap { $0 } }
            }
            #expect(wrong.isEmpty, "\(wrong.prefix(3))")
            #expect(try await connectionCount(of: db, seenBy: db) <= connections)
        }
    }
}
