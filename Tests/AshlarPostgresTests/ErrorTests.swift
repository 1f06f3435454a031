import AshlarPostgres
import Testing

@Suite struct ErrorTests {
    @Test("an error of the server carries everything; its description shows no value")
    func carriesEverything() async throws {
        try await withDatabase { db in
            try await withTable(db, "id int primary key, email text constraint the_email_key unique") { table in
                try await db.execute("insert into \(table) values (1, 'ada@example.org')")
                let error = try await postgresFailure {
                    try await db.query(
                        "insert into \(table) values (\(Int32(2)), \("ada@example.org"))", file: "App/Users.swift",
                        line: 12)
                }
                #expect(error.kind == .server)
                #expect(error.sqlState == .uniqueViolation)
                #expect(error.sqlState?.conditionClass == "23")
                #expect(error.constraint == "the_email_key")
                #expect(error.detail == "Key (email)=(ada@example.org) already exists.")
                #expect(error.schema == "public")
                #expect(!error.isUnavailable)
                #expect(
                    error.description == """
                        duplicate key value violates unique constraint "the_email_key" (23505 unique_violation)
                          Constraint: the_email_key
                          SQL: insert into \(table) values ($1, $2)
                          At: App/Users.swift:12
                        """)
                #expect(error.debugDescription.contains("Detail: Key (email)=(ada@example.org) already exists."))
                #expect(error.debugDescription.contains("$1: integer 2\n  $2: text \"ada@example.org\""))
            }
        }
    }

    @Test("a syntax error points at its place")
    func pointsAtPlace() async throws {
        try await withDatabase { db in
            let error = try await postgresFailure { try await db.query("select ☃, 1 frm posts x y") }
            #expect(error.sqlState == .syntaxError || error.sqlState == .undefinedColumn)
            #expect(error.description.contains("Near: "))
            let hinted = try await postgresFailure { try await db.query("select lenght('x')") }
            #expect(hinted.hint?.isEmpty == false)
            #expect(hinted.position == 8)
            #expect(hinted.description.contains("Near: lenght('x') (character 8)"))
        }
    }

    @Test("errors are caught by their condition or their kind")
    func matching() async throws {
        try await withDatabase { db in
            do {
                try await db.query("select * from nope")
                Issue.record("it must throw")
            } catch PostgresError.uniqueViolation {
                Issue.record("it is another one")
            } catch PostgresError.undefinedTable {
                // The one that was meant.
            }
            do { try await db.query("select 1/0") } catch SQLState("22012") {}
        }
    }

    @Test("the context of a function is kept")
    func context() async throws {
        try await withDatabase { db in
            let error = try await postgresFailure {
                try await db.query("do $$ begin raise exception 'no' using hint = 'try later', detail = 'why'; end $$")
            }
            #expect(error.context?.contains("PL/pgSQL") == true)
            #expect(error.hint == "try later")
            #expect(error.detail == "why")
        }
    }

    @Test(
        "long and binary values are shortened in the log",
        arguments: [
            (PostgresBinding(String(repeating: "x", count: 100)), "text \"\(String(repeating: "x", count: 40))…\""),
            (PostgresBinding([1, 2, 3] as [UInt8]), "bytea (3 bytes)"), (PostgresBinding(-5), "bigint -5"),
            (PostgresBinding(nil as Int32?), "integer NULL"), (PostgresBinding(true), "boolean true"),
        ])
    func shortValues(binding: PostgresBinding, text: String) { #expect(binding.debugDescription == text) }
}
