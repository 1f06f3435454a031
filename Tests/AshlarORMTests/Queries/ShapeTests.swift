import AshlarORM
import AshlarPostgres
import Foundation
import Testing

@Suite struct ShapeTests {
    @Test("one shape of a query has one text, so that it is prepared once")
    func oneText() {
        func text(_ ids: [Int], _ name: String, _ limit: Int) -> String {
            Item.where {
                $0.id.in(ids) && $0.name == name && $0.tags.overlaps([name]) && $0.settings.json[name].text == name
            }
            .limit(limit).sql.description
        }
        #expect(text([1], "a", 1) == text(Array(1...500), "it's; drop table", 99))
        let cursor = Item.query().order { $0.price.asc }.sql.description
        #expect(cursor == Item.query().order { $0.price.asc }.sql.description)
    }

    @Test("a long way along relations has names that PostgreSQL does not cut")
    func longNames() async throws {
        try await withSchema(store) { _ async throws in
            let deep = Branch.where {
                $0.parent.parent.parent.parent.parent.parent.parent.parent.parent.parent.name == nil
                    && $0.parent.parent.parent.parent.parent.parent.parent.parent.parent.parent.parent.name == nil
            }
            #expect(try await deep.count() == 5)
        }
    }

    @Test("expressions are interpolated into raw SQL as SQL, values are bound")
    func raw() async throws {
        try await withSchema(store) { database async throws in
            let item = Item.as("i")
            let rows = try await database.query(
                "select \(item.name) from \(identifier: "items") as i where \(item.price) > \(20) and \(item.name == "Chair")"
            )
            #expect(try rows.map { try $0.decode(0, as: String.self) } == ["Chair"])
        }
    }
}
