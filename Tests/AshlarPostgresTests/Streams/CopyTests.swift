import AshlarPostgres
import AshlarSupport
import Testing

@Suite struct CopyTests {
    private struct Refusal: Error {}

    @Test("rows that are written come into the table, whatever pieces they come in")
    func copyIn() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
            try await withTable(db, "n int, s text") { table async throws in
                let rows = try await db.copyIn("copy \(table) from stdin (format csv)") { copy in
                    for n in 1...20_000 {
                        try await copy.write("\(n),\"it's")
                        try await copy.write(" ☃\n\(n)\"\n")
                    }
                }
                #expect(rows == 20_000)
                let sums = try await db.query("select sum(n), count(distinct s) from \(table)")[0]
                #expect(try sums.decode(0, as: Int.self) == 200_010_000)
                #expect(try sums.decode(1, as: Int.self) == 20_000)
            }
        }
    }

    @Test("typed rows travel in the binary format, NULL and all bytes included")
    func typedRows() async throws {
        try await withDatabase { db async throws in
            try await withTable(db, "id int8, \"the name\" text, data bytea") { table async throws in
                let name = QualifiedName(String(table.description.dropFirst().dropLast()))
                let rows = try await db.copy(into: name, columns: ["id", "the name", "data"]) { rows in
                    try await rows.write(1, "Ada\t\n\\", [0, 255, 10] as [UInt8])
                    try await rows.write(2, nil as String?, [UInt8]())
                    for n in 3...5_000 { try await rows.write(n, "\(n)", nil as [UInt8]?) }
                }
                #expect(rows == 5_000)
                let found = try await db.query("select * from \(table) order by id limit 2")
                #expect(try found[0].decode(1, as: String.self) == "Ada\t\n\\")
                #expect(try found[0].decode(2, as: [UInt8].self) == [0, 255, 10])
                #expect(try found[1].decode(1, as: String?.self) == nil)
                #expect(try found[1].decode(2, as: [UInt8].self) == [])
                let error = try await postgresFailure {
                    try await db.copy(into: name, columns: ["id"]) { try await $0.write(1, 2) }
                }
                #expect(error.message == "A row has 2 values for 1 columns")
                #expect(try await db.query("select * from \(table)").count == 5_000)
            }
        }
    }

    @Test("a COPY whose writer throws leaves no row, and the connection goes on")
    func writerThrows() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
            try await withTable(db, "n int") { table async throws in
                await #expect(throws: Refusal.self) {
                    try await db.copyIn("copy \(table) from stdin") { copy in
                        for n in 0..<50_000 { try await copy.write("\(n)\n") }
                        throw Refusal()
                    }
                }
                #expect(try await db.numbers(in: table) == [])
            }
        }
    }

    @Test("data that the server cannot read is an error that names the line; nothing of it stays")
    func badData() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
            try await withTable(db, "n int") { table async throws in
                let error = try await postgresFailure {
                    try await db.copyIn("copy \(table) from stdin", file: "App/Import.swift", line: 3) { copy in
                        try await copy.write("1\nnonsense\n")
                        // Much more than any buffer holds comes after the error.
                        for n in 0..<200_000 { try await copy.write("\(n)\n") }
                    }
                }
                #expect(error.sqlState == .invalidTextRepresentation)
                #expect(error.context?.contains("line 2, column n: \"nonsense\"") == true)
                #expect(error.location?.description == "App/Import.swift:3")
                #expect(try await db.numbers(in: table) == [])
            }
        }
    }

    @Test("data of the server comes in pieces, and what is read is what is there")
    func copyOut() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
            var text: [UInt8] = []
            var pieces = 0
            for try await piece in db.copyOut("copy (select n from generate_series(1, 100000) n) to stdout") {
                text += piece
                pieces += 1
            }
            #expect(pieces > 1)
            #expect(String(decoding: text, as: UTF8.self) == (1...100_000).map { "\($0)\n" }.joined())
            for try await _ in db.copyOut("copy (select where false) to stdout") { Issue.record("there is nothing") }
            #expect(try await db.query("select 1").count == 1)
        }
    }

    @Test("leaving the loop early ends the COPY on the server, and the connection is used again")
    func earlyBreak() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
            let backend = try await db.query("select pg_backend_pid()")[0].decode(0, as: Int.self)
            for try await _ in db.copyOut(
                "copy (select repeat('x', 1000), generate_series(1, 1000000000)) to stdout")
            { break }
            #expect(try await db.query("select pg_backend_pid()")[0].decode(0, as: Int.self) == backend)
        }
    }

    @Test("what nobody reads stays with the server")
    func backPressure() async throws {
        try await withDatabase { observer async throws in
            try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
                var stream = db.copyOut("copy (select repeat('x', 10000) from generate_series(1, 3000)) to stdout")
                    .makeAsyncIterator()
                var size = try #require(try await stream.next()).count
                try await waitUntil(
                    observer, "the server waits for the client",
                    """
                    exists (select from pg_stat_activity where application_name = \(db.configuration.applicationName) \
                    and wait_event = 'ClientWrite')
                    """)
                while let piece = try await stream.next() { size += piece.count }
                #expect(size == 3_000 * 10_001)
            }
        }
    }

    @Test("an error in the middle of the server's data is thrown after what came before it")
    func errorInTheMiddle() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
            var size = 0
            let error = try await postgresFailure {
                for try await piece in db.copyOut(
                    "copy (select repeat('x', 1000), 1/(50000 - n) from generate_series(1, 100000) n) to stdout")
                { size += piece.count }
            }
            #expect(error.sqlState == .divisionByZero)
            #expect(size > 1_000_000)
            #expect(try await db.query("select 1").count == 1)
        }
    }

    @Test("a cancelled task ends the COPY in either direction")
    func cancelled() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
            try await withTable(db, "n int") { table async throws in
                let started = Event()
                let writer = Task {
                    try await db.copyIn("copy \(table) from stdin") { copy in
                        while true {
                            try await copy.write("1\n")
                            started.set()
                        }
                    }
                }
                await started.wait()
                writer.cancel()
                await #expect(throws: CancellationError.self) { try await writer.value }
                #expect(try await db.numbers(in: table) == [])
                let reading = Event()
                let reader = Task {
                    for try await _ in db.copyOut(
                        "copy (select generate_series(1, 1000000000)) to stdout")
                    { reading.set() }
                }
                await reading.wait()
                reader.cancel()
                await #expect(throws: CancellationError.self) { try await reader.value }
                #expect(try await db.query("select 1").count == 1)
            }
        }
    }

    @Test("inside of a transaction the rows are the transaction's; a failed COPY fails it")
    func inTransaction() async throws {
        try await withDatabase({ $0.maximumConnections = 2 }) { db async throws in
            try await withTable(db, "n int") { table async throws in
                await #expect(throws: Refusal.self) {
                    try await db.transaction {
                        try await db.copyIn("copy \(table) from stdin") { try await $0.write("1\n2\n") }
                        #expect(try await db.numbers(in: table) == [1, 2])
                        var text: [UInt8] = []
                        for try await piece in db.copyOut("copy \(table) to stdout") { text += piece }
                        #expect(text == Array("1\n2\n".utf8))
                        throw Refusal()
                    }
                }
                try await db.transaction {
                    try await db.copyIn("copy \(table) from stdin") { try await $0.write("3\n") }
                    _ = await failure {
                        try await db.transaction {
                            try await db.copyIn("copy \(table) from stdin") { try await $0.write("x\n") }
                        }
                    }
                }
                #expect(try await db.numbers(in: table) == [3])
            }
        }
    }

    @Test("what is no COPY in that direction is refused with a reason, and takes no values")
    func refusals() async throws {
        try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
            let select = try await postgresFailure { try await db.copyIn("select 1") { _ in } }
            #expect(select.message == "The statement is no COPY ... FROM STDIN")
            let syntax = try await postgresFailure { for try await _ in db.copyOut("copy nonsense") {} }
            #expect(syntax.sqlState == .syntaxError)
            let value = try await postgresFailure { for try await _ in db.copyOut("copy (select \(1)) to stdout") {} }
            #expect(value.kind == .encoding)
            let wrongWay = try await postgresFailure {
                for try await _ in db.copyOut("copy pg_class from stdin") {}
            }
            #expect(wrongWay.kind == .unsupported || wrongWay.kind == .server)
            #expect(try await db.query("select 1").count == 1)
        }
    }

    @Test("a connection that is ended under a COPY is an error, and the next one works")
    func terminated() async throws {
        try await withDatabase { observer async throws in
            try await withDatabase({ $0.maximumConnections = 1 }) { db async throws in
                let error = try await postgresFailure {
                    for try await _ in db.copyOut("copy (select generate_series(1, 1000000000)) to stdout") {
                        try await observer.query(
                            """
                            select pg_terminate_backend(pid) from pg_stat_activity \
                            where application_name = \(db.configuration.applicationName)
                            """)
                    }
                }
                #expect(error.kind == .connectionLost)
                #expect(try await db.query("select 1").count == 1)
            }
        }
    }
}
