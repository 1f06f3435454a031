import AshlarORM
import AshlarPostgres
import AshlarSupport
import Foundation
import Testing

@Suite struct PageTests {
    @Test(
        "a page number that makes no sense becomes the nearest that does",
        arguments: [(1, 1), (2, 2), (0, 1), (-5, 1), (3, 2), (.max, 2), (.min, 1)])
    func clamping(asked: Int, given: Int) async throws {
        try await withSchema(blog) { _ async throws in
            let page = try await Post.latest().paginate(asked, perPage: 3)
            #expect(page.page == given)
            #expect(page.items.compactMap(\.id) == (given == 1 ? [4, 3, 2] : [1]))
            #expect(page.total == 4)
            #expect(page.lastPage == 2)
            #expect(page.previousPage == (given == 1 ? nil : 1))
            #expect(page.nextPage == (given == 1 ? 2 : nil))
        }
    }

    @Test("a page is counted and read in two statements, in a decided order")
    func statements() async throws {
        try await withSchema(blog) { _ async throws in
            let (page, sql) = try await recording { try await Post.published.paginate(perPage: 1) }
            #expect(page.items.compactMap(\.id) == [1])
            #expect(
                sql == [
                    #"SELECT count(*) FROM "articles" WHERE "articles"."published_at" IS NOT NULL"#,
                    "SELECT \(postColumns) FROM \"articles\" WHERE \"articles\".\"published_at\" IS NOT NULL"
                        + " ORDER BY \"articles\".\"id\" ASC LIMIT $1 OFFSET $2",
                ])
        }
    }

    @Test("an empty result is one empty page")
    func empty() async throws {
        try await withSchema(blogTables) { _ async throws in
            let page = try await Post.latest().paginate(7)
            #expect(page.isEmpty)
            #expect(page.page == 1)
            #expect(page.lastPage == 1)
            #expect(!page.hasNext && !page.hasPrevious)
        }
    }

    @Test("a limit of the query bounds its pages")
    func limited() async throws {
        try await withSchema(blog) { _ async throws in
            let query = Post.order { $0.id.asc }.limit(3)
            let page = try await query.paginate(2, perPage: 2)
            #expect(page.total == 3)
            #expect(page.items.compactMap(\.id) == [3])
            let behind = try await query.offset(1).paginate(2, perPage: 2)
            #expect(behind.items.compactMap(\.id) == [4])
        }
    }

    @Test("no number of items a page is too wild")
    func wild() async throws {
        try await withSchema(blog) { _ async throws in
            #expect(try await Post.query().paginate(1, perPage: 0).perPage == 1)
            #expect(try await Post.query().paginate(1, perPage: .max).count == 4)
        }
    }

    @Test("a page is a collection, JSON, and readable by name")
    func forms() throws {
        let page = Page(items: ["a", "b"], total: 5, page: 2, perPage: 2)
        #expect(Array(page) == ["a", "b"])
        #expect(page.map { $0 + "!" }.items == ["a!", "b!"])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        #expect(
            String(decoding: try encoder.encode(page), as: UTF8.self)
                == #"{"items":["a","b"],"lastPage":3,"page":2,"perPage":2,"total":5}"#)
        for name in Page<String>.memberNames { _ = try page.member(named: name) }
        #expect(try page.member(named: "nextPage") as? Int == 3)
        #expect(throws: MemberError.unknown) { try page.member(named: "nope") }
    }
}
