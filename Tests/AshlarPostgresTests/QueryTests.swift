import AshlarPostgres
import Logging
import Synchronization
import Testing

@Suite struct QueryTests {
    @Test("rows are a collection that is decoded by place or by name")
    func rows() async throws {
        try await withDatabase { db in
            let rows = try await db.query("select n as number, 'n' || n as name from generate_series(1, 3) n")
            #expect(rows.count == 3)
            #expect(rows.columns == ["number", "name"])
            #expect(rows.columnTypes == [.int4, .text])
            #expect(rows.columnIndex("name") == 1)
            #expect(rows.columnIndex("nope") == nil)
            #expect(try rows.map { try $0.decode("name", as: String.self) } == ["n1", "n2", "n3"])
            #expect(try rows.decode(row: 2, column: 0, as: Int.self) == 3)
            #expect(rows.withBytes(row: 0, column: 0) { $0.map { [UInt8]($0) } } == [0, 0, 0, 1])
            #expect(rows.cell(row: 0, column: 1).columnName == "name")
            #expect(rows.last?.index == 2)
        }
    }

    @Test("a result without rows still has its columns")
    func emptyResult() async throws {
        try await withDatabase { db in
            let rows = try await db.query("select 1 as a where false")
            #expect(rows.isEmpty)
            #expect(rows.columns == ["a"])
            #expect(try await db.query("").isEmpty)
        }
    }

    @Test("the number of rows that a statement changed is returned")
    func affectedRows() async throws {
        try await withDatabase { db in
            try await withTable(db, "n int") { table async throws in
                #expect(try await db.execute("insert into \(table) select generate_series(1, 5)") == 5)
                #expect(try await db.execute("update \(table) set n = n + 1 where n > \(3)") == 2)
                #expect(try await db.execute("delete from \(table)") == 5)
                #expect(try await db.query("select * from \(table)").affectedRows == 0)
            }
        }
    }

    @Test("text that was made before is sent with its bindings")
    func textAndBindings() async throws {
        try await withDatabase { db in
            let rows = try await db.query(
                text: "select $1 + $2", bindings: [PostgresBinding(Int32(1)), PostgresBinding(Int32(2))])
            #expect(try rows[0].decode(0, as: Int.self) == 3)
        }
    }

    @Test("a session starts with UTF-8, UTC, the application's name and the timeout")
    func sessionDefaults() async throws {
        try await withDatabase({ $0.statementTimeout = .milliseconds(1234) }) { db async throws in
            func show(_ name: String) async throws -> String {
                try await db.query("select current_setting(\(name))")[0].decode(0)
            }
            #expect(try await show("client_encoding") == "UTF8")
            #expect(try await show("TimeZone") == "UTC")
            #expect(try await show("application_name") == db.configuration.applicationName)
            #expect(try await show("statement_timeout") == "1234ms")
        }
    }

    @Test("a statement that takes longer than the timeout fails with the server's code")
    func statementTimeout() async throws {
        try await withDatabase({ $0.statementTimeout = .milliseconds(20) }) { db in
            let error = try await postgresFailure { try await db.query("select pg_sleep(10)") }
            #expect(error.sqlState == .queryCanceled)
            #expect(error.kind == .server)
            #expect(try await db.query("select 1").count == 1)
        }
    }

    @Test("a script runs several statements, all or none")
    func scripts() async throws {
        try await withDatabase { db in
            try await withTable(db, "n int") { table in
                try await db.executeScript("insert into \(table) values (1); insert into \(table) values (2)")
                let error = try await postgresFailure {
                    try await db.executeScript("insert into \(table) values (3); select 1/0")
                }
                #expect(error.sqlState == .divisionByZero)
                #expect(try await db.query("select count(*) from \(table)")[0].decode(0, as: Int.self) == 2)
                let open = try await postgresFailure { try await db.executeScript("begin; select 1") }
                #expect(open.kind == .transaction)
                #expect(try await db.query("select 1").count == 1)
            }
        }
    }

    @Test("BEGIN outside of a session is refused, and takes nobody else's statement into its transaction")
    func refusesBegin() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db in
            for text in ["begin", "start transaction"] {
                let error = try await postgresFailure { try await db.query(text: text) }
                #expect(error.kind == .transaction)
                #expect(error.suggestion?.contains("transaction { }") == true)
            }
            #expect(try await db.query("select 1").count == 1)
        }
    }

    @Test(
        "COPY as a statement is refused with a reason, and the next statement works",
        arguments: ["copy (select 1) to stdout"])
    func refusesCopy(text: String) async throws {
        try await withDatabase { db in
            let error = try await postgresFailure { try await db.query(text: text) }
            #expect(error.kind == .unsupported)
            #expect(error.message == "COPY from and to the client is no statement with an answer")
            let script = try await postgresFailure { try await db.executeScript(text) }
            #expect(script.kind == .unsupported)
            #expect(try await db.query("select 1").count == 1)
        }
    }

    @Test("what cannot be sent is refused before it is")
    func refusesBeforeSending() async throws {
        try await withDatabase { db in
            let nul = try await postgresFailure { try await db.query(text: "select 1\0; drop table x") }
            #expect(nul.kind == .encoding)
            let many = [PostgresBinding](repeating: PostgresBinding(1), count: 65_536)
            let error = try await postgresFailure { try await db.query(text: "select 1", bindings: many) }
            #expect(error.message == "65536 parameters are more than the 65535 that a statement may have")
            let text = try await postgresFailure { try await db.query("select \("a\0b")") }
            #expect(text.kind == .server)
            #expect(try await db.query("select 1").count == 1)
        }
    }

    @Test("notices of the server go to the logger")
    func notices() async throws {
        let log = LogCollector()
        try await withDatabase(logger: log.logger) { db in
            try await db.executeScript("do $$ begin raise notice 'hello %', 42; end $$")
        }
        #expect(log.messages.contains("debug: PostgreSQL NOTICE: hello 42"))
    }

    @Test("the statements of a task can be recorded")
    func recordsStatements() async throws {
        try await withDatabase { db in
            try await db.query("select 0")
            let (sum, statements) = try await Database.recordingStatements {
                async let one = db.query("select 1")
                _ = try await one
                _ = await failure { try await db.query("select 1/0") }
                return try await db.transaction { try await db.query("select \(2)").count }
            }
            #expect(sum == 1)
            #expect(statements.map(\.sql) == ["select 1", "select 1/0", "BEGIN", "select $1", "COMMIT"])
            #expect(statements.map(\.isFailed) == [false, true, false, false, false])
            #expect(statements.allSatisfy { $0.file == "AshlarPostgresTests/QueryTests.swift" && $0.line > 0 })
        }
    }

    @Test("the current database is the task's, and its absence says what to do")
    func currentDatabase() async throws {
        let error = try #require(throws: PostgresError.self) { try Database.required(file: "App/Post.swift", line: 3) }
        #expect(
            error.description == """
                There is no current database
                  At: App/Post.swift:3
                  Next: Requests, jobs and commands of an app have one. Elsewhere set it: `try await \
                Database.$current.withValue(database) { ... }`.
                """)
        try await withDatabase { db async throws in
            let found = try Database.$current.withValue(db) { try Database.required() }
            #expect(found === db)
        }
    }
}

/// Remembers what is logged.
final class LogCollector: Sendable {
    private let lines = Mutex<[String]>([])
    private let awaited = Mutex<[(text: String, event: Event)]>([])

    var messages: [String] { lines.withLock { $0 } }

    /// Waits for a line with this text: one that is there already, or the first to come.
    func line(with text: String) async {
        let event = Event()
        awaited.withLock { $0.append((text, event)) }
        if messages.contains(where: { $0.contains(text) }) { event.set() }
        await event.wait()
    }

    var logger: Logger { Logger(label: "test") { _ in Handler(collector: self) } }

    private struct Handler: LogHandler {
        let collector: LogCollector
        var logLevel: Logger.Level = .trace
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            collector.lines.withLock { $0.append("\(event.level): \(event.message)") }
            for (text, awaited) in collector.awaited.withLock({ $0 }) where "\(event.message)".contains(text) {
                awaited.set()
            }
        }
    }
}
