import AshlarPostgres
import AshlarSupport
import Testing

/// Errors whose message alone says little.
@Suite struct AdviceTests {
    @Test func `a statement in a transaction that has failed says what to do`() async throws {
        try await withDatabase { db async throws in
            let error = await #expect(throws: PostgresError.self) {
                try await db.transaction {
                    _ = try? await db.query("select 1/0")
                    _ = try await db.query("select 1")
                }
            }
            #expect(error?.sqlState == .inFailedTransaction)
            #expect(
                error?.suggestion?.contains("put the statement that may fail into a nested `transaction { }`") == true)
        }
    }

    @Test func `a value that is not of its column's type is named, with what was written`() async throws {
        try await withDatabase { db async throws in
            try await withTable(db, "id int8, name text") { table async throws in
                let name = QualifiedName(String(table.description.dropFirst().dropLast()))
                let error = await #expect(throws: PostgresError.self) {
                    _ = try await db.copy(into: name, columns: ["id", "name"]) { try await $0.write("x", 3) }
                }
                let text = error.map { "\($0)" } ?? ""
                #expect(text.hasPrefix("A value is not of its column's type (COPY "), "\(text)")
                #expect(text.contains("line 1, column id"), "\(text)")
                #expect(error?.suggestion?.hasSuffix("Written were id as text, name as bigint.") == true)
                let wide = await #expect(throws: PostgresError.self) {
                    _ = try await db.copy(into: name, columns: ["id"]) { try await $0.write(Int32(1)) }
                }
                #expect(wide?.message.contains("column id") == true)
                // What is wrong otherwise stays what it is.
                let other = await #expect(throws: PostgresError.self) {
                    _ = try await db.copy(into: name, columns: ["none"]) { try await $0.write(1) }
                }
                #expect(other?.sqlState == .undefinedColumn && other?.suggestion == nil)
            }
        }
    }

    @Test func `a connection that somebody ended while it waited says so`() async throws {
        try await withDatabase { db async throws in
            let error = await #expect(throws: PostgresError.self) {
                try await db.transaction {
                    let pid: Int32 = try await db.query("select pg_backend_pid()")[0].decode(0)
                    let task = Task.detached { try await db.execute("select pg_terminate_backend(\(pid), 5000)") }
                    _ = try await task.value
                    _ = try await db.query("select 1")
                }
            }
            #expect(error?.kind == .connectionLost && error?.sqlState == .adminShutdown, "\(String(describing: error))")
            #expect(error?.message.hasSuffix("terminating connection due to administrator command") == true)
            #expect(error?.suggestion?.hasPrefix("Somebody ended the connection with pg_terminate_backend") == true)
            #expect(!db.isInTransaction)
            #expect(try await db.transaction { db.isInTransaction })
        }
    }
}
