import Ashlar
import AshlarTesting
import Foundation
import Testing

/// Runs the samples' app in a folder and a database of its own.
func withApp(
    _ type: Library.Type, bindings: (Container) throws -> Void = { _ in },
    _ body: @Sendable (TestApp) async throws -> Void
) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ashlar-library-\(UUID().uuidString)")
    for (name, text) in [
        "views/books/index.html": """
        {% for book in books %}<a href="{{ route('books.show', book) }}">{{ book.title }}</a> by {{ book.writer.name }}
        {% endfor %}{{ today }}
        """,
        "views/about.html": "About",
    ] {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    let url = try await LibraryDatabase.shared.url()
    try await AshlarTesting.withApp(
        type, root: folder.path, variables: ["DATABASE_URL": url], bindings: bindings, body)
}

/// The samples' database, made anew once for a run.
actor LibraryDatabase {
    static let shared = LibraryDatabase()
    private var made: Task<String, any Error>?

    func url() async throws -> String {
        if let made { return try await made.value }
        let task = Task {
            let server = try #require(ProcessInfo.processInfo.environment["ASHLAR_TEST_DATABASE_URL"])
            let admin = Database(configuration: .init(url: server), logger: Logger(label: "test"))
            try await admin.execute("drop database if exists ashlar_test_library with (force)")
            try await admin.execute("create database ashlar_test_library")
            await admin.shutdown()
            var own = try #require(URLComponents(string: server))
            own.path = "/ashlar_test_library"
            return try #require(own.string)
        }
        made = task
        return try await task.value
    }
}

@Suite struct LibraryTests {
    @Test func aBookIsStored() async throws {
        try await withApp(Library.self) { app in
            let writer = try await Writer.create(name: "Ada")
            try await app.post("/books", form: ["title": "Notes", "writer": "\(writer.requireID())"])
                .assertRedirect(to: "books.show", Book.first()?.id)
            try await app.get("/books").assertOk().assertSee("Notes")
        }
    }

    @Test func routesAnswerAsDocumented() async throws {
        try await withApp(Library.self) { app in
            try await app.get("/").assertOk().assertSee("open: true")
            try await app.get("/shelves/3/b?detailed=1").assertOk().assertSee("shelf 3, slot b, dusty")
            try await app.get("/about").assertOk().assertSee("About")
            try await app.get("/ping").assertOk().assertSee("pong")
            try await app.get("/admin/loans").assertStatus(.forbidden)
            try await app.with(.authorization, "staff").get("/admin/loans").assertOk().assertHeader(
                .cacheControl, "private")
            #expect(ShelfFull(shelf: 3).httpError.message == "Shelf 3 is full.")
        }
    }

    @Test func bindingsAreReplaced() async throws {
        try await withApp(Library.self, bindings: { $0.instance(FixedClock(), as: (any LibraryClock).self) }) { app in
            try await app.get("/books").assertSee("a fixed day")
        }
        try await withApp(Library.self, bindings: { $0.instance(FixedClock(), as: (any LibraryClock).self) }) { app in
            try await app.inRequest("/books?page=2") { resolver in
                let clock = try resolver.resolve((any LibraryClock).self)
                #expect(try Request.current.query["page"] == "2" && clock.today == "a fixed day")
            }
        }
    }

    @Test func modelsQueriesRelationsAndTransactions() async throws {
        try await withApp(Library.self) { app in
            let database = try app.database
            let writer = try await Writer.create(name: "Ada")
            var book = try await Book.create(title: "Notes", writerID: writer.requireID())
            let bookID = try book.requireID()

            var loan = try await Loan.create(reader: "Ada", bookID: book.requireID())
            loan.returnedAt = Date()
            try await loan.save()
            let found = try await Loan.find(loan.requireID())
            let perhaps = try await Loan.findOptional(0)
            #expect(found.returnedAt != nil && perhaps == nil)

            let open =
                try await Loan
                .where { $0.returnedAt == nil && $0.reader.ilike("a%") }
                .order { $0.createdAt.desc }
                .limit(20)
                .all()
            let count = try await Loan.where { $0.bookID == 7 }.count()
            let first = try await Loan.where { $0.reader.in(["Ada", "Grace"]) }.first()
            let page = try await Loan.latest().paginate(2, perPage: 10)
            // Sequences go on where the test before left them, so the book may have the sample's key.
            #expect(open.isEmpty && count == (bookID == 7 ? 1 : 0) && first?.reader == "Ada" && page.total == 1)

            let rows = try await database.query(
                "select reader, count(*) from loans where book_id = \(bookID) group by reader")
            for row in rows {
                print(try row.decode("reader", as: String.self), try row.decode("count", as: Int.self))
            }
            let loans = try await Loan.query().with { [$0.book.writer] }.all()
            #expect(try await loans.first?.book.writer.name == "Ada")

            book.lentAt = Date()
            try await database.transaction {
                try await loan.save()
                try await book.save()
            }
            try await loan.delete()
            #expect(try await Loan.count() == 0)
        }
    }

    @Test func errorsAreThrown() {
        func lend() throws {
            throw HTTPError(.conflict, "This book is lent already.")
        }
        #expect(throws: HTTPError.self) { try lend() }
        func copy() throws {
            throw HTTPError.tooManyRequests("One copy a minute.", retryAfter: .seconds(60))
        }
        #expect(throws: HTTPError.self) { try copy() }
    }
}
