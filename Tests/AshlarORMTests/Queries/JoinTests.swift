import AshlarORM
import AshlarPostgres
import Foundation
import Testing

@Suite struct JoinTests {
    private static let shelf = #"LEFT JOIN "shelves" AS "shelf" ON "shelf"."id" = i."shelf_id""#
    private static let spare = #"LEFT JOIN "shelves" AS "spare" ON "spare"."id" = i."spare_id""#
    private static let room = #"LEFT JOIN "rooms" AS "shelf.room" ON "shelf.room"."id" = "shelf"."room_id""#

    private func finds(_ joins: String, _ sql: String, _ ids: [Int], _ condition: (Item.Fields) -> Condition)
        -> SQLExample
    {
        SQLExample(
            Item.where(condition).order { $0.id.asc },
            "SELECT * FROM \"items\" \(joins) WHERE \(sql) ORDER BY i.\"id\" ASC", gives: ids.map(String.init)
        ) { SQLExample.text($0.id) }
    }

    @Test("a way along relations to one joins by itself, each step once")
    func paths() async throws {
        try await check([
            finds(Self.shelf, #""shelf"."label" = $1"#, [1, 2]) { $0.shelf.label == "Low" },
            finds(Self.shelf + " " + Self.room, #""shelf.room"."name" = $1"#, [1, 2]) {
                $0.shelf.room.name == "Cellar"
            },
            finds(Self.shelf + " " + Self.room, #""shelf.room"."name" = $1 AND "shelf"."label" <> $2"#, []) {
                $0.shelf.room.name == "Cellar" && $0.shelf.label != "Low"
            },
            finds(Self.spare, #""spare"."label" IS DISTINCT FROM $1"#, [2, 3, 4]) { $0.spare.label != "High" },
            finds(Self.shelf + " " + Self.spare, #""shelf"."label" > "spare"."label""#, [1]) {
                $0.shelf.label > $0.spare.label
            },
            SQLExample(
                Item.order { [$0.shelf.label.asc, $0.id.desc] },
                "SELECT * FROM \"items\" \(Self.shelf) ORDER BY \"shelf\".\"label\" ASC, i.\"id\" DESC",
                gives: ["4", "3", "2", "1"]
            ) { SQLExample.text($0.id) },
            SQLExample(
                Item.order { $0.id.asc }.select { ($0.name, $0.shelf.label, $0.spare.label.optional) },
                #"SELECT i."name", "shelf"."label", "spare"."label" FROM "items" "# + Self.shelf + " " + Self.spare
                    + #" ORDER BY i."id" ASC"#,
                gives: ["Anvil, Low, High", "Bolt, Low, nil", "Chair, High, nil", "Desk_, High, Low"]
            ) { SQLExample.text($0) },
            SQLExample(
                Item.query().group { $0.shelf.room.name }.order { $0.shelf.room.name.asc }
                    .select { ($0.shelf.room.name.optional, $0.price.sum) },
                #"SELECT "shelf.room"."name", (coalesce(sum(i."price"), 0))::bigint FROM "items" "# + Self.shelf + " "
                    + Self.room + #" GROUP BY "shelf.room"."name" ORDER BY "shelf.room"."name" ASC"#,
                gives: ["Cellar, 12", "nil, 100"]
            ) { SQLExample.text($0) },
        ])
    }

    @Test("counting, existence and raw SQL join too")
    func everywhere() async throws {
        try await withSchema(store) { _ async throws in
            let (values, sql) = try await recording {
                (
                    try await Item.where { $0.shelf.label == "Low" }.count(),
                    try await Item.where { $0.shelf.label == "Middle" }.exists(),
                    try await Item.where { Condition(raw: "length(\($0.shelf.label)) = \(4)") }.orWhere { $0.id == 1 }
                        .count()
                )
            }
            #expect(values == (2, false, 3))
            let join = SQLExample.expanded(Self.shelf)
            #expect(
                sql == [
                    "SELECT count(*) FROM \"items\" \(join) WHERE \"shelf\".\"label\" = $1",
                    "SELECT EXISTS (SELECT 1 FROM \"items\" \(join) WHERE \"shelf\".\"label\" = $1)",
                    "SELECT count(*) FROM \"items\" \(join) WHERE (length(\"shelf\".\"label\") = $1) OR \"items\".\"id\" = $2",
                ])
        }
    }

    @Test("relations to many: existence, number and values")
    func toMany() async throws {
        func finds(_ sql: String, _ labels: [String], _ condition: (Shelf.Fields) -> Condition) -> SQLExample {
            SQLExample(
                Shelf.where(condition).order { $0.id.asc }.select { $0.label },
                #"SELECT "shelves"."label" FROM "shelves" WHERE "# + sql + #" ORDER BY "shelves"."id" ASC"#,
                gives: labels
            ) { $0 }
        }
        let own = #"FROM "items" WHERE i."shelf_id" = "shelves"."id""#
        try await check([
            finds("EXISTS (SELECT 1 \(own))", ["Low", "High"]) { $0.items.exists() },
            finds("EXISTS (SELECT 1 \(own) AND i.\"price\" > $1)", ["High"]) { $0.items.exists { $0.price > 20 } },
            finds("NOT EXISTS (SELECT 1 \(own))", ["Empty"]) { $0.items.doesntExist() },
            finds("NOT EXISTS (SELECT 1 \(own) AND i.\"price\" > $1)", ["Low", "Empty"]) {
                $0.items.doesntExist { $0.price > 20 }
            },
            finds("NOT EXISTS (SELECT 1 \(own) AND (i.\"is_active\" = $1) IS NOT TRUE)", ["High", "Empty"]) {
                $0.items.all { $0.isActive == true }
            },
            finds("(SELECT count(*) \(own)) > $1", ["Low", "High"]) { $0.items.count > 1 },
            finds("(SELECT count(*) \(own) AND i.\"price\" = $1) = $2", ["High"]) {
                $0.items.count { $0.price == 50 } == 2
            },
            finds("(SELECT max(i.\"price\") \(own)) < $1", ["Low"]) { $0.items.value { $0.price.max } < 20 },
            finds(
                #"EXISTS (SELECT 1 FROM "items" LEFT JOIN "shelves" AS "items.spare" ON "items.spare"."id" = i."spare_id" WHERE i."shelf_id" = "shelves"."id" AND "items.spare"."label" = $1)"#,
                ["Low"]
            ) { $0.items.exists { $0.spare.label == "High" } },
            SQLExample(
                Shelf.query().order { [$0.items.count.desc, $0.items.value { $0.price.max }.desc.nullsLast] }
                    .select { $0.label },
                #"SELECT "shelves"."label" FROM "shelves" ORDER BY (SELECT count(*) \#(own)) DESC, "#
                    + #"(SELECT max(i."price") \#(own)) DESC NULLS LAST"#,
                gives: ["High", "Low", "Empty"]
            ) { $0 },
            SQLExample(
                Item.where { $0.shelf.items.count > 1 && $0.id == 1 }.select { $0.name },
                #"SELECT i."name" FROM "items" LEFT JOIN "shelves" AS "shelf" ON "shelf"."id" = i."shelf_id" "#
                    + #"WHERE (SELECT count(*) FROM "items" AS "shelf.items" WHERE "shelf.items"."shelf_id" = "shelf"."id") > $1 AND i."id" = $2"#,
                gives: ["Anvil"]
            ) { $0 },
            SQLExample(
                Branch.where { $0.children.exists { $0.children.exists() } }.select { $0.name },
                #"SELECT "folders"."name" FROM "folders" WHERE EXISTS (SELECT 1 FROM "folders" AS "children" "#
                    + #"WHERE "children"."parent_id" = "folders"."id" AND EXISTS (SELECT 1 FROM "folders" AS "children.children" "#
                    + #"WHERE "children.children"."parent_id" = "children"."id"))"#,
                gives: ["root"]
            ) { $0 },
        ])
    }

    @Test("joins of all kinds, under names")
    func explicit() async throws {
        let spare = Shelf.as("s")
        let other = Item.as("other")
        try await check([
            SQLExample(
                Item.query().join(spare, on: { $0.spareID == spare.id }).where { _ in spare.label == "High" }.select {
                    ($0.name, spare.label)
                },
                #"SELECT i."name", "s"."label" FROM "items" JOIN "shelves" AS "s" ON i."spare_id" = "s"."id" WHERE "s"."label" = $1"#,
                gives: ["Anvil, High"]
            ) { SQLExample.text($0) },
            SQLExample(
                Item.query().leftJoin(spare, on: { $0.spareID == spare.id }).order { $0.id.asc }.select { _ in
                    spare.label.optional
                },
                #"SELECT "s"."label" FROM "items" LEFT JOIN "shelves" AS "s" ON i."spare_id" = "s"."id" ORDER BY i."id" ASC"#,
                gives: ["High", "nil", "nil", "Low"]
            ) { SQLExample.text($0) },
            SQLExample(
                Item.query().rightJoin(spare, on: { $0.spareID == spare.id }).order { _ in spare.id.asc }.select {
                    ($0.name.optional, spare.label)
                },
                #"SELECT i."name", "s"."label" FROM "items" RIGHT JOIN "shelves" AS "s" ON i."spare_id" = "s"."id" ORDER BY "s"."id" ASC"#,
                gives: ["Desk_, Low", "Anvil, High", "nil, Empty"]
            ) { SQLExample.text($0) },
            SQLExample(
                Item.query().fullJoin(spare, on: { $0.shelfID == spare.id && $0.price > 20 }).select { _ in
                    Aggregate.count
                },
                #"SELECT count(*) FROM "items" FULL JOIN "shelves" AS "s" ON i."shelf_id" = "s"."id" AND i."price" > $1"#,
                gives: ["6"]
            ) { SQLExample.text($0) },
            SQLExample(
                Item.query().crossJoin(spare).select { _ in Aggregate.count },
                #"SELECT count(*) FROM "items" CROSS JOIN "shelves" AS "s""#, gives: ["12"]
            ) { SQLExample.text($0) },
            SQLExample(
                Item.query().join(other, on: { $0.price == other.price && $0.id < other.id }).select {
                    ($0.name, other.name)
                },
                #"SELECT i."name", "other"."name" FROM "items" JOIN "items" AS "other" ON i."price" = "other"."price" AND i."id" < "other"."id""#,
                gives: ["Chair, Desk_"]
            ) { SQLExample.text($0) },
            SQLExample(
                Item.query().join(other, on: { $0.id == other.id }).where { _ in other.shelf.label == "Low" }.order {
                    $0.id.asc
                }.select { $0.name },
                #"SELECT i."name" FROM "items" JOIN "items" AS "other" ON i."id" = "other"."id" LEFT JOIN "shelves" AS "other.shelf" ON "other.shelf"."id" = "other"."shelf_id" WHERE "other.shelf"."label" = $1 ORDER BY i."id" ASC"#,
                gives: ["Anvil", "Bolt"]
            ) { SQLExample.text($0) },
        ])
    }

    @Test("queries in parentheses and lateral ones are joined")
    func derived() async throws {
        let totals = Item.query().group { $0.shelfID }.select { ($0.shelfID, $0.price.sum.as("total")) }.as("totals")
        try await check([
            SQLExample(
                Shelf.query().join(totals, on: { totals.column("shelf_id", as: Int.self) == $0.id })
                    .order { _ in totals.column("total", as: Int.self).desc }
                    .select { ($0.label, totals.column("total", as: Int.self)) },
                #"SELECT "shelves"."label", "totals"."total" FROM "shelves" JOIN (SELECT i."shelf_id", (coalesce(sum(i."price"), 0))::bigint AS "total" FROM "items" GROUP BY i."shelf_id") AS "totals" ON "totals"."shelf_id" = "shelves"."id" ORDER BY "totals"."total" DESC"#,
                gives: ["High, 100", "Low, 12"]
            ) { SQLExample.text($0) },
            SQLExample(
                Shelf.query().leftJoin(totals, on: { totals.column("shelf_id", as: Int.self) == $0.id })
                    .where { _ in totals.column("total", as: Int.self) == nil }.select { $0.label },
                #"SELECT "shelves"."label" FROM "shelves" LEFT JOIN (SELECT i."shelf_id", (coalesce(sum(i."price"), 0))::bigint AS "total" FROM "items" GROUP BY i."shelf_id") AS "totals" ON "totals"."shelf_id" = "shelves"."id" WHERE "totals"."total" IS NULL"#,
                gives: ["Empty"]
            ) { SQLExample.text($0) },
            SQLExample(
                Shelf.query().joinLateral {
                    $0.items.query.order { [$0.price.desc, $0.id.desc] }.limit(1).select { $0.name }.as("best")
                }
                .order { $0.id.asc }.select { ($0.label, Computed<String>(raw: "best.name")) },
                #"SELECT "shelves"."label", (best.name) FROM "shelves" CROSS JOIN LATERAL (SELECT i."name" FROM "items" WHERE i."shelf_id" = "shelves"."id" ORDER BY i."price" DESC, i."id" DESC LIMIT $1) AS "best" ORDER BY "shelves"."id" ASC"#,
                gives: ["Low, Anvil", "High, Desk_"]
            ) { SQLExample.text($0) },
            SQLExample(
                Shelf.query().leftJoinLateral { $0.items.query.limit(1).select { $0.id.as("item") }.as("any") }.select {
                    _ in Aggregate.count
                },
                #"SELECT count(*) FROM "shelves" LEFT JOIN LATERAL (SELECT i."id" AS "item" FROM "items" WHERE i."shelf_id" = "shelves"."id" LIMIT $1) AS "any" ON TRUE"#,
                gives: ["3"]
            ) { SQLExample.text($0) },
        ])
    }

    @Test("queries stand in conditions and values of others")
    func subqueries() async throws {
        let low = Shelf.where { $0.label == "Low" }
        try await check([
            SQLExample(
                #"i."shelf_id" IN (SELECT "shelves"."id" FROM "shelves" WHERE "shelves"."label" = $1)"#, finds: [1, 2]
            ) {
                $0.shelfID.in(low.select { $0.id })
            },
            SQLExample(#"i."id" IN (SELECT "shelves"."room_id" FROM "shelves")"#, finds: [1]) {
                $0.id.in(Shelf.query().select { $0.roomID })
            },
            SQLExample(
                #"i."shelf_id" NOT IN (SELECT "shelves"."id" FROM "shelves" WHERE "shelves"."label" = $1)"#,
                finds: [3, 4]
            ) {
                $0.shelfID.notIn(low.select { $0.id })
            },
            SQLExample(#"i."price" >= ALL(SELECT "o"."price" FROM "items" AS "o")"#, finds: [3, 4]) {
                let other = Item.as("o")
                return $0.price.is(.greaterOrEqual, allOf: Item.query(as: other).select { _ in other.price })
            },
            SQLExample(#"i."price" < ANY(SELECT i."price" FROM "items")"#, finds: [1, 2]) {
                $0.price.is(.less, anyOf: Item.query().select { $0.price })
            },
            SQLExample(#"i."price" = (SELECT max(i."price") FROM "items")"#, finds: [3, 4]) {
                $0.price == Item.query().select { $0.price.max }.scalar()
            },
            SQLExample(
                #"EXISTS (SELECT 1 FROM "shelves" WHERE "shelves"."id" = i."spare_id" AND "shelves"."label" = $1)"#,
                finds: [1]
            ) { item in
                .exists(Shelf.where { $0.id == item.spareID && $0.label == "High" })
            },
            SQLExample(
                #"NOT EXISTS (SELECT 1 FROM "items" AS "o" WHERE "o"."price" = i."price" AND "o"."id" <> i."id")"#,
                finds: [1, 2]
            ) { item in
                let other = Item.as("o")
                return .notExists(Item.query(as: other).where { _ in other.price == item.price && other.id != item.id })
            },
            SQLExample(
                value: #"(SELECT "shelves"."label" FROM "shelves" WHERE "shelves"."id" = i."shelf_id")"#,
                gives: ["Low", "Low", "High", "High"]
            ) { item in Shelf.where { $0.id == item.shelfID }.select { $0.label }.scalar() },
        ])
    }

    @Test("a relation that leads nowhere is an error of the query that uses it")
    func misconfigured() async throws {
        try await withSchema(store) { _ async throws in
            let error = try await thrown(RelationMisconfigured.self) {
                _ = try await Stray.where { $0.items.exists() }.all()
            }
            #expect(error.column == "stray_id")
        }
    }
}

@Model
struct Stray {
    var id: Int?
    @HasMany var items: [Item]
}
