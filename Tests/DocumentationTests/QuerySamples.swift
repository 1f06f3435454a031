import Ashlar
import Foundation

func refinedQueries() async throws {
    let open = Loan.where { $0.returnedAt == nil && $0.book.writer.name == "Ada" }
    let newest = try await open.latest().limit(10).all()
    let count = try await open.count()
    print(newest, count)
}

func conditionalQuery() async throws {
    let search: String? = "swift"
    let found = try await Book.query()
        .when(search) { query, text in query.where { $0.title.contains(text, ignoringCase: true) } }
        .all()
    print(found)
}

func relationQueries() async throws {
    let busy = try await Writer.where { $0.books.count > 3 && $0.books.exists { $0.lentAt == nil } }.all()
    let idle = try await Writer.where { $0.books.doesntExist() }.all()
    let titles = try await Book.order { [$0.writer.name.asc, $0.title.asc] }.select { ($0.title, $0.writer.name) }.all()
    print(busy, idle, titles)
}

func selectedValues() async throws {
    struct Shelfmark: Decodable, Sendable {
        let title: String
        let author: String
    }
    let pairs = try await Book.query().select { ($0.title, $0.writer.name) }.all()
    let marks = try await Book.query().select { ($0.title, $0.writer.name.as("author")) }.all(as: Shelfmark.self)
    let names = try await Writer.order { $0.name.asc }.pluck { $0.name }
    let byID = try await Book.query().pluck({ $0.title }, keyedBy: { $0.id })
    let title = try await Book.where { $0.id == 7 }.value { $0.title }
    print(pairs, marks, names, byID, title ?? "")
}

func chosenValues() async throws {
    let shelves = try await Book.query()
        .select { ($0.title, Case.when($0.lentAt == nil, then: "here").otherwise("lent")) }.all()
    print(shelves)
}

func aggregates() async throws {
    let total = try await Loan.where { $0.returnedAt == nil }.count()
    let first = try await Book.query().min { $0.createdAt }
    let writers = try await Book.query().group { $0.writerID }.having { $0.id.count > 1 }
        .select {
            ($0.writerID, $0.id.count, Aggregate.count.filter($0.lentAt != nil), $0.title.joined(separator: ", "))
        }.all()
    let ranked = try await Book.query()
        .select { ($0.title, Window.rank.over(partition: [$0.writerID], order: [$0.createdAt.desc])) }.all()
    let soFar = try await Loan.query()
        .select {
            ($0.reader, Aggregate.count.over(order: [$0.createdAt.asc], frame: .rows(from: .unbounded, to: .current)))
        }.all()
    print(total, first ?? .distantPast, writers, ranked, soFar)
}

func searching() async throws {
    let query = SearchQuery.web("sea -fiction")
    let best = try await Book.where { $0.title.matches(query) }
        .order { $0.title.searchVector().rank(query).desc }.all()
    print(best)
}

func joins() async throws {
    let other = Book.as("other")
    let twins = try await Book.query().join(other, on: { $0.title == other.title && $0.id < other.id })
        .select { ($0.id, other.id) }.all()
    let lent = try await Writer.where { $0.id.in(Book.where { $0.lentAt != nil }.select { $0.writerID }) }.all()
    let lonely = try await Writer.where { writer in .notExists(Book.where { $0.writerID == writer.id }) }.all()
    let latest = try await Writer.query()
        .joinLateral { $0.books.query.latest().limit(1).select { $0.title }.as("latest") }
        .select { ($0.name, Computed<String>(raw: "latest.title")) }.all()
    print(twins, lent, lonely, latest)
}

func commonTables() async throws {
    let old = CommonTable("old", deleting: Loan.where { $0.returnedAt < Date(timeIntervalSince1970: 0) })
    let removed = try await Loan.query().with(old).from(old).pluck { $0.reader }
    print(removed)
}

func largeResults() async throws {
    let page = try await Book.query().latest().cursorPaginate(perPage: 20)
    let next = try await Book.query().latest().cursorPaginate(page.next, perPage: 20)
    try await Loan.where { $0.returnedAt == nil }.chunk(200) { loans in print(loans.count) }
    for try await book in Book.query().with({ $0.writer }).lazy() { print(book.title) }
    print(next)
}

func descendants() async throws -> [Section] {
    let tree = CommonTable("tree", Section.where { $0.name == "Sciences" }) { tree in
        Section.query().join(tree, on: { $0.parentID == tree.id })
    }
    let below = try await Section.query().with(tree).from(tree).order { $0.name.asc }.all()
    return below
}

func writing() async throws {
    try await Book.where { $0.id == 7 }.update { [$0.title.set("Sea"), $0.lentAt.set(nil)] }
    try await Loan.where { $0.book.title == "Sea" }.update { [$0.reader.set($0.book.writer.name)] }
    let gone = try await Loan.where { $0.returnedAt != nil }.deleteReturning()
    let saved = try await Writer.query().insert([Writer(name: "Ada"), Writer(name: "Grace")])
    try await Writer.query().upsert(saved, on: { [$0.id] })
    try await Writer.query().insert({ $0.name }, from: Loan.query().distinct().select { $0.reader })
    try await Loan.query().update(from: Book.where { $0.lentAt == nil }, on: { $0.bookID == $1.id }) { loan, book in
        [loan.reader.set(book.title)]
    }
    try await Writer.query().insert(
        saved, onConflict: .update(on: { [$0.id] }, set: { [$0.name.set($1.name)] }, where: { $0.name != $1.name }))
    print(gone)
}

func tables(_ database: Database) async throws {
    let rows = try await database.table("books").where("writer_id", 7).orderBy("title").select("id", "title").all()
    let total = try await database.table("loans").where { $0.date("returned_at") == nil && $0.int("book_id") > 3 }
        .count()
    try await database.table("writers").insert(["name": "Ada", "created_at": nil])
    try await database.table("writers").where("name", "Ada").update(["name": "Ada Lovelace"])
    print(rows, total)
}

func rawSQL(_ database: Database) async throws {
    struct Count: Decodable {
        let writerID: Int
        let books: Int
    }
    let long = try await Book.where { Condition(raw: "length(\($0.title)) > \(100)") }.all()
    let ordered = try await Book.where("lent_at is null").order { _ in Ordering(raw: "random()") }.all()
    let counts = try await database.query("select writer_id, count(*) as books from books group by writer_id").decode(
        as: Count.self)
    print(long, ordered, counts)
}

func lend(_ given: Loan, _ database: Database, _ send: @escaping @Sendable (String) async throws -> Void) async throws {
    var loan = given
    try await database.transaction {
        try await loan.save()
        try await database.afterCommit { try await send("Your loan was noted.") }
    }
}
