@testable import AshlarORM
import AshlarPostgres
import AshlarSupport
import Foundation
import Testing

@Suite struct ModelFeatureTests {
    @Test("the app makes typed keys of version 7, which sort by when they were made")
    func uuidV7() async throws {
        try await withCustomers { _ async throws in
            let first = try await Customer.create(name: "Ada")
            let second = try await Customer.create(name: "Bob")
            let key = try first.requireID()
            #expect(key.keyText < (try second.requireID().keyText))
            #expect(key.rawValue.uuid.6 >> 4 == 7 && key.rawValue.uuid.8 >> 6 == 2)
            #expect(try await Customer.find(key).name == "Ada")
            #expect(try await Customer.find(keyText: key.keyText) == first)
            let many = (0..<5000).map { _ in UUID.version7().keyText }
            #expect(many == many.sorted() && Set(many).count == many.count)
        }
    }

    @Test("casts store what PostgreSQL can read, and give back the value")
    func casts() async throws {
        try await withCustomers { database async throws in
            var ada = try await Customer.create(
                name: "Ada", mood: .sad, site: URL(string: "https://ada.dev/?q=1"), tags: ["a", "b,c"],
                settings: Settings(theme: "dark"), balance: Money(cents: 150), secret: "xyz", password: "hunter2")
            let row = try #require(
                try await database.query(
                    "SELECT mood::text, site, tags, settings->>'theme' AS theme, balance, secret, password FROM customers"
                ).first)
            #expect(try row.decode("mood") == "sad")
            #expect(try row.decode("site") == "https://ada.dev/?q=1")
            #expect(try row.decode("tags") == ["a", "b,c"])
            #expect(try row.decode("theme") == "dark")
            #expect(try row.decode("balance") == 150)
            #expect(try row.decode("secret", as: String.self).hasPrefix("model:"))
            #expect(try row.decode("password") == "#7")
            #expect(ada.password == "#7" && ada.secret == "xyz" && ada.upperName == "ADA")
            let found = try await Customer.where { $0.balance == .init(Money(cents: 150)) && $0.mood == .sad }
                .firstOrFail()
            #expect(found == ada && !found.isDirty)
            ada.secret = "abc"
            #expect(ada.changedColumns == ["secret"])
            try await ada.save()
            ada.password = "longer one"
            ada.extra = Settings(theme: "x")
            try await ada.save()
            #expect(ada.password == "#10" && ada.extra?.theme == "x")
            ada.balance = Money(cents: -1)
            let error = try await thrown(PostgresError.self) { try await ada.save() }
            #expect("\(error)".contains("CentsCast could not store it"))
        }
    }

    @Test("without a key or a hasher what needs one is refused, and says so")
    func unset() async throws {
        try await withSchema(customers) { database async throws in
            let hashing = try await thrown(HashingMissing.self) { _ = try await Customer.create(name: "Ada") }
            #expect(hashing.description == "Customer.password is to be hashed, and there is nothing to hash with")
            database.models.hashing = Sharps()
            let sealing = try await thrown(PostgresError.self) {
                _ = try await Customer.create(name: "Ada", secret: "x")
            }
            #expect("\(sealing)".contains("set database.models.sealing at boot"))
        }
    }

    @Test("what is hidden has no way out, and what is appended is in JSON and for templates")
    func json() async throws {
        let customer = Customer(name: "Ada", password: "p", note: "secret note")
        let json = String(decoding: try JSONEncoder().encode(customer), as: UTF8.self)
        #expect(!json.contains("secret note") && !json.contains("password") && !json.contains("\"note\""))
        #expect(json.contains("\"initial\":\"A\""))
        #expect(try customer.member(named: "initial") as? String == "A")
        #expect(Customer.memberNames.last == "initial")
    }

    @Test("only typed values fill a model: nothing makes one of what a client sent (Masonite trap 11)")
    func filling() throws {
        let types: [Any.Type] = [Customer.self, Visit.self, AlbumGenre.self]
        #expect(types.allSatisfy { !($0 is any Decodable.Type) && $0 is any Encodable.Type })
        let sent = Data(#"{"id": 1, "page": "a", "views": 900}"#.utf8)
        let input = try JSONDecoder().decode(VisitInput.self, from: sent)
        let visit = Visit(page: input.page)
        #expect(visit.id == nil && visit.views == 0)
    }

    /// What an action takes: what it does not name cannot be set.
    private struct VisitInput: Decodable { var page: String }

    @Test("saving or deleting a model whose row has another version is refused")
    func versions() async throws {
        try await withCustomers { _ async throws in
            var mine = try await Customer.create(name: "Ada")
            var theirs = try await mine.fresh()
            mine.name = "Ada L."
            let (_, sql) = try await recording { try await mine.save() }
            #expect(
                sql[0].contains(
                    #""version" = "customers"."version" + 1 WHERE "customers"."id" = $3 AND "customers"."version" = $4"#
                ))
            #expect(mine.version == 2)
            theirs.name = "A."
            let error = try await thrown(StaleModel.self) { try await theirs.save() }
            #expect(error.isChanged)
            #expect(error.description.hasSuffix("was not updated: it was changed by somebody else since it was read"))
            await #expect(throws: StaleModel.self) { try await theirs.delete() }
            try await mine.save()
            #expect(mine.version == 2)
        }
    }

    @Test("soft deletes leave rows out until they are restored, and force deletes them for good")
    func softDeletes() async throws {
        try await withCustomers { _ async throws in
            let ada = try await Customer.create(name: "Ada")
            _ = try await Customer.create(name: "Bob")
            let key = try ada.requireID()
            let (_, sql) = try await recording { try await ada.delete() }
            #expect(sql[0].hasPrefix(#"UPDATE "customers" SET "deleted_at" = $1, "updated_at" = $2"#))
            #expect(try await Customer.all().map(\.name) == ["Bob"])
            #expect(try await Customer.findOptional(key) == nil)
            #expect(try await Customer.count() == 1)
            #expect(try await Customer.withTrashed().count() == 2)
            #expect(try await Customer.where { $0.name == "Ada" }.orWhere { $0.name == "Bob" }.count() == 1)
            var trashed = try #require(try await Customer.onlyTrashed().first())
            #expect(trashed.isTrashed)
            let visit = try await Visit.create(page: "a", customerID: key)
            #expect(try await visit.customer == nil)
            #expect(try await Visit.with { $0.customer.withTrashed() }.find(visit.requireID()).customer?.name == "Ada")
            #expect(try await Visit.has { $0.customer }.count() == 0)
            trashed.note = "pending"
            try await trashed.restore()
            #expect(!trashed.isTrashed && trashed.changedColumns == ["note"])
            #expect(try await Customer.count() == 2)
            #expect(try await Customer.where { $0.name == "Bob" }.delete() == 1)
            #expect(try await Customer.onlyTrashed().restore() == 1)
            try await trashed.forceDelete()
            #expect(try await Customer.withTrashed().count() == 1)
        }
    }

    @Test("global scopes hold everywhere until they are left out, local ones are queries")
    func scopes() async throws {
        try await withCustomers { _ async throws in
            let ada = try await Customer.create(name: "Ada")
            let visits = try await Visit.create([
                Visit(page: "a", views: 9, customerID: ada.id), Visit(page: "hidden", views: 7, customerID: ada.id),
            ])
            #expect(Visit.query().sql.description.hasSuffix(#"WHERE "visits"."page" <> $1"#))
            #expect(try await Visit.count() == 1)
            #expect(try await Visit.query().without(Visit.shown).count() == 2)
            #expect(try await Visit.query().withoutGlobalScopes().count() == 2)
            #expect(try await Visit.findOptional(visits[1].requireID()) == nil)
            #expect(try await Visit.popular.count() == 1)
            #expect(try await ada.visits.map(\.page) == ["a"])
            #expect(try await ada.visitsCount == 1)
            let unscoped = try await Customer.with { $0.visits.without(Visit.shown) }.find(ada.requireID())
            #expect(try await unscoped.visits.count == 2)
            #expect(try await Visit.query().update(all: true) { [$0.views.set(0)] } == 1)
        }
    }

    @Test("increment, touch and replicate do what they say and nothing else")
    func partialWrites() async throws {
        try await withCustomers { database async throws in
            var visit = try await Visit.create(page: "a", views: 1)
            visit.page = "pending"
            try await database.execute("UPDATE visits SET views = 10")
            let (_, sql) = try await recording { try await visit.increment(by: 2) { $0.views } }
            #expect(sql[0].hasPrefix(#"UPDATE "visits" SET "views" = "visits"."views" + $1, "updated_at" = $2 WHERE"#))
            #expect(visit.views == 12 && visit.page == "pending" && visit.changedColumns == ["page"])
            try await visit.decrement { $0.views }
            let before = visit.updatedAt
            try await visit.touch()
            #expect(visit.views == 11 && visit.updatedAt != before && visit.changedColumns == ["page"])
            try await visit.save()
            #expect(
                visit.savedColumns.contains("page") && visit.previous?.page == "a" && visit.original?.page == "pending")
            let copy = visit.replicate { $0.page = "copy" }
            #expect(copy.id == nil && copy.updatedAt == nil && !copy.exists && copy.views == 11)
            var genre = try #require(Optional(Genre(name: "x")))
            await #expect(throws: ModelNotSaved.self) { try await genre.touch() }
        }
    }

    @Test("first-or-create and its like find, make and change, also when somebody else is faster")
    func findingOrCreating() async throws {
        try await withCustomers { database async throws in
            let query = Visit.where { $0.page == "a" }
            #expect(try await query.firstOrNew(Visit(page: "a")).exists == false)
            let made = try await query.firstOrCreate(Visit(page: "a", views: 3))
            #expect(try await query.firstOrCreate(Visit(page: "a")).id == made.id)
            let changed = try await query.updateOrCreate(Visit(page: "a")) { $0.views = 8 }
            #expect(changed.id == made.id && changed.views == 8)
            #expect(
                try await Visit.where { $0.page == "b" }.updateOrCreate(Visit(page: "b")) { $0.views = 8 }.views == 0)
            database.models.observe(Visit.self, with: Racer(database: database))
            let found = try await database.transaction {
                try await Visit.where { $0.page == "c" }.firstOrCreate(Visit(page: "c"))
            }
            #expect(found.views == 77)
            #expect(try await Visit.where { $0.page == "c" }.count() == 1)
        }
    }

    /// Is always faster: inserts the same page from outside of the transaction.
    private struct Racer: ModelObserver {
        let database: Database

        func creating(_ visit: inout Visit) async throws {
            let (database, page) = (database, visit.page)
            try await Task.detached {
                _ = try await database.execute("INSERT INTO visits (page, views) VALUES (\(page), 77)")
            }.value
        }
    }

    @Test("many models are inserted or upserted in one statement whose text does not depend on their number")
    func bulk() async throws {
        try await withCustomers { _ async throws in
            let (made, one) = try await recording {
                try await Visit.create([Visit(page: "a"), Visit(page: "b", views: 2)])
            }
            let (_, other) = try await recording { try await Visit.create((0..<100).map { Visit(page: "p\($0)") }) }
            #expect(one == other && one.count == 1)
            #expect(made.map(\.page) == ["a", "b"] && made.map(\.id) == [1, 2])
            #expect(made[0].updatedAt != nil)
            let (both, sql) = try await recording {
                try await Visit.upsert(
                    [Visit(page: "a", views: 7), Visit(page: "z")], by: { [$0.page] }, updating: { [$0.views] })
            }
            #expect(
                sql[0].contains(
                    #"ON CONFLICT ("page") DO UPDATE SET "views" = "excluded"."views", "updated_at" = "excluded"."updated_at" RETURNING"#
                ))
            #expect(both.map(\.views) == [7, 0])
            #expect(both[0].id == 1)
            #expect(
                try await Visit.upsert([Visit(page: "a", views: 1)], by: { [$0.page] }, updating: { _ in [] }).isEmpty)
            // Arrays and enums cannot be sent as one array each.
            let people = try await Customer.create([Customer(name: "A", tags: ["x"]), Customer(name: "B", secret: "s")])
            #expect(people.map(\.tags) == [["x"], []] && people[1].secret == "s" && people[0].password == "#4")
            await #expect(throws: MixedKeys.self) {
                try await Visit.create([Visit(id: 900, page: "q"), Visit(page: "r")])
            }
        }
    }

    @Test("a key of several columns finds, saves, deletes, and stands in a URL")
    func compositeKeys() async throws {
        try await withSchema(media) { _ async throws in
            var link = try await AlbumGenre.find(AlbumGenre.Key(albumID: 1, genreID: 2))
            #expect(link._key?.keyText == "1,2")
            #expect(try await AlbumGenre.find(keyText: "1,2").weight == 1)
            await #expect(throws: ModelNotFound.self) { try await AlbumGenre.find(keyText: "1") }
            link.weight = 3
            let (_, sql) = try await recording { try await link.save() }
            #expect(sql[0].contains(#"WHERE "album_genre"."album_id" = $2 AND "album_genre"."genre_id" = $3"#))
            #expect(try await link.album.title == "A1")
            #expect(try await AlbumGenre.oldest().all().map(\.genreID) == [1, 2, 1])
            #expect(try await AlbumGenre.oldest().limit(1).delete() == 1)
            try await AlbumGenre.find(keyText: "1,2").delete()
            #expect(try await AlbumGenre.count() == 1)
            _ = try await AlbumGenre.create(weight: 2, albumID: 3, genreID: 3)
            #expect(try await AlbumGenre.find(keyText: "3,3").weight == 2)
        }
    }
}
