import AshlarORM
import AshlarPostgres
import Foundation
import Testing

/// Each operator: its SQL and what it finds.
@Suite struct QuerySQLTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let sql: String
        let ids: [Int]
        let query: Query<Post>
        var testDescription: String { sql }

        /// - Parameter sql: what follows after `FROM "articles"`; `a.` stands for the table.
        init(_ query: Query<Post>, _ sql: String, finds ids: [Int]) {
            self.sql = sql
            self.ids = ids
            self.query = query
        }

        var fullSQL: String {
            "SELECT \(postColumns) FROM \"articles\" " + sql.replacing("a.", with: "\"articles\".")
        }
    }

    static let comparisons = [
        Example(Post.where { $0.title == "Beta" }, #"WHERE a."headline" = $1"#, finds: [2]),
        Example(Post.where { $0.title != "Beta" }, #"WHERE a."headline" <> $1"#, finds: [1, 3, 4]),
        Example(Post.where { $0.editorID == nil }, #"WHERE a."editor_id" IS NULL"#, finds: [1, 4]),
        Example(Post.where { $0.editorID != nil }, #"WHERE a."editor_id" IS NOT NULL"#, finds: [2, 3]),
        Example(Post.where { $0.editorID != 1 }, #"WHERE a."editor_id" IS DISTINCT FROM $1"#, finds: [1, 3, 4]),
        Example(Post.where { $0.views < 5 }, #"WHERE a."views" < $1"#, finds: [1]),
        Example(Post.where { $0.views <= 5 }, #"WHERE a."views" <= $1"#, finds: [1, 2]),
        Example(Post.where { $0.views > 5 }, #"WHERE a."views" > $1"#, finds: [3, 4]),
        Example(Post.where { $0.views >= 5 }, #"WHERE a."views" >= $1"#, finds: [2, 3, 4]),
        Example(Post.where { $0.status == .draft }, #"WHERE a."status" = $1"#, finds: [2, 4]),
        Example(Post.where { $0.views.between(2, 9) }, #"WHERE a."views" BETWEEN $1 AND $2"#, finds: [2]),
        Example(Post.where { $0.views.between(1...5) }, #"WHERE a."views" BETWEEN $1 AND $2"#, finds: [1, 2]),
        Example(Post.where { $0.id.in([1, 4, 9]) }, #"WHERE a."id" = ANY($1)"#, finds: [1, 4]),
        Example(Post.where { $0.id.in([]) }, #"WHERE a."id" = ANY($1)"#, finds: []),
        Example(Post.where { $0.views.notIn([1, 5]) }, #"WHERE a."views" <> ALL($1)"#, finds: [3, 4]),
        Example(
            Post.where { $0.editorID.notIn([2]) }, #"WHERE (a."editor_id" IS NULL OR a."editor_id" <> ALL($1))"#,
            finds: [1, 2, 4]),
        Example(
            Post.where { $0.createdAt == $0.updatedAt }, #"WHERE a."created_at" IS NOT DISTINCT FROM a."updated_at""#,
            finds: [1, 2, 3, 4]),
        Example(
            Post.where { $0.authorID != $0.editorID }, #"WHERE a."author_id" IS DISTINCT FROM a."editor_id""#,
            finds: [1, 2, 3, 4]),
        Example(Post.where { $0.authorID < $0.editorID }, #"WHERE a."author_id" < a."editor_id""#, finds: [3]),
        Example(Post.where { $0.authorID >= $0.editorID }, #"WHERE a."author_id" >= a."editor_id""#, finds: [2]),
    ]

    static let texts = [
        Example(Post.where { $0.title.like("%a") }, #"WHERE a."headline" LIKE $1"#, finds: [1, 2]),
        Example(Post.where { $0.title.ilike("%A%") }, #"WHERE a."headline" ILIKE $1"#, finds: [1, 2, 3, 4]),
        Example(Post.where { $0.title.contains("a_") }, #"WHERE a."headline" LIKE $1"#, finds: [3]),
        Example(Post.where { $0.title.startsWith("Del") }, #"WHERE a."headline" LIKE $1"#, finds: [4]),
        Example(Post.where { $0.title.endsWith("%") }, #"WHERE a."headline" LIKE $1"#, finds: [4]),
        Example(Post.where { $0.title.endsWith("\\") }, #"WHERE a."headline" LIKE $1"#, finds: []),
    ]

    static let joined = [
        Example(
            Post.where { $0.views > 3 && $0.status == .draft && $0.id != 9 },
            #"WHERE a."views" > $1 AND a."status" = $2 AND a."id" <> $3"#, finds: [2, 4]),
        Example(
            Post.where { ($0.views == 1 || $0.views == 5) && $0.status == .draft },
            #"WHERE (a."views" = $1 OR a."views" = $2) AND a."status" = $3"#, finds: [2]),
        Example(
            Post.where { $0.views == 1 || $0.views == 10 && $0.status == .draft },
            #"WHERE a."views" = $1 OR (a."views" = $2 AND a."status" = $3)"#, finds: [1, 4]),
        Example(Post.where { !($0.editorID == 1) }, #"WHERE (a."editor_id" = $1) IS NOT TRUE"#, finds: [1, 3, 4]),
        Example(
            Post.where { $0.views == 1 || $0.views == 5 }.where { $0.status == .draft },
            #"WHERE (a."views" = $1 OR a."views" = $2) AND a."status" = $3"#, finds: [2]),
        Example(
            Post.where { $0.views == 1 }.orWhere { $0.status == .draft },
            #"WHERE a."views" = $1 OR a."status" = $2"#, finds: [1, 2, 4]),
        Example(
            Post.where("length(headline) = \(5) or views = \(5)").where { $0.id < 3 },
            #"WHERE (length(headline) = $1 or views = $2) AND a."id" < $3"#, finds: [1, 2]),
        Example(
            Post.where { $0.id == 1 }.orWhere("views = \(5)"), #"WHERE a."id" = $1 OR (views = $2)"#, finds: [1, 2]),
        Example(
            Post.where { $0.id == 1 || Condition(raw: "views = \(5)") }, #"WHERE a."id" = $1 OR (views = $2)"#,
            finds: [1, 2]),
    ]

    static let orders = [
        Example(Post.order { $0.title.asc }, #"ORDER BY a."headline" ASC"#, finds: [1, 2, 4, 3]),
        Example(
            Post.order { [$0.views.desc, $0.title.desc] }, #"ORDER BY a."views" DESC, a."headline" DESC"#,
            finds: [3, 4, 2, 1]),
        Example(
            Post.order { $0.views.desc }.order { $0.id.desc }, #"ORDER BY a."views" DESC, a."id" DESC"#,
            finds: [4, 3, 2, 1]),
        Example(
            Post.order { [$0.publishedAt.desc.nullsLast, $0.id.asc] },
            #"ORDER BY a."published_at" DESC NULLS LAST, a."id" ASC"#, finds: [3, 1, 2, 4]),
        Example(
            Post.order { [$0.publishedAt.asc.nullsFirst, $0.id.asc] },
            #"ORDER BY a."published_at" ASC NULLS FIRST, a."id" ASC"#, finds: [2, 4, 1, 3]),
        Example(Post.latest(), #"ORDER BY a."created_at" DESC, a."id" DESC"#, finds: [4, 3, 2, 1]),
        Example(
            Post.published.oldest(),
            #"WHERE a."published_at" IS NOT NULL ORDER BY a."created_at" ASC, a."id" ASC"#, finds: [1, 3]),
        Example(
            Post.latest().limit(2).offset(1), #"ORDER BY a."created_at" DESC, a."id" DESC LIMIT $1 OFFSET $2"#,
            finds: [3, 2]),
    ]

    @Test("an operator has the SQL and the meaning of its Swift form", arguments: comparisons + texts + joined + orders)
    func operators(example: Example) async throws {
        try await withSchema(blog) { _ async throws in
            let (posts, sql) = try await recording { try await example.query.all() }
            #expect(sql == [example.fullSQL])
            let ids = posts.compactMap(\.id)
            #expect(example.sql.contains("ORDER BY") ? ids == example.ids : ids.sorted() == example.ids)
        }
    }

    @Test("one shape of a query has one text, whatever the values")
    func oneText() {
        let short = Post.where { $0.id.in([1]) && $0.title == "a" }.limit(1).sql.render()
        let long = Post.where { $0.id.in([1, 2, 3]) && $0.title == "it's; drop" }.limit(99).sql.render()
        #expect(short.text == long.text)
        #expect(long.bindings.count == 3)
    }

    @Test("a query is a value: refining it leaves the original as it was")
    func values() {
        let base = Post.where { $0.views > 1 }
        let refined = base.where { $0.views < 5 }.limit(1)
        #expect(base.sql.description.hasSuffix(#"WHERE "articles"."views" > $1"#))
        #expect(
            refined.sql.description.hasSuffix(#"WHERE "articles"."views" > $1 AND "articles"."views" < $2 LIMIT $3"#))
    }

    @Test("names with quotes in them stay names")
    func quotedNames() async throws {
        try await withSchema(#"CREATE TABLE "odd ""table""" (id bigint primary key, "a""b" text not null)"#) {
            _ async throws in
            var odd = Odd(id: 1, value: "x")
            try await odd.save()
            #expect(try await Odd.where { $0.value == "x" }.count() == 1)
            #expect(
                Odd.query().sql.description
                    == #"SELECT "odd ""table"""."id", "odd ""table"""."a""b" FROM "odd ""table""""#)
        }
    }
}

@Model(table: "odd \"table\"")
struct Odd {
    var id: Int?
    @Column("a\"b") var value: String
}
