import AshlarPostgres
import Testing

@Suite struct SessionTests {
    @Test("a session has one connection, and what it changes is put back")
    func putsBack() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db in
            func setting(_ name: String) async throws -> String {
                try await db.query("select current_setting(\(name))")[0].decode(0)
            }
            let before = try await setting("work_mem")
            let backend = try await db.withSession {
                try await db.query("set work_mem = '123kB'")
                try await db.query("set timezone = 'Europe/Berlin'")
                try await db.query("select pg_advisory_lock(4711)")
                try await db.query("create temporary table scratch (n int)")
                #expect(try await setting("work_mem") == "123kB")
                return try await db.query("select pg_backend_pid()")[0].decode(0, as: Int.self)
            }
            #expect(try await db.query("select pg_backend_pid()")[0].decode(0, as: Int.self) == backend)
            #expect(try await setting("work_mem") == before)
            #expect(try await setting("TimeZone") == "UTC")
            let rest = try await db.query(
                "select to_regclass('scratch') is null, (select count(*) from pg_locks where locktype = 'advisory' and "
                    + "pid = pg_backend_pid())")[0]
            #expect(try rest.decode(0, as: Bool.self))
            #expect(try rest.decode(1, as: Int.self) == 0)
        }
    }

    @Test("a transaction in a session is one of its connection, and can be begun by hand")
    func transactionInSession() async throws {
        try await withDatabase { db in
            try await withTable(db, "n int") { table in
                try await db.withSession {
                    _ = await failure {
                        try await db.transaction {
                            try await db.execute("insert into \(table) values (1)")
                            throw CancellationError()
                        }
                    }
                    try await db.query("begin")
                    try await db.execute("insert into \(table) values (2)")
                    try await db.query("commit")
                    try await db.transaction { try await db.execute("insert into \(table) values (3)") }
                }
                #expect(try await db.numbers(in: table) == [2, 3])
            }
        }
    }

    @Test("it is known whether a task is inside of a transaction or session of a database")
    func scope() async throws {
        try await withDatabase { db in
            try await withDatabase { other in
                #expect(!db.isInScope)
                try await db.withSession {
                    #expect(db.isInScope && !other.isInScope)
                    try await db.transaction { #expect(await Task { db.isInScope }.value) }
                    #expect(await Task.detached { !db.isInScope }.value)
                }
                #expect(!db.isInScope)
            }
        }
    }

    @Test("a connection that is given back inside of a transaction is closed, and nothing of it stays")
    func openTransaction() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db in
            try await withTable(db, "n int") { table in
                try await db.withSession {
                    try await db.query("begin")
                    try await db.execute("insert into \(table) values (1)")
                }
                #expect(try await db.numbers(in: table) == [])
            }
        }
    }

    @Test("statements that the server was told to forget are prepared again")
    func discardAll() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db in
            for command in ["discard all", "deallocate all"] {
                #expect(try await db.query("select \(1)").count == 1)
                try await db.withSession {
                    try await db.query(text: command)
                    #expect(try await db.query("select \(1)").count == 1)
                }
            }
        }
    }
}
