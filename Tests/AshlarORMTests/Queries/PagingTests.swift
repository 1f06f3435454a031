import AshlarORM
import AshlarPostgres
import Foundation
import Testing

@Suite struct PagingTests {
    @Test("a simple page knows whether there is another one, by one statement")
    func simple() async throws {
        try await withSchema(store) { _ async throws in
            let (page, sql) = try await recording { try await Item.query().simplePaginate(1, perPage: 3) }
            #expect(page.compactMap(\.id) == [1, 2, 3])
            #expect(page.hasNext && page.nextPage == 2 && page.previousPage == nil)
            #expect(sql.count == 1)
            let second = try await Item.query().simplePaginate(2, perPage: 3)
            #expect(second.compactMap(\.id) == [4])
            #expect(!second.hasNext && second.previousPage == 1)
            #expect(try await Item.query().simplePaginate(.max, perPage: .max).isEmpty)
            #expect(try await Item.query().simplePaginate(-1, perPage: 0).compactMap(\.id) == [1])
            let limited = try await Item.query().limit(3).simplePaginate(2, perPage: 2)
            #expect(limited.compactMap(\.id) == [3])
            #expect(!limited.hasNext)
            #expect(try await Item.query().select { $0.name }.simplePaginate(1, perPage: 1).items == ["Anvil"])
        }
    }

    /// Every page of a query, forwards and then backwards again.
    private func walk(_ query: Query<Item>, perPage: Int) async throws -> (forwards: [[Int]], backwards: [[Int]]) {
        var forwards: [[Int]] = []
        var page = try await query.cursorPaginate(perPage: perPage)
        forwards.append(page.compactMap(\.id))
        while let next = page.next {
            page = try await query.cursorPaginate(next, perPage: perPage)
            forwards.append(page.compactMap(\.id))
        }
        var backwards = [page.compactMap(\.id)]
        while let previous = page.previous {
            page = try await query.cursorPaginate(previous, perPage: perPage)
            backwards.append(page.compactMap(\.id))
        }
        return (forwards, backwards)
    }

    @Test("cursors lead through all rows, both ways, whatever the order and where NULL stands")
    func cursors() async throws {
        try await withSchema(store) { _ async throws in
            let orders: [(Query<Item>, [Int])] = [
                (Item.query(), [1, 2, 3, 4]), (Item.order { $0.price.desc }, [4, 3, 1, 2]),
                (Item.order { [$0.price.desc, $0.id.asc] }, [3, 4, 1, 2]), (Item.order { $0.cost.asc }, [1, 4, 3, 2]),
                (Item.order { $0.cost.desc }, [2, 3, 4, 1]), (Item.order { $0.cost.desc.nullsLast }, [3, 4, 1, 2]),
                (Item.order { $0.note.asc.nullsFirst }, [2, 3, 1, 4]), (Item.order { $0.madeAt.asc }, [3, 1, 4, 2]),
                (Item.order { [$0.shelf.label.asc, $0.rating.asc] }, [4, 3, 2, 1]),
                (Item.order { $0.name.length.desc }, [4, 3, 1, 2]),
            ]
            for (query, ids) in orders {
                for size in 1...3 {
                    let (forwards, backwards) = try await walk(query, perPage: size)
                    #expect(forwards.flatMap { $0 } == ids, "\(query.sql.description)")
                    #expect(backwards.reversed().flatMap { $0 } == ids, "\(query.sql.description)")
                    #expect(forwards.dropLast().allSatisfy { $0.count == size })
                }
            }
        }
    }

    @Test("a cursor is one comparison of rows where an index can answer that")
    func rowComparison() async throws {
        try await withSchema(store) { _ async throws in
            let first = try await Item.order { $0.price.desc }.cursorPaginate(perPage: 2)
            let (_, sql) = try await recording {
                try await Item.order { $0.price.desc }.cursorPaginate(first.next, perPage: 2)
            }
            #expect(
                sql[0].contains(
                    #"WHERE ("items"."price", "items"."id") < ($1, $2) ORDER BY "items"."price" DESC, "items"."id" DESC LIMIT $3"#
                ))
        }
    }

    @Test("rows that are written in the meantime shift no page")
    func stable() async throws {
        try await withSchema(store) { _ async throws in
            let first = try await Item.query().cursorPaginate(perPage: 2)
            try await Item.where { $0.id == 1 }.delete()
            #expect(try await Item.query().cursorPaginate(first.next, perPage: 2).compactMap(\.id) == [3, 4])
        }
    }

    @Test("a cursor that leads nowhere is an error, and so is a query without an order to go by")
    func wrong() async throws {
        try await withSchema(store) { database async throws in
            for text in ["", "nonsense", "eyJ2IjpbXSwiYiI6ZmFsc2V9", "eyJ2IjpbIngiXSwiYiI6ZmFsc2V9"] {
                await #expect(throws: InvalidCursor.self) { try await Item.query().cursorPaginate(text) }
            }
            await #expect(throws: UnorderedQuery.self) { try await Item.query().inRandomOrder().cursorPaginate() }
            await #expect(throws: UnorderedQuery.self) {
                try await Item.query().group { $0.price }.select { $0.price }.cursorPaginate()
            }
            let names = try await database.table("items").orderBy("name").cursorPaginate(perPage: 1)
            #expect(names.count == 1)
            #expect(try await Item.where { $0.id == 9 }.cursorPaginate().next == nil)
        }
    }

    @Test("selected rows have cursors too")
    func selected() async throws {
        try await withSchema(store) { _ async throws in
            let query = Item.order { $0.price.asc }.select { ($0.name, $0.price) }
            let first = try await query.cursorPaginate(perPage: 3)
            #expect(first.map(\.0) == ["Bolt", "Anvil", "Chair"])
            #expect(try await query.cursorPaginate(first.next, perPage: 3).map(\.0) == ["Desk_"])
        }
    }

    @Test("chunks go by the key, so that what is written on the way neither repeats nor skips a row")
    func chunks() async throws {
        try await withSchema(store) { _ async throws in
            var seen: [[Int]] = []
            let (_, sql) = try await recording {
                try await Item.where { $0.isActive == true }.chunk(2) { items in
                    seen.append(items.compactMap(\.id))
                    for item in items { try await Item.where { $0.id == item.id }.update { [$0.isActive.set(false)] } }
                }
            }
            #expect(seen == [[1, 3], [4]])
            #expect(sql[0].hasSuffix(#"WHERE "items"."is_active" = $1 ORDER BY "items"."id" ASC LIMIT $2"#))
            #expect(
                sql[3].hasSuffix(
                    #"WHERE "items"."is_active" = $1 AND "items"."id" > $2 ORDER BY "items"."id" ASC LIMIT $3"#))
            var limited: [Int] = []
            try await Item.query().offset(1).limit(2).chunk(1) { limited += $0.compactMap(\.id) }
            #expect(limited == [2, 3])
        }
    }

    @Test("models come one by one, with their relations a batch at a time")
    func lazy() async throws {
        try await withSchema(store) { _ async throws in
            let (labels, sql) = try await recording {
                var labels: [String] = []
                for try await item in Item.query().with({ $0.shelf }).lazy(batchSize: 3) {
                    labels.append(try await item.shelf.label)
                }
                return labels
            }
            #expect(labels == ["Low", "Low", "High", "High"])
            #expect(sql.count == 4)
            var first: Int?
            for try await item in Item.query().lazy(batchSize: 1) {
                first = item.id
                break
            }
            #expect(first == 1)
        }
    }
}
