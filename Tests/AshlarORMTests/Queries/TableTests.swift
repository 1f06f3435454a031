import AshlarORM
import AshlarPostgres
import Foundation
import Testing

@Suite struct TableTests {
    private static let all = #"SELECT "items".* FROM "items""#

    @Test("conditions, orders and joins by names")
    func reading() async throws {
        try await withSchema(store) { database async throws in
            let items = database.table("items")
            func check(_ query: TableQuery, _ sql: String, _ ids: [Int]) async throws {
                #expect(
                    query.sql.description
                        == (Self.all + sql.trimmingPrefix("ALL")).replacing("i.\"", with: "\"items\".\""))
                #expect(try await query.order { $0.int("id").asc }.pluck("id", as: Int.self) == ids, "\(sql)")
            }
            try await check(items.where("price", 50), #"ALL WHERE i."price" = $1"#, [3, 4])
            try await check(items.where("cost", nil as Int?), #"ALL WHERE i."cost" IS NULL"#, [2])
            try await check(items.where("price", .less, 50), #"ALL WHERE i."price" < $1"#, [1, 2])
            try await check(
                items.where("price", 2).orWhere("id", 4), #"ALL WHERE i."price" = $1 OR i."id" = $2"#, [2, 4])
            try await check(items.whereIn("id", [1, 3]), #"ALL WHERE i."id" = ANY($1)"#, [1, 3])
            try await check(
                items.whereNotIn("id", [1, 3]), #"ALL WHERE (i."id" IS NULL OR i."id" <> ALL($1))"#, [2, 4])
            try await check(items.whereNull("note"), #"ALL WHERE i."note" IS NULL"#, [2])
            try await check(items.whereNotNull("note"), #"ALL WHERE i."note" IS NOT NULL"#, [1, 3, 4])
            try await check(items.whereBetween("price", 5, 20), #"ALL WHERE i."price" BETWEEN $1 AND $2"#, [1])
            try await check(
                items.whereColumn("price", .greater, "cost"), #"ALL WHERE i."price" > i."cost""#, [1, 3, 4])
            try await check(
                items.where {
                    $0.int("price") * 2 > 10 && $0.text("name").ilike("%a%")
                        && $0.json("settings")["theme"].text == "dark"
                },
                #"ALL WHERE (i."price" * $1) > $2 AND i."name" ILIKE $3 AND ((i."settings" -> $4) #>> '{}') = $5"#,
                [1, 3])
            try await check(
                items.where { $0.bool("is_active").isTrue && $0.double("rating") > 4 && $0.date("made_at") != nil },
                #"ALL WHERE i."is_active" IS TRUE AND i."rating" > $1 AND i."made_at" IS NOT NULL"#, [1, 3])
            try await check(
                items.leftJoin("shelves", "shelves.id", "items.shelf_id").where("shelves.label", "Low"),
                #"ALL LEFT JOIN "shelves" ON "shelves"."id" = i."shelf_id" WHERE "shelves"."label" = $1"#, [1, 2])
            let joined = items.join("shelves", as: "s", "s.id", "shelf_id").select("items.name", "s.label").orderBy(
                "items.id", .descending)
            #expect(
                joined.sql.description
                    == #"SELECT "items"."name", "s"."label" FROM "items" JOIN "shelves" AS "s" ON "s"."id" = "items"."shelf_id" ORDER BY "items"."id" DESC"#
            )
            #expect(try await joined.firstOrFail().decode("label", as: String.self) == "High")
            let grouped = items.groupBy("shelf_id").orderBy("shelf_id").select { ($0.int("shelf_id"), Aggregate.count) }
            #expect(try await grouped.all().map(\.1) == [2, 2])
            #expect(try await items.value("name", as: String.self) == "Anvil")
            #expect(try await items.find(3)?.decode("name", as: String.self) == "Chair")
            #expect(try await items.count() == 4)
            #expect(try await items.sum { $0.int("price") } == 112)
            #expect(try await items.paginate(2, perPage: 3).items.count == 1)
            #expect(
                try await items.where("id", 1).select(raw: "name, price * \(2) as double").first()?.decode(
                    "double", as: Int.self) == 20)
            struct Small: Decodable, Sendable { let name: String, isActive: Bool }
            #expect(try await items.where("id", 1).all(as: Small.self).first?.isActive == true)
            #expect(
                try await database.table("items", as: "i").where("i.id", 2).pluck("name", as: String.self) == ["Bolt"])
            let schema = try await database.query("select current_schema()")[0].decode(0, as: String.self)
            #expect(try await database.table([schema, "items"]).where("id", 2).count() == 1)
        }
    }

    @Test("rows are inserted, changed, merged and deleted by names")
    func writing() async throws {
        try await withSchema(store) { database async throws in
            let readers = database.table("readers")
            let (id, sql) = try await recording {
                try await readers.insert(
                    ["email": "bob@x", "name": "Bob", "logins": 1, "created_at": nil], returning: "id", as: Int.self)
            }
            #expect(id == 3)
            #expect(
                sql == [
                    #"INSERT INTO "readers" ("email", "name", "logins", "created_at") VALUES ($1, $2, $3, $4) RETURNING "readers"."id""#
                ])
            #expect(
                try await readers.insert(
                    [["email": "bob@x", "name": "B", "logins": 0], ["email": "eve@x", "name": "Eve", "logins": 0]],
                    ignoringConflicts: true) == 1)
            let returned = try await readers.insertReturning([["email": "dan@x", "name": "Dan", "logins": 0]])
            #expect(try returned[0].decode("name", as: String.self) == "Dan")
            #expect(try await readers.where("name", "Dan").update(["name": "Daniel", "created_at": nil]) == 1)
            #expect(try await readers.where("email", "dan@x").increment("logins", by: 2) == 1)
            let (count, upsert) = try await recording {
                try await readers.upsert(
                    [["email": "dan@x", "name": "Dan", "logins": 9]], on: ["email"], updating: ["name"])
            }
            #expect(count == 1)
            #expect(upsert[0].hasSuffix(#"ON CONFLICT ("email") DO UPDATE SET "name" = "excluded"."name""#))
            #expect(try await readers.where("email", "dan@x").value("logins", as: Int.self) == 2)
            #expect(try await readers.where("name", "Dan").deleteReturning().count == 1)
            #expect(
                try await readers.insert(
                    ["email", "name", "logins"],
                    from: database.table("items").where("id", 1).select {
                        ($0.text("name"), $0.text("name"), $0.int("price"))
                    }) == 1)
            #expect(try await readers.orderBy("id").limit(1).delete() == 1)
            await #expect(throws: UnboundedWrite.self) { try await readers.delete() }
            let error = try await thrown(UnevenRows.self) {
                try await readers.insert([
                    ["email": "a", "name": "a", "logins": 0], ["name": "b", "email": "b", "logins": 0],
                ])
            }
            #expect(error.columns == ["email", "name", "logins"])
            try await readers.truncate()
            #expect(try await readers.doesntExist())
        }
    }

    @Test("a name is quoted whatever it holds, and one that no column can have is refused")
    func names() async throws {
        try await withSchema(store) { database async throws in
            let items = database.table("items")
            #expect(
                items.where("x\" or true --", 1).sql.description
                    == Self.all + #" WHERE "items"."x"" or true --" = $1"#)
            let error = try await thrown(PostgresError.self) { _ = try await items.where("x\" or true --", 1).all() }
            #expect(error.sqlState == .undefinedColumn)
            for name in ["", "a.", "a\0b", String(repeating: "x", count: 64)] {
                await #expect(throws: InvalidColumnName.self) { try await items.orderBy(name).all() }
            }
        }
    }
}
