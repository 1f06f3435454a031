@testable import AshlarORM
import AshlarPostgres
import AshlarSupport
import Foundation
import Testing

@Suite struct SavingTests {
    private static let now = Date(timeIntervalSinceReferenceDate: 800_000_000.25)

    @Test("create inserts all columns but the key, and takes over what the database stored")
    func create() async throws {
        try await withSchema(blogTables) { _ async throws in
            let (post, sql) = try await recording {
                try await ModelClock.$now.withValue({ Self.now }) {
                    try await Post.create(title: "New", status: .published, authorID: 7)
                }
            }
            #expect(
                sql == [
                    "INSERT INTO \"articles\" (\"headline\", \"views\", \"status\", \"published_at\", \"created_at\","
                        + " \"updated_at\", \"author_id\", \"editor_id\") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
                        + " RETURNING \(postColumns)"
                ])
            #expect(post.id == 1)
            #expect(post.exists && !post.isDirty)
            #expect(post.createdAt == Self.now)
            #expect(post.updatedAt == Self.now)
            #expect(try await Post.find(1) == post)
        }
    }

    @Test("a key that the app gives is inserted, and a key column alone takes the defaults")
    func keys() async throws {
        let tables = """
            CREATE TABLE tags (id text primary key);
            CREATE TABLE tokens (id uuid primary key default gen_random_uuid());
            """
        try await withSchema(tables) { _ async throws in
            let (tag, sql) = try await recording { try await Tag.create(id: "swift") }
            #expect(sql == [#"INSERT INTO "tags" ("id") VALUES ($1) RETURNING "tags"."id""#])
            #expect(tag.id == "swift")
            let (token, defaults) = try await recording { try await Token.create() }
            #expect(defaults == [#"INSERT INTO "tokens" DEFAULT VALUES RETURNING "tokens"."id""#])
            #expect(token.id != nil)
            #expect(try await Token.find(keyText: token.requireID().keyText).id == token.id)
        }
    }

    @Test("save writes the changed columns only, and nothing where nothing changed")
    func changedColumnsOnly() async throws {
        try await withSchema(blog) { _ async throws in
            var post = try await Post.find(3)
            #expect(!post.isDirty)
            let (_, nothing) = try await recording { try await post.save() }
            #expect(nothing.isEmpty)

            post.title = "Renamed"
            post.editorID = nil
            #expect(post.isDirty)
            #expect(post.changedColumns == ["headline", "editor_id"])
            let (_, sql) = try await recording {
                try await ModelClock.$now.withValue({ Self.now }) { try await post.save() }
            }
            #expect(
                sql == [
                    "UPDATE \"articles\" SET \"headline\" = $1, \"editor_id\" = $2, \"updated_at\" = $3"
                        + " WHERE \"articles\".\"id\" = $4 RETURNING \(postColumns)"
                ])
            #expect(!post.isDirty)
            #expect(post.updatedAt == Self.now)
            #expect(post.createdAt == (try day("2026-01-03")))
            let stored = try await Post.find(3)
            #expect(stored == post)
            #expect(stored.editorID == nil)
        }
    }

    @Test("an unchanged column is not touched even if it changed in the database meanwhile")
    func concurrentChange() async throws {
        try await withSchema(blog) { database async throws in
            var post = try await Post.find(1)
            try await database.execute("UPDATE articles SET views = 77 WHERE id = 1")
            post.title = "Mine"
            try await post.save()
            #expect(post.views == 77)
            #expect(try await Post.find(1).views == 77)
        }
    }

    @Test("changing a value back leaves nothing to save")
    func changedBack() async throws {
        try await withSchema(blog) { _ async throws in
            var post = try await Post.find(1)
            post.views += 1
            post.views -= 1
            #expect(!post.isDirty)
        }
    }

    @Test("values whose bytes differ from the stored ones only in form are unchanged")
    func forms() async throws {
        let table = """
            CREATE TABLE shapes (
                id smallint primary key, small smallint not null, price numeric(12, 4) not null, ratio real not null,
                day date not null, local timestamp not null, data jsonb not null, code varchar(5) not null);
            INSERT INTO shapes VALUES (1, 2, 1.5, 0.25, '2026-01-01', '2026-01-01 12:00', '{"b": 1, "a": [2]}', 'abc');
            """
        try await withSchema(table) { _ async throws in
            var shape = try await Shape.find(1)
            #expect(shape.changedColumns.isEmpty)
            shape.price = try #require(Decimal(string: "1.50"))
            shape.data.value = Shape.Data(a: [2], b: 1)
            #expect(shape.changedColumns.isEmpty)
            shape.small = 3
            shape.data.value.b = 2
            #expect(shape.changedColumns == ["small", "data"])
            try await shape.save()
            #expect(try await Shape.find(1).small == 3)
            #expect(shape.changedColumns.isEmpty)
        }
    }

    @Test("timestamps that the app sets itself stay")
    func ownTimestamps() async throws {
        try await withSchema(blogTables) { _ async throws in
            let chosen = try day("2020-02-02")
            var post = try await Post.create(title: "Old", createdAt: chosen, updatedAt: chosen, authorID: 1)
            #expect(post.createdAt == chosen)
            #expect(post.updatedAt == chosen)
            let later = try day("2021-02-02")
            post.updatedAt = later
            try await post.save()
            #expect(post.updatedAt == later)
        }
    }

    @Test("a changed key updates the row that had the old one")
    func changedKey() async throws {
        try await withSchema("CREATE TABLE tags (id text primary key)") { _ async throws in
            var tag = try await Tag.create(id: "swfit")
            tag.id = "swift"
            try await tag.save()
            #expect(try await Tag.all().map(\.id) == ["swift"])
        }
    }

    @Test("saving a row that is gone is an error and leaves the model as it was")
    func stale() async throws {
        try await withSchema(blog) { database async throws in
            let fetched = try await Post.find(2)
            try await database.execute("DELETE FROM articles WHERE id = 2")
            var post = fetched
            post.title = "Too late"
            let line = #line + 2
            let error = try await thrown(StaleModel.self) {
                try await post.save()
            }
            #expect(
                error.description == "Post with the key \"2\" was not updated: its row is no longer in the database")
            #expect(error.suggestion?.contains("fresh()") == true)
            #expect(error.location == SourceLocation(file: #fileID, line: line))
            #expect(post.title == "Too late")
            #expect(post.updatedAt == fetched.updatedAt)
            #expect(post.isDirty)
        }
    }

    @Test("a trigger that swallows the row is not taken for a stored one")
    func swallowed() async throws {
        let trigger = """
            CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
            CREATE TRIGGER swallow BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION swallow();
            """
        try await withSchema(blogTables + trigger) { _ async throws in
            let error = try await thrown(StaleModel.self) { _ = try await User.create(name: "Nobody") }
            #expect(error.description == "User was not inserted: the database stored no row")
        }
    }

    @Test("delete removes the row, and says so if it is gone")
    func delete() async throws {
        try await withSchema(blog) { _ async throws in
            let post = try await Post.find(2)
            let (_, sql) = try await recording { try await post.delete() }
            #expect(sql == [#"DELETE FROM "articles" WHERE "articles"."id" = $1"#])
            #expect(try await Post.findOptional(2) == nil)
            let error = try await thrown(StaleModel.self) { try await post.delete() }
            #expect(
                error.description == "Post with the key \"2\" was not deleted: its row is no longer in the database")
        }
    }

    @Test("what needs a saved model says that this one is not")
    func unsaved() async throws {
        try await withSchema(blogTables) { _ async throws in
            let post = Post(title: "Draft", authorID: 1)
            #expect(!post.exists && post.isDirty)
            #expect(post.changedColumns.count == 9)
            let error = try await thrown(ModelNotSaved.self) { try await post.delete() }
            #expect(error.description == "This Post is not in the database: it was made but never saved")
            #expect(error.suggestion == "Save it first: try await model.save()")
            await #expect(throws: ModelNotSaved.self) { try await post.fresh() }
            #expect(throws: ModelNotSaved.self) { try post.requireID() }
        }
    }

    @Test("refresh and fresh read the row again")
    func rereading() async throws {
        try await withSchema(blog) { database async throws in
            var post = try await Post.find(1)
            post.title = "Mine"
            try await database.execute("UPDATE articles SET views = 9 WHERE id = 1")
            let fresh = try await post.fresh()
            #expect(fresh.views == 9 && fresh.title == "Alpha")
            #expect(post.title == "Mine")
            try await post.refresh()
            #expect(post == fresh && !post.isDirty)
            try await database.execute("DELETE FROM articles WHERE id = 1")
            let error = try await thrown(ModelNotFound.self) { try await post.refresh() }
            #expect(error.key == "1")
        }
    }

    @Test("a unique violation passes as the server's error")
    func uniqueViolation() async throws {
        try await withSchema(blog) { _ async throws in
            let error = try await thrown(PostgresError.self) { _ = try await Post.create(title: "Alpha", authorID: 1) }
            #expect(error.sqlState == .uniqueViolation)
            #expect(error.constraint == "articles_headline_key")
            #expect(error.location?.file == #fileID)
        }
    }

    @Test("a transaction that fails takes back what models wrote in it")
    func transactions() async throws {
        try await withSchema(blog) { database async throws in
            await #expect(throws: CancellationError.self) {
                try await database.transaction {
                    _ = try await User.create(name: "Gone")
                    try await Post.find(1).delete()
                    throw CancellationError()
                }
            }
            #expect(try await User.count() == 2)
            #expect(try await Post.count() == 4)
        }
    }

    @Test("bulk writes are one statement and count the rows")
    func bulk() async throws {
        try await withSchema(blog) { _ async throws in
            let (changed, sql) = try await recording {
                try await ModelClock.$now.withValue({ Self.now }) {
                    try await Post.where { $0.status == .draft }.update {
                        [$0.views.increment(by: 10), $0.editorID.set(nil), $0.title.set(raw: "upper(headline)")]
                    }
                }
            }
            #expect(changed == 2)
            #expect(
                sql == [
                    "UPDATE \"articles\" SET \"views\" = \"articles\".\"views\" + $1, \"editor_id\" = $2,"
                        + " \"headline\" = (upper(headline)), \"updated_at\" = $3 WHERE \"articles\".\"status\" = $4"
                ])
            let posts = try await Post.order { $0.id.asc }.all()
            #expect(posts.map(\.views) == [1, 15, 10, 20])
            #expect(posts.map(\.title) == ["Alpha", "BETA", "Gamma_", "DELTA%"])
            #expect(posts[1].updatedAt == Self.now && posts[1].editorID == nil)

            #expect(
                try await Post.latest().limit(1).update {
                    [$0.views.decrement(by: 20), $0.createdAt.set($0.updatedAt)]
                } == 1)
            #expect(try await Post.find(4).views == 0)
            let (deleted, deletion) = try await recording { try await Post.latest().limit(3).delete() }
            #expect(deleted == 3)
            #expect(
                deletion == [
                    "DELETE FROM \"articles\" WHERE \"articles\".\"id\" IN (SELECT \"articles\".\"id\" FROM \"articles\""
                        + " ORDER BY \"articles\".\"created_at\" DESC, \"articles\".\"id\" DESC LIMIT $1)"
                ])
            #expect(try await Post.query().update(all: true) { _ in [] } == 0)
        }
    }

    @Test("a bulk write without a condition has to say that all rows are meant")
    func unbounded() async throws {
        try await withSchema(blog) { _ async throws in
            let line = #line + 1
            let error = try await thrown(UnboundedWrite.self) { try await Post.query().delete() }
            #expect(
                error.description == "Refused to delete every row of \"articles\": the query for Post has no condition")
            #expect(error.suggestion == "Add .where { ... }, or write delete(all: true) if every row is meant.")
            #expect(error.location == SourceLocation(file: #fileID, line: line))
            await #expect(throws: UnboundedWrite.self) { try await Post.latest().update { [$0.views.set(0)] } }
            #expect(try await Post.count() == 4)
            #expect(try await Post.query().update(all: true) { [$0.views.set(0)] } == 4)
            #expect(try await Post.query().delete(all: true) == 4)
        }
    }
}

@Model
struct Tag { var id: String? }

@Model
struct Token { var id: UUID? }

@Model
struct Shape {
    struct Data: Codable, Sendable, Equatable {
        var a: [Int]
        var b: Int
    }

    var id: Int?
    var small: Int
    var price: Decimal
    var ratio: Double
    var day: PostgresDate
    var local: Date
    var data: JSONB<Data>
    var code: String
}
