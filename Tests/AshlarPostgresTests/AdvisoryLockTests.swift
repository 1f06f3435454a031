import AshlarPostgres
import Testing

@Suite struct AdvisoryLockTests {
    private func name() -> AdvisoryLock { AdvisoryLock(TestServer.uniqueName("lock")) }

    @Test("a lock is one holder's at a time, and free afterwards", arguments: [AdvisoryLock(77), .init(7, 8), "x"])
    func exclusive(lock: AdvisoryLock) async throws {
        try await withDatabase { db async throws in
            try await db.withAdvisoryLock(lock) {
                let taken = try await Task.detached { try await db.tryAdvisoryLock(lock) { true } }.value
                #expect(taken == nil)
                #expect(try await db.query("select 1").count == 1)
            }
            #expect(try await db.tryAdvisoryLock(lock) { true } == true)
            let locks = try await db.query(
                """
                select 1 from pg_locks l join pg_stat_activity a using (pid) where locktype = 'advisory' \
                and application_name = \(db.configuration.applicationName)
                """)
            #expect(locks.isEmpty)
        }
    }

    @Test("those who want it wait for it")
    func waits() async throws {
        let lock = name()
        try await withDatabase { db async throws in
            try await withTable(db, "n int") { table async throws in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<10 {
                        group.addTask {
                            try await db.withAdvisoryLock(lock) {
                                let count = try await db.query("select * from \(table)").count
                                try await db.execute("insert into \(table) values (\(Int32(count)))")
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(try await db.numbers(in: table) == Array(0..<10))
            }
        }
    }

    @Test("a shared lock is many holders' at a time, but keeps out who wants it alone")
    func shared() async throws {
        let lock = name()
        try await withDatabase { db async throws in
            try await db.withAdvisoryLock(lock, isShared: true) {
                let others = try await Task.detached {
                    let shared = try await db.tryAdvisoryLock(lock, isShared: true) { true }
                    return (shared, try await db.tryAdvisoryLock(lock) { true })
                }.value
                #expect(others.0 == true)
                #expect(others.1 == nil)
            }
        }
    }

    @Test("inside of a transaction it is held until the end of the transaction, also after a failure")
    func inTransaction() async throws {
        let lock = name()
        try await withDatabase { db async throws in
            try await db.transaction {
                try await db.withAdvisoryLock(lock) {}
                let taken = try await Task.detached { try await db.tryAdvisoryLock(lock) { true } }.value
                #expect(taken == nil)
            }
            #expect(try await db.tryAdvisoryLock(lock) { true } == true)
        }
    }

    @Test("a body that throws or is cancelled gives it back")
    func givesBack() async throws {
        let lock = name()
        try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
            _ = await failure { try await db.withAdvisoryLock(lock) { try await db.query("select 1/0") } }
            let inside = Event()
            let task = Task {
                try await db.withAdvisoryLock(lock) {
                    inside.set()
                    try await db.query("select pg_sleep(60)")
                }
            }
            await inside.wait()
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            try await withDatabase { other async throws in
                #expect(try await other.tryAdvisoryLock(lock) { true } == true)
            }
        }
    }

    @Test("the lock timeout ends the waiting")
    func timeout() async throws {
        let lock = name()
        try await withDatabase { other async throws in
            try await withDatabase({ $0.lockTimeout = .milliseconds(50) }) { db async throws in
                try await other.withAdvisoryLock(lock) {
                    await #expect(throws: PostgresError.self) { try await db.withAdvisoryLock(lock) {} }
                    do { try await db.withAdvisoryLock(lock) {} } catch PostgresError.lockNotAvailable {}
                }
            }
        }
    }
}
