import Ashlar
import Foundation

@Model
struct Writer {
    var id: Int?
    var name: String
    var createdAt: Date?
    var updatedAt: Date?
    @HasMany var books: [Book]
}

@Model
struct Book {
    var id: Int?
    var title: String
    var lentAt: Date?
    var createdAt: Date?
    var updatedAt: Date?
    @BelongsTo var writer: Writer

    static var available: Query<Book> { Book.where { $0.lentAt == nil } }
}

@Model
struct Loan {
    var id: Int?
    var reader: String
    var returnedAt: Date?
    var createdAt: Date?
    var updatedAt: Date?
    @BelongsTo var book: Book
}

struct CreateWritersTable: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.create("writers") {
            $0.id()
            $0.string("name")
            $0.timestamps()
        }
    }

    func down(_ schema: Schema) async throws {
        try await schema.drop("writers")
    }
}

struct CreateBooksTable: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.create("books") {
            $0.id()
            $0.string("title")
            $0.timestamp("lent_at").nullable()
            $0.references("writers", as: "writer_id").onDelete(.cascade)
            $0.timestamps()
        }
    }

    func down(_ schema: Schema) async throws {
        try await schema.drop("books")
    }
}

struct CreateLoansTable: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.create("loans") {
            $0.id()
            $0.string("reader", 200)
            $0.timestamp("returned_at").nullable()
            $0.references("books", as: "book_id").onDelete(.cascade)
            $0.timestamps()
        }
    }

    func down(_ schema: Schema) async throws {
        try await schema.drop("loans")
    }
}
