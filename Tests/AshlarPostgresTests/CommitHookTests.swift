import AshlarPostgres
import Synchronization
import Testing

private struct Stop: Error {}

/// What happened, in order.
private final class Journal: Sendable {
    private let entries = Mutex<[String]>([])
    func note(_ entry: String) { entries.withLock { $0.append(entry) } }
    var all: [String] { entries.withLock { $0 } }
}

@Suite struct CommitHookTests {
    @Test("work waits for the outermost commit, in order, and runs outside of the transaction")
    func waits() async throws {
        try await withDatabase { db in
            let journal = Journal()
            try await db.transaction {
                try await db.afterCommit { journal.note("first") }
                try await db.transaction {
                    try await db.afterCommit { journal.note("nested") }
                    journal.note("inside")
                }
                try await db.afterCommit {
                    let isOutside = try await db.query("select pg_current_xact_id_if_assigned() is null")[0].decode(
                        0, as: Bool.self)
                    journal.note("last \(isOutside)")
                }
                try await db.execute("select pg_current_xact_id()")
                journal.note("end")
            }
            #expect(journal.all == ["inside", "end", "first", "nested", "last true"])
        }
    }

    @Test("a rollback drops the work, one to a savepoint only its own")
    func rollsBack() async throws {
        try await withDatabase { db in
            let journal = Journal()
            try? await db.transaction {
                try await db.afterCommit { journal.note("lost") }
                throw Stop()
            }
            try await db.transaction {
                try? await db.transaction {
                    try await db.afterCommit { journal.note("lost too") }
                    try await db.transaction { try await db.afterCommit { journal.note("lost with it") } }
                    throw Stop()
                }
                try await db.afterCommit { journal.note("kept") }
            }
            #expect(journal.all == ["kept"])
        }
    }

    @Test("outside of a transaction work is done at once")
    func atOnce() async throws {
        try await withDatabase { db in
            let journal = Journal()
            try await db.afterCommit { journal.note("now") }
            journal.note("then")
            #expect(journal.all == ["now", "then"])
            await #expect(throws: Stop.self) { try await db.afterCommit { throw Stop() } }
        }
    }

    @Test("an error of the work is thrown after all of it was done, and the transaction stays committed")
    func fails() async throws {
        try await withDatabase { db in
            try await withTable(db, "n int") { table async throws in
                let journal = Journal()
                await #expect(throws: Stop.self) {
                    try await db.transaction {
                        try await db.execute("insert into \(table) values (1)")
                        try await db.afterCommit { throw Stop() }
                        try await db.afterCommit { journal.note("done") }
                    }
                }
                #expect(journal.all == ["done"])
                #expect(try await db.numbers(in: table) == [1])
            }
        }
    }

    @Test("the connection is free again when the work runs")
    func freesConnection() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db in
            try await db.transaction {
                try await db.afterCommit { _ = try await db.transaction { try await db.execute("select 1") } }
            }
        }
    }

    @Test("in a rehearsal the transactions inside count as outermost")
    func rehearsal() async throws {
        try await withDatabase { db in
            let journal = Journal()
            try await db.rollingBack {
                try await db.transaction {
                    try await db.transaction { try await db.afterCommit { journal.note("hook") } }
                    journal.note("body")
                }
                journal.note("test")
            }
            #expect(journal.all == ["body", "hook", "test"])
        }
    }

    @Test("of a transaction that is tried again only the attempt that succeeds counts")
    func retried() async throws {
        try await withDatabase { db in
            try await withTable(db, "n int") { table async throws in
                let journal = Journal()
                let attempts = Mutex(0)
                try await db.transaction(attempts: 3) {
                    let attempt = attempts.withLock {
                        $0 += 1; return $0
                    }
                    try await db.afterCommit { journal.note("attempt \(attempt)") }
                    if attempt == 1 {
                        try await db.execute("do $$ begin raise exception using errcode = '40001'; end $$")
                    }
                }
                #expect(journal.all == ["attempt 2"])
            }
        }
    }
}
