import AshlarORM
import AshlarPostgres
import AshlarSupport
import Foundation
import Testing

@Suite struct FindingTests {
    @Test("find reads one row by its key, with a text made once")
    func find() async throws {
        try await withSchema(blog) { _ async throws in
            let (post, sql) = try await recording { try await Post.find(3) }
            #expect(sql == ["SELECT \(postColumns) FROM \"articles\" WHERE \"articles\".\"id\" = $1"])
            #expect(post.title == "Gamma_")
            #expect(post.views == 10)
            #expect(post.status == .published)
            #expect(post.publishedAt == (try day("2026-01-03")))
            #expect(post.authorID == 1)
            #expect(post.editorID == 2)
            #expect(post.exists)
        }
    }

    @Test("a key that is not there is an error that names the model, the key and the call")
    func notFound() async throws {
        try await withSchema(blog) { _ async throws in
            let line = #line + 1
            let error = try await thrown(ModelNotFound.self) { _ = try await Post.find(99) }
            #expect(error.description == "Post with the key \"99\" was not found")
            #expect(error.suggestion == "Where that may happen use findOptional, which gives nil.")
            #expect(error.location == SourceLocation(file: #fileID, line: line))
            #expect(try await Post.findOptional(99) == nil)
            #expect(try await Post.findOptional(2)?.title == "Beta")
        }
    }

    @Test(
        "a key from a URL is read strictly",
        arguments: ["abc", "", "1 ", "+1", "01", "1.0", "99999999999999999999", "٣"])
    func malformedKeys(text: String) async throws {
        try await withSchema(blog) { _ async throws in
            let (error, sql) = try await recording {
                try await thrown(ModelNotFound.self) { _ = try await Post.find(keyText: text) }
            }
            #expect(error.key == text)
            #expect(sql.isEmpty)
        }
    }

    @Test("a key is written into a URL and read from it")
    func keyTexts() async throws {
        try await withSchema(blog) { _ async throws in
            #expect(try await Post.find(keyText: "2").title == "Beta")
        }
        let uuid = UUID()
        #expect(UUID(keyText: uuid.keyText) == uuid)
        #expect(uuid.keyText == uuid.uuidString.lowercased())
        #expect(UUID(keyText: "no") == nil)
        #expect(String(keyText: "a/b") == "a/b")
        #expect(String(keyText: "a\0") == nil)
        #expect(Int16(keyText: "-7") == -7)
    }

    @Test("first is the lowest key, or the first of the order")
    func first() async throws {
        try await withSchema(blog) { _ async throws in
            let (posts, sql) = try await recording {
                [try await Post.first(), try await Post.order { $0.title.desc }.first()]
            }
            #expect(posts.map { $0?.id } == [1, 3])
            #expect(sql[0].hasSuffix("ORDER BY \"articles\".\"id\" ASC LIMIT $1"))
            #expect(try await Post.where { $0.views > 99 }.first() == nil)
            #expect(try await Post.query().limit(0).first() == nil)
            let error = try await thrown(ModelNotFound.self) {
                _ = try await Post.where { $0.views > 99 }.firstOrFail()
            }
            #expect(error.description == "No Post was found")
            #expect(error.suggestion == "Where that may happen use first(), which gives nil.")
            #expect(try await Post.latest().firstOrFail().id == 4)
        }
    }

    @Test("find within a query keeps its conditions")
    func findWithin() async throws {
        try await withSchema(blog) { _ async throws in
            #expect(try await Post.published.find(3).id == 3)
            #expect(try await Post.published.findOptional(2) == nil)
            #expect(try await Post.where { $0.views == 1 }.orWhere { $0.views == 5 }.findOptional(3) == nil)
            #expect(try await Post.latest().limit(2).findOptional(1) == nil)
            #expect(try await Post.latest().limit(2).find(3).id == 3)
            await #expect(throws: ModelNotFound.self) { try await Post.published.find(2) }
        }
    }

    @Test("counting and asking for existence respect conditions, limit and offset")
    func counting() async throws {
        try await withSchema(blog) { _ async throws in
            let (_, sql) = try await recording { () async throws in
                #expect(try await Post.count() == 4)
                #expect(try await Post.published.latest().count() == 2)
                #expect(try await Post.query().limit(3).offset(2).count() == 2)
                #expect(try await Post.published.exists())
                #expect(try await Post.where { $0.views > 99 }.exists() == false)
                #expect(try await Post.exists())
            }
            #expect(sql[1] == #"SELECT count(*) FROM "articles" WHERE "articles"."published_at" IS NOT NULL"#)
            #expect(sql[2] == #"SELECT count(*) FROM (SELECT 1 FROM "articles" LIMIT $1 OFFSET $2) AS limited"#)
            #expect(
                sql[3] == #"SELECT EXISTS (SELECT 1 FROM "articles" WHERE "articles"."published_at" IS NOT NULL)"#)
        }
    }

    @Test("a query without a database says how one gets there")
    func noDatabase() async throws {
        await #expect(throws: (any Error).self) { try await Post.all() }
    }

    @Test("a query runs on the database that it names")
    func otherDatabase() async throws {
        try await withSchema(blogTables + "INSERT INTO users (name) VALUES ('Only')") { other in
            let found = try await Database.$current.withValue(nil) {
                #expect(try await User.find(1, on: other).name == "Only")
                #expect(try await User.query(on: other).count() == 1)
                // A model stays with the database that it came from.
                var user = try await User.on(other).firstOrFail()
                user.name = "Renamed"
                try await user.save()
                return try await User.all(on: other)
            }
            #expect(found.map(\.name) == ["Renamed"])
        }
    }

    @Test("a row that does not fit the model names model, column, both types and the reason")
    func decodingErrors() async throws {
        let table =
            "CREATE TABLE strictly (id bigint primary key, count integer); INSERT INTO strictly VALUES (1, NULL)"
        try await withSchema(table) { _ async throws in
            let error = try await thrown(ModelDecodingError.self) { _ = try await Strict.all() }
            #expect(error.model == "Strict")
            #expect(error.cause.columnName == "count")
            #expect(
                error.description.hasPrefix(
                    "Strict cannot be read from row 0 of its result: Column \"count\" (integer)"))
            #expect(error.description.contains("NULL"))
            #expect(error.suggestion != nil)
            #expect(error.location?.file == #fileID)
        }
    }

    @Test("an error of the server has the SQL and the place of the call")
    func serverErrors() async throws {
        try await withSchema { _ async throws in
            let line = #line + 1
            let error = try await thrown(PostgresError.self) { _ = try await Post.where { $0.views > 3 }.all() }
            #expect(error.sqlState?.rawValue == "42P01")
            #expect(error.description.contains("FROM \"articles\" WHERE"))
            #expect(error.location == SourceLocation(file: #fileID, line: line))
        }
    }
}

@Model(table: "strictly")
struct Strict {
    var id: Int?
    var count: Int
}
