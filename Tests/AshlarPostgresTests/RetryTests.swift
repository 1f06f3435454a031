import AshlarPostgres
import Testing

@Suite struct RetryTests {
    /// Runs transactions that get into each other's way: each reads both rows and writes one of them.
    private func collide(_ db: Database, _ table: SQL, attempts: Int) async -> (failures: Int, runs: Int) {
        await withTaskGroup(of: (failures: Int, runs: Int).self) { group in
            for task in 0..<4 {
                group.addTask {
                    var (failures, runs) = (0, 0)
                    for _ in 0..<10 {
                        do {
                            try await db.transaction(isolation: .serializable, attempts: attempts) {
                                runs += 1
                                let sum = try await db.query("select sum(n) from \(table)")[0].decode(0, as: Int.self)
                                try await db.execute(
                                    "update \(table) set n = \(Int32(sum)) - n + 1 where id = \(Int32(task % 2))")
                            }
                        } catch { failures += (error as? PostgresError)?.isRetriable == true ? 1 : 1_000 }
                    }
                    return (failures, runs)
                }
            }
            return await group.reduce(into: (failures: 0, runs: 0)) {
                $0.failures += $1.failures
                $0.runs += $1.runs
            }
        }
    }

    @Test("serialization failures are tried again where that is asked for, and only there")
    func serialization() async throws {
        try await withDatabase { db async throws in
            try await withTable(db, "id int, n int") { table async throws in
                try await db.execute("insert into \(table) values (0, 0), (1, 0)")
                let once = await collide(db, table, attempts: 1)
                #expect((1...40).contains(once.failures))
                #expect(once.runs == 40)
                let often = await collide(db, table, attempts: 1_000)
                #expect(often.failures == 0)
                #expect(often.runs > 40)
            }
        }
    }

    @Test("a deadlock's victim is tried again")
    func deadlock() async throws {
        try await withDatabase { db async throws in
            try await withTable(db, "id int, n int") { table async throws in
                try await db.execute("insert into \(table) values (0, 0), (1, 0)")
                let both = [Event(), Event()]
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for task in 0..<2 {
                        group.addTask {
                            try await db.transaction(attempts: 5) {
                                try await db.execute("update \(table) set n = n + 1 where id = \(Int32(task))")
                                both[task].set()
                                await both[1 - task].wait()
                                try await db.execute("update \(table) set n = n + 1 where id = \(Int32(1 - task))")
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(try await db.query("select n from \(table)").map { try $0.decode(0, as: Int.self) } == [2, 2])
            }
        }
    }

    @Test("attempts are bounded, other failures are not tried again, and nested ones leave it to the outermost")
    func bounded() async throws {
        try await withDatabase { db async throws in
            func fail(_ code: String, attempts: Int, isNested: Bool = false) async -> Int {
                var runs = 0
                _ = await failure {
                    try await db.transaction(attempts: isNested ? 1 : attempts) {
                        runs += 1
                        let raise = "do $$ begin raise exception 'x' using errcode = '\(code)'; end $$"
                        if isNested {
                            try await db.transaction(attempts: attempts) { try await db.executeScript(raise) }
                        } else {
                            try await db.executeScript(raise)
                        }
                    }
                }
                return runs
            }
            #expect(await fail("40001", attempts: 3) == 3)
            #expect(await fail("40P01", attempts: 2) == 2)
            #expect(await fail("23505", attempts: 3) == 1)
            #expect(await fail("40001", attempts: 3, isNested: true) == 1)
            let none = try await postgresFailure { try await db.transaction(attempts: 0) {} }
            #expect(none.message == "attempts is 0; it must be 1 or more")
        }
    }

    @Test("a read-only transaction refuses to write, and a deferrable one is what it says")
    func readOnly() async throws {
        try await withDatabase { db async throws in
            try await withTable(db, "n int") { table async throws in
                let error = try await postgresFailure {
                    try await db.transaction(isReadOnly: true) {
                        try await db.execute("insert into \(table) values (1)")
                    }
                }
                #expect(error.sqlState == .readOnlyTransaction)
                let settings = try await db.transaction(
                    isolation: .serializable, isReadOnly: true, isDeferrable: true
                ) {
                    try await db.query(
                        "select current_setting('transaction_deferrable'), current_setting('transaction_read_only')")[0]
                }
                #expect(try settings.decode(0, as: String.self) == "on")
                #expect(try settings.decode(1, as: String.self) == "on")
                let useless = try await postgresFailure { try await db.transaction(isDeferrable: true) {} }
                #expect(useless.kind == .transaction)
                let nested = try await postgresFailure {
                    try await db.transaction { try await db.transaction(isReadOnly: true) {} }
                }
                #expect(nested.message.hasPrefix("A nested transaction cannot be read-only"))
                try await db.rollingBack { try await db.transaction(isReadOnly: true) {} }
            }
        }
    }
}
