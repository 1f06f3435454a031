import AshlarPostgres
import Testing

@Suite(.enabled(if: Cluster.isAvailable, "PostgreSQL's server programs are missing"))
struct ReplicaTests {
    /// Whether a read was answered by a replica.
    private func isOnReplica(_ db: Database) async throws -> Bool {
        try await db.query("select pg_is_in_recovery()")[0].decode(0)
    }

    @Test(
        "reads go to the replica, writes and transactions to the primary, and who has written reads the primary",
        .timeLimit(.minutes(3)))
    func routing() async throws {
        try await Cluster.with { primary async throws in
            try await primary.withReplica { replica async throws in
                try await withDatabase({
                    $0.url = primary.url
                    $0.replicas = [replica.url]
                }) { db async throws in
                    #expect(try await isOnReplica(db))
                    try await db.executeScript("create table t (n int)")
                    try await db.execute("insert into t values (1)")
                    #expect(try await db.query("insert into t values (2) returning n").count == 1)
                    #expect(
                        try await db.query("with x as (insert into t values (3) returning n) select * from x").count
                            == 1)
                    #expect(try await db.query("select n from t for update").count == 3)
                    let isPrimary = try await db.transaction { try await isOnReplica(db) }
                    #expect(!isPrimary)
                    #expect(try await !db.withSession { try await isOnReplica(db) })

                    // A function that writes is recognised by the replica's refusal.
                    try await db.executeScript(
                        "create function add() returns int language sql as 'insert into t values (9) returning n'")
                    try await waitUntil(
                        db, "the replica knows the function", "exists (select from pg_proc where proname = 'add')")
                    #expect(try await db.query("select add()")[0].decode(0, as: Int.self) == 9)

                    try await Database.readingOwnWrites {
                        #expect(try await isOnReplica(db))
                        try await db.execute("insert into t values (4)")
                        #expect(try await !isOnReplica(db))
                        #expect(try await db.query("select n from t where n = 4").count == 1)
                    }
                    try await Database.readingOwnWrites {
                        #expect(try await isOnReplica(db))
                        try await db.transaction { try await db.query("select 1") }
                        #expect(try await !isOnReplica(db))
                    }
                    #expect(try await isOnReplica(db))
                    #expect(try await !Database.onPrimary { try await isOnReplica(db) })

                    // A replica that is away is no failure.
                    try await replica.stop()
                    for _ in 0..<5 { #expect(try await !isOnReplica(db)) }
                    try await replica.start()
                    try await waitUntil(db, "the replica answers again", "pg_is_in_recovery()")
                }
            }
        }
    }
}
