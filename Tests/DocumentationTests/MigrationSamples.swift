import Ashlar
import AshlarTesting
import Foundation
import Testing

@Model
struct Pamphlet {
    var id: Int?
    @Column(type: .string(80)) @Unique var code: String
    @Column(type: .decimal(10, 2)) var price: Decimal = 0
    @Index(.gin) var topics: [String] = []
    var isOpen: Bool = true
    @BelongsTo var writer: Writer

    static var indexes: [ModelIndex] { [ModelIndex("writerID", "isOpen")] }
}

struct CreateMembersTable: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.createEnum("plan", ["free", "paid"])
        try await schema.create("members") {
            $0.id()
            $0.string("email", 200).comment("Where invitations go")
            $0.enumeration("plan", "plan").default("free")
            $0.integer("age").nullable().check("age > 0")
            $0.array("tags", of: .text).default(sql: "'{}'")
            $0.references("members", as: "invited_by").nullable().onDelete(.setNull)
            $0.timestamps()
            $0.softDeletes()
            $0.index([.expression("lower(email)")]).unique().where("deleted_at IS NULL")
            $0.index(["tags"]).using(.gin)
        }
    }

    func down(_ schema: Schema) async throws {
        try await schema.drop("members")
        try await schema.dropType("plan")
    }
}

struct ChangeMembers: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.alter("members") {
            $0.change("email").type(.string(300))
            $0.change("age").default(18)
            $0.text("nickname").nullable()
        }
    }

    func down(_ schema: Schema) async throws {
        try await schema.alter("members") {
            $0.drop("nickname")
            $0.change("age").dropDefault()
            $0.change("email").type(.string(200))
        }
    }
}

struct IndexMembersByAge: Migration {
    static let withinTransaction = false

    func up(_ schema: Schema) async throws {
        try await schema.alter("members") { $0.index(["age"]).concurrently() }
    }

    func down(_ schema: Schema) async throws {
        try await schema.alter("members") { $0.dropIndex("members_age_idx", concurrently: true) }
    }
}

struct IndexMembersByPlan: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.safely(because: "there are 40 members").alter("members") { $0.index(["plan"]) }
    }

    func down(_ schema: Schema) async throws {
        try await schema.alter("members") { $0.dropIndex("members_plan_idx") }
    }
}

struct DivideVisits: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.create("visits") {
            $0.timestamp("at")
            $0.text("path")
            $0.partition(by: .range, ["at"])
        }
        try await schema.createPartition("visits_2026", of: "visits", .range(from: "2026-01-01", to: "2027-01-01"))
        try await schema.createMaterializedView("busy_paths", as: "SELECT path, count(*) FROM visits GROUP BY path")
    }

    func down(_ schema: Schema) async throws {
        try await schema.dropMaterializedView("busy_paths")
        try await schema.drop("visits")
    }
}

struct PlanRooms: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.createDomain("seats", .integer, check: "value between 1 and 500")
        try await schema.createType("extent", ["width": .integer, "depth": .integer])
        try await schema.create("bookings") {
            $0.id()
            $0.column("seats", .named("seats"))
            $0.column("extent", .named("extent")).nullable()
            $0.timestampRange("during")
            $0.text("note").default("")
            // No two at a time.
            $0.exclude([("during", "&&")]).name("one_at_a_time")
        }
        try await schema.createFunction(
            "trim_note", returns: "trigger", body: "BEGIN NEW.note = trim(NEW.note); RETURN NEW; END")
        try await schema.createTrigger(
            "bookings_trim", .before, [.insert, .update(of: ["note"])], on: "bookings", calls: "trim_note")
    }

    func down(_ schema: Schema) async throws {
        try await schema.drop("bookings")
        try await schema.dropFunction("trim_note")
        try await schema.dropType("extent")
        try await schema.dropDomain("seats")
    }
}

extension Writer: HasFactory {
    static var factory: Factory<Writer> { Factory { fake in Writer(name: fake.name()) } }
}

extension Book: HasFactory {
    static var factory: Factory<Book> {
        Factory { fake in
            Book(title: fake.title(), writerID: try await fake.key(of: Writer.factory))
        }
    }
}

extension Factory<Book> {
    var lent: Self { state { book, fake in book.lentAt = fake.past(days: 30) } }
}

struct BookSeeder: Seeder {
    static let dependencies: [any Seeder.Type] = [WriterSeeder.self]

    func run() async throws {
        _ = try await Book.factory.recycle(Writer.all()).create(50)
    }
}

struct WriterSeeder: Seeder {
    func run() async throws { _ = try await Writer.factory.create(5) }
}

@Suite struct MigrationSampleTests {
    @Test func factoriesMakeWhatATestNeeds() async throws {
        try await withApp(Library.self) { app in
            let book = try await Book.factory.lent.create()
            let books = try await Book.factory.sequence({ $0.lentAt = nil }, { $0.lentAt = Date() }).create(4)
            let ada = try await Writer.factory.state { $0.name = "Ada" }.has(Book.factory.count(3)).create()
            let draft = try await Book.factory.for(ada).make()
            #expect(book.lentAt != nil && books.count == 4 && draft.writerID == ada.id)
            #expect(try await Writer.count() == 6)
        }
    }

    @Test func booksAreLent() async throws {
        try await withApp(Library.self) { app in
            let book = try await Book.factory.create()
            try await app.assertExists(book)
            try await app.assertExists(Book.where { $0.title == book.title })
            try await app.assertMissing(Loan.query())
            try await app.assertCount(1, Book.self)
            try await app.assertExists(in: "books", "title = \(book.title) and lent_at is null")
            try await app.assertQueryCount(2) {
                let books = try await Book.query().with { $0.writer }.all()
                #expect(try await books.first?.writer.id == book.writerID)
            }
            try await book.delete()
            try await app.assertMissing(book)
        }
    }

    @Test func expectationsThatDoNotHoldAreTold() async throws {
        try await withApp(Library.self) { app in
            await withKnownIssue { try await app.assertExists(Book.query()) }
            await withKnownIssue { try await app.assertCount(2, in: "books") }
            await withKnownIssue { _ = try await app.assertQueryCount(0) { try await Book.count() } }
            let book = try await Book.factory.create()
            await withKnownIssue { try await app.assertMissing(book) }
            await withKnownIssue { try await app.assertMissing(in: "books") }
        }
    }

    @Test func aTestsOwnTransactionIsASavepoint() async throws {
        try await withApp(Library.self) { app in
            struct Stop: Error {}
            let database = try app.database
            await #expect(throws: Stop.self) {
                try await database.transaction {
                    _ = try await Book.factory.create()
                    throw Stop()
                }
            }
            try await app.assertCount(0, Book.self)
        }
        // Nothing of the tests is left.
        try await withApp(Library.self) { app in try await app.assertCount(0, Book.self) }
    }

    @Test func theMigrationsOfThePageRun() async throws {
        try await withApp(Library.self) { app in
            let database = try app.database
            let schema = Schema(database)
            try await CreateMembersTable().up(schema)
            try await ChangeMembers().up(schema)
            try await IndexMembersByPlan().up(schema)
            try await DivideVisits().up(schema)
            try await database.execute("insert into members (email) values ('ada@example.com')")
            try await DivideVisits().down(schema)
            try await PlanRooms().up(schema)
            let booking: SQL = "insert into bookings (seats, during, note) values (3, '[2026-11-24,2026-11-25)', ' x ')"
            try await database.execute(booking)
            await #expect(throws: PostgresError.self) {
                try await database.transaction { _ = try await database.execute(booking) }
            }
            #expect(
                try await database.query("select note from bookings").decode(row: 0, column: 0, as: String.self) == "x")
            try await PlanRooms().down(schema)
            try await ChangeMembers().down(schema)
            try await CreateMembersTable().down(schema)
            #expect(try await schema.hasTable("members") == false)
            #expect(
                try await SeederRunner([BookSeeder.self], database: database).run().map(\.name) == [
                    "WriterSeeder", "BookSeeder",
                ])
            try await app.assertCount(50, Book.self)
        }
    }
}
