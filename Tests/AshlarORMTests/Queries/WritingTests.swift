import AshlarORM
import AshlarPostgres
import AshlarSupport
import Foundation
import Testing

@Suite struct WritingTests {
    private func written(_ sql: String, _ body: () async throws -> Void) async throws {
        let (_, statements) = try await recording(body)
        #expect(statements == [SQLExample.expanded(sql)])
    }

    @Test("updates with expressions, joined values, limits, and rows of other queries")
    func updates() async throws {
        try await withSchema(store) { _ async throws in
            try await written(#"UPDATE "items" SET "price" = (i."price" * $1), "note" = $2 WHERE i."id" = $3"#) {
                try await Item.where { $0.id == 1 }.update { [$0.price.set($0.price * 3), $0.note.set(nil)] }
            }
            #expect(try await Item.find(1).price == 30)
            let shelf = #"LEFT JOIN "shelves" AS "shelf" ON "shelf"."id" = i."shelf_id""#
            try await written(
                #"UPDATE "items" SET "price" = $1 WHERE i."id" IN (SELECT i."id" FROM "items" \#(shelf) WHERE "shelf"."label" = $2)"#
            ) { try await Item.where { $0.shelf.label == "Low" }.update { [$0.price.set(7)] } }
            #expect(try await Item.order { $0.id.asc }.pluck { $0.price } == [7, 7, 50, 50])
            try await written(
                #"UPDATE "items" SET "note" = "source"."value1", "price" = $1 FROM (SELECT i."id" AS "key", "shelf"."label" AS "value1" FROM "items" \#(shelf) WHERE i."id" < $2) AS "source" WHERE i."id" = "source"."key""#
            ) { try await Item.where { $0.id < 4 }.update { [$0.note.set($0.shelf.label), $0.price.set(1)] } }
            #expect(try await Item.order { $0.id.asc }.pluck { $0.note } == ["Low", "Low", "High", "Oak, 100%"])
            try await written(
                #"UPDATE "items" SET "price" = i."price" + $1 WHERE i."id" IN (SELECT i."id" FROM "items" ORDER BY i."id" DESC LIMIT $2)"#
            ) { try await Item.order { $0.id.desc }.limit(1).increment(by: 5) { $0.price } }
            try await written(#"UPDATE "items" SET "price" = i."price" - $1 WHERE i."id" = $2"#) {
                try await Item.where { $0.id == 4 }.decrement { $0.price }
            }
            #expect(try await Item.order { $0.id.asc }.pluck { $0.price } == [1, 1, 1, 54])
            let s = #""shelves"."id", "shelves"."label", "shelves"."room_id""#
            try await written(
                #"UPDATE "items" SET "note" = "source"."label" FROM (SELECT \#(s) FROM "shelves" WHERE "shelves"."id" > $1) AS "source" WHERE i."price" = $2 AND i."shelf_id" = "source"."id""#
            ) {
                try await Item.where { $0.price == 54 }.update(
                    from: Shelf.where { $0.id > 1 }, on: { $0.shelfID == $1.id }
                ) {
                    [$0.note.set($1.label)]
                }
            }
            #expect(try await Item.find(4).note == "High")
            try await written(#"UPDATE "items" AS "x" SET "price" = ("x"."price" + $1) WHERE "x"."id" = $2"#) {
                try await Item.query(as: Item.as("x")).where { $0.id == 1 }.update { [$0.price.set($0.price + 1)] }
            }
        }
    }

    @Test("changed and deleted rows come back")
    func returning() async throws {
        try await withSchema(store) { _ async throws in
            let (models, sql) = try await recording {
                (
                    try await Item.where { $0.price == 50 }.updateReturning { [$0.price.set(60)] },
                    try await Item.where { $0.id == 2 }.deleteReturning(), try await Item.where { $0.id == 2 }.delete()
                )
            }
            #expect(models.0.map(\.price) == [60, 60])
            #expect(models.1.map(\.name) == ["Bolt"])
            #expect(models.2 == 0)
            #expect(
                sql
                    == [
                        #"UPDATE "items" SET "price" = $1 WHERE i."price" = $2 RETURNING *"#,
                        #"DELETE FROM "items" WHERE i."id" = $1 RETURNING *"#,
                        #"DELETE FROM "items" WHERE i."id" = $1"#,
                    ].map(SQLExample.expanded))
            var changed = models.0[0]
            changed.price = 61
            try await changed.save()
            #expect(try await Item.where { $0.price == 61 }.count() == 1)
        }
    }

    @Test("every row is written only where that is said")
    func unbounded() async throws {
        try await withSchema(store) { _ async throws in
            let error = try await thrown(UnboundedWrite.self) { try await Item.query().deleteReturning() }
            #expect(error.table == "items")
            #expect(error.suggestion == "Add .where { ... }, or write delete(all: true) if every row is meant.")
            await #expect(throws: UnboundedWrite.self) { try await Item.query().increment { $0.price } }
            await #expect(throws: UnboundedWrite.self) {
                try await Item.query().leftJoin(Shelf.as("s"), on: { _ in .always }).update { [$0.price.set(1)] }
            }
            #expect(try await Item.query().update(all: true) { [$0.price.set(1)] } == 4)
            try await written(#"TRUNCATE TABLE "items" RESTART IDENTITY CASCADE"#) {
                try await Item.query().truncate(restartIdentity: true, cascade: true)
            }
            #expect(try await Item.count() == 0)
        }
    }

    private static func readers(_ count: Int) -> [Reader] {
        (0..<count).map { Reader(email: "\($0)@example.com", name: "Reader \($0)", logins: $0) }
    }

    @Test("any number of models is inserted by one statement with one text")
    func bulk() async throws {
        let columns =
            #""readers"."id", "readers"."email", "readers"."name", "readers"."logins", "readers"."created_at", "readers"."updated_at""#
        try await withSchema(store) { _ async throws in
            let (saved, sql) = try await recording { try await Reader.query().insert(Self.readers(1000)) }
            #expect(saved.map(\.email) == Self.readers(1000).map(\.email))
            #expect(saved.allSatisfy { $0.id != nil && $0.createdAt != nil && $0.exists })
            #expect(
                sql == [
                    #"INSERT INTO "readers" ("email", "name", "logins", "created_at", "updated_at") SELECT * FROM unnest($1, $2, $3, $4, $5) RETURNING "#
                        + columns
                ])
            #expect(try await Reader.query().insert([]).isEmpty)
            var keyed = Self.readers(1)[0]
            keyed.id = 5000
            keyed.email = "keyed@example.com"
            var other = keyed
            other.id = nil
            other.email = "other@example.com"
            let (mixed, statements) = try await recording { try await Reader.query().insert([other, keyed]) }
            #expect(mixed.map(\.email) == ["keyed@example.com", "other@example.com"])
            #expect(statements.count == 4, "two of them in a transaction")
        }
    }

    @Test("types that have no array to be sent in are inserted row by row, within the protocol's limit")
    func bulkValues() async throws {
        try await withSchema(store) { _ async throws in
            var item = try await Item.find(1)
            item = Item(
                name: "New", price: item.price, rating: 1, tags: ["a", "b"], scores: [], settings: item.settings,
                isActive: true,
                madeAt: item.madeAt, shelfID: 1)
            let (saved, sql) = try await recording { try await Item.query().insert([item, item]) }
            #expect(saved.map(\.tags) == [["a", "b"], ["a", "b"]])
            #expect(sql[0].contains("VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12), ($13"))
            #expect(try await Item.query().insert(Array(repeating: item, count: 6000)).count == 6000)
            #expect(try await Item.count() == 6006)
        }
    }

    @Test("rows that collide are left out, replaced or merged")
    func upserting() async throws {
        try await withSchema(store) { _ async throws in
            let ada = Reader(email: "ada@example.com", name: "Ada L.", logins: 5)
            let bob = Reader(email: "bob@example.com", name: "Bob")
            #expect(try await Reader.query().insert([ada, bob], onConflict: .doNothing).map(\.name) == ["Bob"])
            #expect(try await Reader.query().insert([ada], onConflict: .doNothing(on: { [$0.email] })).isEmpty)
            #expect(
                try await Reader.query().insert([ada], onConflict: .doNothing(onConstraint: "readers_email_key"))
                    .isEmpty)
            let (replaced, sql) = try await recording { try await Reader.query().upsert([ada], on: { [$0.email] }) }
            #expect(replaced.map(\.id) == [1])
            #expect(replaced.map(\.name) == ["Ada L."])
            #expect(
                sql[0].contains(
                    #"ON CONFLICT ("email") DO UPDATE SET "name" = "excluded"."name", "logins" = "excluded"."logins", "updated_at" = "excluded"."updated_at" RETURNING"#
                ))
            let merged = try await Reader.query().upsert([ada, bob], on: { [$0.email] }) { row, new in
                [row.logins.set(row.logins + new.logins)]
            }
            #expect(merged.map(\.logins) == [10, 0])
            let (filtered, statement) = try await recording {
                try await Reader.query().insert(
                    [ada, bob],
                    onConflict: .update(
                        on: { [$0.email] }, set: { [$0.name.set($1.name), $0.logins.set(0)] },
                        where: { $0.logins > $1.logins }))
            }
            #expect(filtered.map(\.email) == ["ada@example.com"])
            #expect(
                statement[0].contains(
                    #"DO UPDATE SET "name" = "excluded"."name", "logins" = $6 WHERE "readers"."logins" > "excluded"."logins" RETURNING"#
                ))
        }
    }

    @Test("an index with a condition of its own is named with it")
    func partialIndex() async throws {
        try await withSchema(store + "CREATE UNIQUE INDEX busy ON readers (name) WHERE logins > 0;") { _ async throws in
            let ada = Reader(email: "new@example.com", name: "Ada", logins: 3)
            #expect(
                try await Reader.query().insert(
                    [ada], onConflict: .doNothing(on: { [$0.name] }, where: { _ in Condition(raw: "logins > 0") })
                )
                .isEmpty)
        }
    }

    @Test("what a query finds is inserted")
    func insertSelect() async throws {
        try await withSchema(store) { _ async throws in
            try await written(
                #"INSERT INTO "readers" ("email", "name", "logins") SELECT i."name", "shelf"."label", i."price" FROM "items" LEFT JOIN "shelves" AS "shelf" ON "shelf"."id" = i."shelf_id" WHERE i."price" = $1"#
            ) {
                let count = try await Reader.query().insert(
                    { ($0.email, $0.name, $0.logins) },
                    from: Item.where { $0.price == 50 }.select { ($0.name, $0.shelf.label, $0.price) })
                #expect(count == 2)
            }
            let gone = CommonTable("gone", deleting: Item.where { $0.price == 50 })
            let moved = try await Reader.query().insert(
                { ($0.email, $0.name, $0.logins) },
                from: Item.query().with(gone).from(gone).select {
                    ($0.name.concatenated(with: "@x"), $0.name, $0.price)
                })
            #expect(moved == 2)
            #expect(try await Reader.where { $0.email.endsWith("@x") }.count() == 2)
            #expect(try await Item.count() == 2)
        }
    }

    @Test("a queue of jobs: each row goes to one of those who claim some")
    func claiming() async throws {
        try await withSchema(store) { database async throws in
            let claim = Item.where { $0.isActive == true }.order { $0.id.asc }.limit(2).lock(.update, .skipLocked)
            async let one = claim.on(database).updateReturning { [$0.isActive.set(false)] }
            async let two = claim.on(database).updateReturning { [$0.isActive.set(false)] }
            let (first, second) = try await (one, two)
            #expect(Set(first.compactMap(\.id)).isDisjoint(with: second.compactMap(\.id)))
            #expect(first.count + second.count == 3)
        }
    }

    @Test("a violated constraint reaches the app as such, with the SQL and the place of the call")
    func violations() async throws {
        try await withSchema(store) { _ async throws in
            do {
                try await Reader.create(email: "ada@example.com", name: "Another")
                Issue.record("it was created")
            } catch PostgresError.uniqueViolation {}
            var reader = try await Reader.find(2)
            reader.email = "ada@example.com"
            let line = #line + 1
            let error = try await thrown(PostgresError.self) { try await reader.save() }
            #expect(error.sqlState == .uniqueViolation)
            #expect(error.constraint == "readers_email_key")
            #expect(error.sql?.hasPrefix(#"UPDATE "readers" SET "email" = $1"#) == true)
            #expect(error.location?.line == line)
            #expect(error.location?.file.hasSuffix("WritingTests.swift") == true)
            #expect(!error.description.contains("ada@"))
            let bulk = try await thrown(PostgresError.self) { try await Reader.query().insert([reader, reader]) }
            #expect(bulk.sqlState == .uniqueViolation)
            let missing = try await thrown(PostgresError.self) { _ = try await Item.where("colour = \("red")").all() }
            #expect(missing.sqlState == .undefinedColumn)
            #expect(missing.sql?.contains("(colour = $1)") == true)
        }
    }
}
