import Ashlar
import Foundation
import Logging

func openDatabase(_ logger: Logger) -> Database {
    var configuration = Database.Configuration(url: "postgres://ada@db.example.com/library?sslmode=verify-full")
    configuration.maximumConnections = 8
    configuration.statementTimeout = .seconds(10)
    configuration.lockTimeout = .seconds(2)
    return Database(configuration: configuration, logger: logger)
}

func titles(_ database: Database, by writer: Int) async throws -> [String] {
    let rows = try await database.query("select title from books where writer_id = \(writer) order by title")
    return try rows.map { try $0.decode("title") }
}

func words(_ database: Database, of text: String) async throws -> String {
    try await database.query("select to_tsvector('english', \(text))", format: .text)[0].decode(0)
}

func move(_ amount: Int, from: Int, to: Int, in database: Database) async throws {
    try await database.transaction(isolation: .serializable, attempts: 5) {
        try await database.execute("update accounts set balance = balance - \(amount) where id = \(from)")
        try await database.execute("update accounts set balance = balance + \(amount) where id = \(to)")
    }
}

func nightly(_ database: Database, _ report: () async throws -> Void) async throws {
    try await database.withAdvisoryLock("nightly report") { try await report() }
    let ran = try await database.tryAdvisoryLock("clean up") { try await database.execute("delete from drafts") }
    if ran == nil { print("Another process cleans up already.") }
}

func sendAll(_ database: Database, _ send: (String) async throws -> Void) async throws {
    for try await row in database.stream("select email from readers") { try await send(row.decode("email")) }
}

func load(_ readers: [(id: Int, name: String)], into database: Database) async throws -> Int {
    try await database.copy(into: "readers", columns: ["id", "name"]) { rows in
        for reader in readers { try await rows.write(reader.id, reader.name) }
    }
}

func csv(_ database: Database, _ write: ([UInt8]) async throws -> Void) async throws {
    for try await piece in database.copyOut("copy readers to stdout (format csv, header)") { try await write(piece) }
    try await database.copyIn("copy readers from stdin (format csv)") { copy in try await copy.write("1,Ada\n") }
}

func follow(_ database: Database, _ run: (String) async throws -> Void) async throws {
    for try await event in database.listen(to: "jobs") {
        switch event {
        case .listening(let mayHaveMissedSome): if mayHaveMissedSome { try await run("whatever is due") }
        case .notification(let notification): try await run(notification.payload)
        }
    }
}

func placeOrder(_ database: Database) async throws -> Int {
    try await Database.readingOwnWrites {
        try await database.execute("insert into orders default values")
        return try await database.query("select count(*) from orders")[0].decode(0)
    }
}

func register(_ email: String, _ database: Database) async throws -> String {
    do {
        try await database.execute("insert into readers (email) values (\(email))")
        return "Welcome."
    } catch PostgresError.uniqueViolation {
        return "This address is taken."
    } catch let error as PostgresError where error.isUnavailable {
        return "Try again in a minute."
    }
}

func valueSamples() {
    let day = PostgresDate(year: 2026, month: 2, day: 1)
    let opening = PostgresTime(hour: 9, minute: 30)
    let term = PostgresInterval(months: 1, days: 3)
    let days = PostgresRange(from: day, upTo: PostgresDate("2026-03-01"))
    let ages = PostgresRange<Int>(lower: .including(18), upper: .including(65))
    let from = PostgresRange<Date>(from: Date())
    _ = (opening, term, days, ages, from)
}
