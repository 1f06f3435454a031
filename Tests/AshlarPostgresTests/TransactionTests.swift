import AshlarPostgres
import Testing

private struct Stop: Error {}

@Suite struct TransactionTests {
    @Test("what a transaction did is there when it returns, and its result is passed on")
    func commits() async throws {
        try await withDatabase { db in
            try await withTable(db, "n int") { table in
                let count = try await db.transaction {
                    try await db.execute("insert into \(table) values (1)")
                    return try await db.execute("insert into \(table) values (2)")
                }
                #expect(count == 1)
                #expect(try await db.numbers(in: table) == [1, 2])
            }
        }
    }

    @Test("what a transaction did is gone when it throws, and the error is passed on")
    func rollsBack() async throws {
        try await withDatabase { db in
            try await withTable(db, "n int") { table async throws in
                await #expect(throws: Stop.self) {
                    try await db.transaction {
                        try await db.execute("insert into \(table) values (1)")
                        throw Stop()
                    }
                }
                #expect(try await db.numbers(in: table) == [])
            }
        }
    }

    @Test("others do not see a transaction before it ends")
    func isIsolated() async throws {
        try await withDatabase { db in
            try await withTable(db, "n int") { table in
                try await db.transaction {
                    try await db.execute("insert into \(table) values (1)")
                    #expect(try await db.numbers(in: table) == [1])
                    let outside = try await Task.detached { try await db.numbers(in: table) }.value
                    #expect(outside == [])
                }
            }
        }
    }

    @Test("the body may change what it captures")
    func capturesVariables() async throws {
        try await withDatabase { db in
            var total = 0
            try await db.transaction {
                total += try await db.query("select 20 + 1")[0].decode(0, as: Int.self)
                total *= 2
            }
            #expect(total == 42)
        }
    }

    @Test("a nested transaction that fails undoes only itself")
    func nestedRollback() async throws {
        try await withDatabase { db in
            try await withTable(db, "n int primary key") { table in
                try await db.transaction {
                    try await db.execute("insert into \(table) values (1)")
                    await #expect(throws: Stop.self) {
                        try await db.transaction {
                            try await db.execute("insert into \(table) values (2)")
                            try await db.transaction { try await db.execute("insert into \(table) values (3)") }
                            throw Stop()
                        }
                    }
                    let error = try await postgresFailure {
                        try await db.transaction { try await db.execute("insert into \(table) values (1)") }
                    }
                    #expect(error.sqlState == .uniqueViolation)
                    try await db.transaction { try await db.execute("insert into \(table) values (4)") }
                }
                #expect(try await db.numbers(in: table) == [1, 4])
            }
        }
    }

    @Test("a transaction whose failure was swallowed is an error at its end, which names the cause")
    func swallowedFailure() async throws {
        try await withDatabase { db in
            try await withTable(db, "n int primary key") { table in
                try await db.execute("insert into \(table) values (1)")
                let error = try await postgresFailure {
                    try await db.transaction {
                        try await db.execute("insert into \(table) values (2)")
                        _ = await failure { try await db.execute("insert into \(table) values (1)") }
                    }
                }
                #expect(error.kind == .transaction)
                #expect(error.sqlState == .uniqueViolation)
                #expect(
                    error.message.hasPrefix(
                        "The transaction was rolled back instead of committed, because a statement in it had failed: "
                            + "duplicate key value"))
                #expect(error.suggestion?.contains("nested") == true)
                #expect(try await db.numbers(in: table) == [1])
            }
        }
    }

    @Test("a nested transaction whose failure was swallowed is an error, and the outer one goes on")
    func swallowedNestedFailure() async throws {
        try await withDatabase { db in
            try await withTable(db, "n int primary key") { table in
                try await db.transaction {
                    try await db.execute("insert into \(table) values (1)")
                    let error = try await postgresFailure {
                        try await db.transaction { _ = await failure { try await db.query("select 1/0") } }
                    }
                    #expect(error.kind == .transaction)
                    try await db.execute("insert into \(table) values (2)")
                }
                #expect(try await db.numbers(in: table) == [1, 2])
            }
        }
    }

    @Test("the isolation is the one asked for", arguments: IsolationLevel.allCases)
    func isolation(level: IsolationLevel) async throws {
        try await withDatabase { db in
            let shown = try await db.transaction(isolation: level) {
                try await db.query("show transaction_isolation")[0].decode(0, as: String.self)
            }
            #expect(shown == level.rawValue.lowercased())
        }
    }

    @Test("a nested transaction cannot be stricter than the one around it")
    func nestedIsolation() async throws {
        try await withDatabase { db in
            let error = try await postgresFailure {
                try await db.transaction { try await db.transaction(isolation: .serializable) {} }
            }
            #expect(
                error.message.hasPrefix("A nested transaction cannot be SERIALIZABLE: the one around it, begun at"))
            try await db.transaction(isolation: .serializable) {
                try await db.transaction(isolation: .repeatableRead) {}
            }
        }
    }

    @Test("serialization failures can be told apart, to try again")
    func retriable() async throws {
        try await withDatabase { db in
            try await withTable(db, "n int") { table in
                try await db.execute("insert into \(table) values (1)")
                let error = try await postgresFailure {
                    try await db.transaction(isolation: .repeatableRead) {
                        _ = try await db.numbers(in: table)
                        _ = try await Task.detached { try await db.execute("update \(table) set n = 2") }.value
                        try await db.execute("update \(table) set n = 3")
                    }
                }
                #expect(error.isRetriable)
                #expect(error.sqlState == .serializationFailure)
            }
        }
    }

    @Test("child tasks take part, also with nested transactions at the same time (trap 20)")
    func childTasks() async throws {
        try await withDatabase { db in
            try await withTable(db, "n int") { table in
                try await db.transaction {
                    await withTaskGroup(of: Void.self) { group in
                        for n in 1...20 {
                            group.addTask {
                                _ = await failure {
                                    try await db.transaction {
                                        try await db.execute("insert into \(table) values (\(Int32(n)))")
                                        if n % 2 == 0 { throw Stop() }
                                        try await db.query("select pg_sleep(0.001)")
                                    }
                                }
                            }
                            group.addTask {
                                _ = await failure {
                                    try await db.execute("insert into \(table) values (\(Int32(100 + n)))")
                                }
                            }
                        }
                    }
                }
                #expect(try await db.numbers(in: table) == (1...20).filter { $0 % 2 == 1 } + (101...120))
            }
        }
    }

    @Test("a nested transaction that waits for its neighbour ends with an error, not never")
    func nestedDeadlock() async throws {
        try await withDatabase({ $0.queueTimeout = .seconds(1) }) { db in
            try await db.transaction {
                let inside = Event()
                let neighbour = Task {
                    await inside.wait()
                    return await failure { try await db.query("select 1") } as? PostgresError
                }
                let error = try await db.transaction {
                    inside.set()
                    return await neighbour.value
                }
                #expect(error?.kind == .transaction)
                #expect(error?.message == "A nested transaction of the same transaction did not end within 1.0 seconds")
            }
        }
    }

    @Test("a cancelled transaction is rolled back, and its connection is used again")
    func cancellation() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db in
            try await withTable(db, "n int") { table async throws in
                let inserted = Event()
                let task = Task {
                    try await db.transaction {
                        try await db.execute("insert into \(table) values (1)")
                        inserted.set()
                        try await db.query("select pg_sleep(60)")
                    }
                }
                await inserted.wait()
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(try await db.numbers(in: table) == [])
            }
        }
    }

    @Test("a task that was cancelled does not commit")
    func cancelledBeforeCommit() async throws {
        try await withDatabase { db in
            try await withTable(db, "n int") { table async throws in
                let task = Task {
                    try await db.transaction {
                        try await db.execute("insert into \(table) values (1)")
                        withUnsafeCurrentTask { $0?.cancel() }
                    }
                }
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(try await db.numbers(in: table) == [])
            }
        }
    }

    @Test("a task that outlives its transaction cannot use the connection")
    func outliving() async throws {
        try await withDatabase { db in
            let ended = Event()
            let task = try await db.transaction(file: "App/Orders.swift", line: 5) {
                Task {
                    await ended.wait()
                    try await db.query("select 1")
                }
            }
            ended.set()
            let error = try await postgresFailure { try await task.value }
            #expect(error.message == "The transaction or session that began at App/Orders.swift:5 has ended")
        }
    }

    @Test("a test's transaction is always rolled back, nested ones commit into it")
    func rollingBack() async throws {
        try await withDatabase { db in
            try await withTable(db, "n int") { table in
                let seen = try await db.rollingBack {
                    try await db.execute("insert into \(table) values (1)")
                    try await db.transaction(isolation: .serializable) {
                        try await db.execute("insert into \(table) values (2)")
                    }
                    return try await db.numbers(in: table)
                }
                #expect(seen == [1, 2])
                #expect(try await db.numbers(in: table) == [])
            }
        }
    }

    @Test("transactions of two databases do not mix")
    func twoDatabases() async throws {
        try await withDatabase { first in
            try await withDatabase { second in
                func backend(_ db: Database) async throws -> Int {
                    try await db.query("select pg_backend_pid()")[0].decode(0)
                }
                try await first.transaction {
                    let a = try await backend(first)
                    try await second.transaction {
                        let b = try await backend(second)
                        #expect(a != b)
                        #expect(try await backend(first) == a)
                        #expect(try await backend(second) == b)
                    }
                }
            }
        }
    }

    @Test("a transaction whose connection is lost fails as unavailable, and the next one works")
    func lostConnection() async throws {
        try await withDatabase { db in
            let error = try await postgresFailure {
                try await db.transaction {
                    let backend = try await db.query("select pg_backend_pid()")[0].decode(0, as: Int32.self)
                    _ = try await Task.detached { try await db.query("select pg_terminate_backend(\(backend))") }.value
                    try await db.query("select 1")
                }
            }
            #expect(error.isUnavailable)
            #expect(try await db.transaction { try await db.query("select 1").count } == 1)
        }
    }
}
