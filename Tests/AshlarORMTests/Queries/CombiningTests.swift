import AshlarORM
import AshlarPostgres
import Foundation
import Testing

@Suite struct CombiningTests {
    private static let cheap = Item.where { $0.price < 20 }
    private static let metal = Item.where { $0.tags.contains("metal") }
    private static let active = Item.where { $0.isActive == true }

    @Test("union, intersect and except; what follows is about the rows of both")
    func sets() async throws {
        func both(_ operation: String) -> String {
            #"FROM ((SELECT * FROM "items" WHERE i."is_active" = $1) \#(operation) (SELECT * FROM "items" WHERE i."price" < $2)) AS "items""#
        }
        let cheap = Self.cheap.select { $0.name }
        try await check([
            SQLExample(
                Self.active.union(Self.cheap).order { $0.id.desc }, "SELECT * \(both("UNION")) ORDER BY i.\"id\" DESC",
                gives: ["4", "3", "2", "1"]
            ) { SQLExample.text($0.id) },
            SQLExample(
                Self.active.unionAll(Self.cheap).where { $0.id < 3 }.order { $0.id.asc },
                "SELECT * \(both("UNION ALL")) WHERE i.\"id\" < $3 ORDER BY i.\"id\" ASC", gives: ["1", "1", "2"]
            ) { SQLExample.text($0.id) },
            SQLExample(
                Self.active.intersect(Self.cheap), "SELECT * \(both("INTERSECT"))", gives: ["1"]
            ) { SQLExample.text($0.id) },
            SQLExample(
                Self.active.except(Self.cheap).order { $0.id.asc }, "SELECT * \(both("EXCEPT")) ORDER BY i.\"id\" ASC",
                gives: ["3", "4"]
            ) { SQLExample.text($0.id) },
            SQLExample(
                cheap.unionAll(cheap).select { $0.name },
                #"SELECT i."name" FROM ((SELECT i."name" FROM "items" WHERE i."price" < $1) UNION ALL (SELECT i."name" FROM "items" WHERE i."price" < $2)) AS "items""#,
                gives: ["Anvil", "Bolt", "Anvil", "Bolt"]
            ) { $0 },
            SQLExample(
                Item.query().from(Item.order { $0.price.desc }.limit(2)).where { $0.name == "Chair" },
                #"SELECT * FROM (SELECT * FROM "items" ORDER BY i."price" DESC LIMIT $1) AS "items" WHERE i."name" = $2"#,
                gives: ["3"]
            ) { SQLExample.text($0.id) },
        ])
        try await withSchema(store) { _ async throws in
            #expect(try await Self.active.union(Self.cheap).count() == 4)
            #expect(try await Self.active.union(Self.cheap).paginate(2, perPage: 3).compactMap(\.id) == [4])
        }
    }

    @Test("named queries: plain, recursive, and such as change rows")
    func commonTables() async throws {
        let dear = CommonTable("dear", Item.where { $0.price > 20 })
        let tree = CommonTable("tree", Branch.where { $0.name == "root" }) { tree in
            Branch.query().join(tree, on: { $0.parentID == tree.id })
        }
        let folders = #""folders"."id", "folders"."name", "folders"."parent_id""#
        try await check([
            SQLExample(
                Item.query().with(dear).from(dear).where { $0.cost > 25 },
                #"WITH "dear" AS (SELECT * FROM "items" WHERE i."price" > $1) SELECT * FROM "dear" AS "items" WHERE i."cost" > $2"#,
                gives: ["3"]
            ) { SQLExample.text($0.id) },
            SQLExample(
                Branch.query().with(tree).from(tree).order { $0.id.asc },
                #"WITH RECURSIVE "tree" AS ((SELECT \#(folders) FROM "folders" WHERE "folders"."name" = $1) UNION "#
                    + #"(SELECT \#(folders) FROM "folders" JOIN "tree" AS "tree" ON "folders"."parent_id" = "tree"."id")) "#
                    + #"SELECT \#(folders) FROM "tree" AS "folders" ORDER BY "folders"."id" ASC"#,
                gives: ["root", "a", "b", "c"]
            ) { $0.name },
            SQLExample(
                Item.query().with("big", as: "select id from items where price > \(20)").where(
                    "items.id in (select id from big)"
                )
                .order { $0.id.asc },
                #"WITH "big" AS (select id from items where price > $1) SELECT * FROM "items" WHERE (items.id in (select id from big)) ORDER BY i."id" ASC"#,
                gives: ["3", "4"]
            ) { SQLExample.text($0.id) },
        ])
        try await withSchema(store) { _ async throws in
            let gone = CommonTable("gone", deleting: Item.where { $0.price > 20 })
            let (found, sql) = try await recording {
                try await Item.query().with(gone).from(gone).order { $0.id.asc }.pluck { $0.name }
            }
            #expect(found == ["Chair", "Desk_"])
            #expect(
                sql == [
                    SQLExample.expanded(
                        #"WITH "gone" AS (DELETE FROM "items" WHERE i."price" > $1 RETURNING *) SELECT i."name" FROM "gone" AS "items" ORDER BY i."id" ASC"#
                    )
                ])
            #expect(try await Item.count() == 2)
            let raised = CommonTable("raised", updating: Item.where { $0.id == 1 }) { [$0.price.set($0.price * 2)] }
            #expect(try await Item.query().with(raised).from(raised).pluck { $0.price } == [20])
            let all = CommonTable("all", deleting: Item.query())
            await #expect(throws: UnboundedWrite.self) { try await Item.query().with(all).from(all).all() }
            #expect(try await Item.count() == 2)
        }
    }

    @Test("distinct rows, the first of each kind, samples and random order")
    func distinct() async throws {
        try await check([
            SQLExample(
                Item.query().distinct().order { $0.price.asc }.select { $0.price },
                #"SELECT DISTINCT i."price" FROM "items" ORDER BY i."price" ASC"#, gives: ["2", "10", "50"]
            ) { SQLExample.text($0) },
            SQLExample(
                Item.query().distinct(on: { [$0.shelfID] }).order { [$0.shelfID.asc, $0.price.desc, $0.id.desc] },
                #"SELECT DISTINCT ON (i."shelf_id") * FROM "items" ORDER BY i."shelf_id" ASC, i."price" DESC, i."id" DESC"#
                    .replacing("*", with: SQLExample.columns),
                gives: ["1", "4"]
            ) { SQLExample.text($0.id) },
            SQLExample(
                Item.query().sample(percent: 100, seed: 7).order { $0.id.asc },
                #"SELECT * FROM "items" TABLESAMPLE BERNOULLI ($1) REPEATABLE ($2) ORDER BY i."id" ASC"#,
                gives: ["1", "2", "3", "4"]
            ) { SQLExample.text($0.id) },
            SQLExample(
                Item.where { $0.id == 1 }.inRandomOrder(),
                #"SELECT * FROM "items" WHERE i."id" = $1 ORDER BY random()"#,
                gives: ["1"]
            ) { SQLExample.text($0.id) },
            SQLExample(
                Item.order { Ordering(raw: "length(\($0.name)), \($0.id) DESC") },
                #"SELECT * FROM "items" ORDER BY length(i."name"), i."id" DESC"#, gives: ["2", "4", "3", "1"]
            ) { SQLExample.text($0.id) },
            SQLExample(
                Item.order { $0.id.asc }.unordered().where { $0.id == 3 }, #"SELECT * FROM "items" WHERE i."id" = $1"#,
                gives: ["3"]
            ) { SQLExample.text($0.id) },
        ])
    }

    @Test("locks of rows: strength, what happens with locked ones, and which rows where others are joined")
    func locks() async throws {
        try await check([
            SQLExample(
                Item.where { $0.id == 1 }.lock(), #"SELECT * FROM "items" WHERE i."id" = $1 FOR UPDATE"#, gives: ["1"]
            ) {
                SQLExample.text($0.id)
            },
            SQLExample(
                Item.where { $0.shelf.label == "High" }.order { $0.id.asc }.lock(.noKeyUpdate, .noWait),
                #"SELECT * FROM "items" LEFT JOIN "shelves" AS "shelf" ON "shelf"."id" = i."shelf_id" WHERE "shelf"."label" = $1 ORDER BY i."id" ASC FOR NO KEY UPDATE OF "items" NOWAIT"#,
                gives: ["3", "4"]
            ) { SQLExample.text($0.id) },
            SQLExample(
                Item.order { $0.id.asc }.limit(1).lock(.keyShare),
                #"SELECT * FROM "items" ORDER BY i."id" ASC LIMIT $1 FOR KEY SHARE"#,
                gives: ["1"]
            ) { SQLExample.text($0.id) },
        ])
        try await withSchema(store) { database async throws in
            try await database.transaction {
                _ = try await Item.where { $0.id < 3 }.lock().all()
                // Detached tasks are no part of the transaction.
                let free = try await Task.detached { [database] in
                    try await database.transaction {
                        try await Item.order { $0.id.asc }.on(database).lock(.update, .skipLocked).pluck { $0.id }
                    }
                }.value
                #expect(free == [3, 4])
                let refused = await Task.detached { [database] in
                    try await Item.where { $0.id == 1 }.on(database).lock(.share, .noWait).all().count
                }.result
                #expect(throws: PostgresError.self) { try refused.get() }
                if case .failure(let error) = refused { #expect(PostgresError.lockNotAvailable ~= error) }
            }
        }
    }

    @Test("rows become tuples, values, dictionaries and Decodable types")
    func selecting() async throws {
        struct Line: Decodable, Sendable, Equatable {
            let name: String
            let madeAt: Date
            let note: String?
            let shelf: String
            let settings: JSONB<ItemSettings>
        }
        try await withSchema(store) { database async throws in
            let rows = try await Item.order { $0.id.asc }.select { ($0.name, $0.cost) }.all()
            #expect(rows.map(\.0) == ["Anvil", "Bolt", "Chair", "Desk_"])
            #expect(rows.map(\.1) == [4, nil, 30, 20])
            #expect(try await Item.order { $0.id.asc }.value { $0.name } == "Anvil")
            #expect(try await Item.where { $0.id == 9 }.value { $0.name } == nil)
            #expect(try await Item.where { $0.id == 2 }.soleValue { $0.name } == "Bolt")
            #expect(
                try await Item.where { $0.id < 3 }.pluck({ $0.name }, keyedBy: { $0.id }) == [1: "Anvil", 2: "Bolt"])
            #expect(try await Item.query().all(keyedBy: \.name)["Chair"]?.id == 3)
            let select = Item.query().select { ($0.name, $0.madeAt, $0.note, $0.shelf.label.as("shelf"), $0.settings) }
            let lines = try await select.where { $0.id < 3 }.order { $0.id.asc }.all(as: Line.self)
            #expect(lines.map(\.shelf) == ["Low", "Low"])
            #expect(lines.map(\.note) == ["Heavy iron", nil])
            #expect(lines[0].settings.value.nested == ["a": [1, 2]])
            #expect(try await select.order { $0.id.desc }.first(as: Line.self)?.name == "Desk_")
            let raw = try await database.query("select name, price as p from items order by id limit 1")
            struct Raw: Decodable, Equatable { let name: String, p: Int }
            #expect(try raw.decode(as: Raw.self) == [Raw(name: "Anvil", p: 10)])
            struct Missing: Decodable { let colour: String }
            let error = try #require(throws: RowDecodingError.self) { try raw.decode(as: Missing.self) }
            #expect(error.suggestion == #"Select it under that name: .as("colour")."#)
        }
    }

    @Test("a value that is NULL although its type says otherwise is an error that tells what to write")
    func nullInSelection() async throws {
        try await withSchema(store) { _ async throws in
            let error = try await thrown(RowDecodingError.self) {
                _ = try await Item.order { $0.id.asc }.select { ($0.id, $0.spare.label) }.all()
            }
            #expect(error.row == 1)
            #expect(error.cause.columnName == "label")
            #expect(error.suggestion?.contains(".optional") == true)
        }
    }

    @Test("the only row, the last one, none, and several")
    func sole() async throws {
        try await withSchema(store) { _ async throws in
            #expect(try await Item.where { $0.id == 1 }.sole().name == "Anvil")
            #expect(try await Item.query().last()?.name == "Desk_")
            #expect(try await Item.order { $0.name.desc }.last()?.name == "Anvil")
            #expect(try await Item.where { $0.id == 9 }.doesntExist())
            #expect(try await Item.query().find([1, 4, 9]).count == 2)
            await #expect(throws: ModelNotFound.self) { try await Item.where { $0.id == 9 }.sole() }
            await #expect(throws: NotSole.self) { try await Item.query().sole() }
        }
    }

    @Test("the server explains a query, also with real numbers")
    func explain() async throws {
        try await withSchema(store) { _ async throws in
            let (plans, sql) = try await recording {
                (
                    try await Item.where { $0.id == 1 }.explain(),
                    try await Item.where { $0.id == 1 }.explain(analyze: true, buffers: true)
                )
            }
            #expect(plans.0.contains("items") && !plans.0.contains("actual time"))
            #expect(plans.1.contains("actual time"))
            #expect(sql[1].hasPrefix("EXPLAIN (ANALYZE, BUFFERS) SELECT "))
        }
    }
}
