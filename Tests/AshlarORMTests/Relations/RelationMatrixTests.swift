import AshlarORM
import AshlarPostgres
import Testing

/// Every relation, read lazily, eagerly and nested, counted, asked for, written and deleted, with the number of statements
/// (Masonite trap 19).
@Suite struct RelationMatrixTests {
    /// Reads a relation in all ways.
    ///
    /// - Parameters:
    ///   - model: the model that has the relation.
    ///   - gives: what each of its rows gives, ordered by key.
    ///   - relation: the relation.
    ///   - nested: a relation of the relation's models, which costs one statement more.
    ///   - read: reads the relation of one model.
    private func check<M: Model, R: RelatedModels>(
        _ model: M.Type, gives: [[String]], _ relation: (M.Relations) -> R, nested: (M.Relations) -> any EagerLoad,
        sourceLocation: Testing.SourceLocation = #_sourceLocation, read: (M) async throws -> [String]
    ) async throws {
        let query = M.query().oldest()
        func readAll(_ models: [M]) async throws -> [[String]] {
            var all: [[String]] = []
            for model in models { all.append(try await read(model)) }
            return all
        }
        let plain = try await query.all()
        let lazy = try await recording { try await readAll(plain) }
        #expect(lazy.result == gives, "lazy", sourceLocation: sourceLocation)
        #expect(lazy.sql.count == 1, "lazy", sourceLocation: sourceLocation)

        let eager = try await recording { try await readAll(try await query.with { relation($0) }.all()) }
        #expect(eager.result == gives, "eager", sourceLocation: sourceLocation)
        #expect(eager.sql.count == 2, "eager", sourceLocation: sourceLocation)

        let deep = try await recording { try await query.with(nested).all() }
        #expect(deep.sql.count == 3, "nested", sourceLocation: sourceLocation)

        let counted = try await recording {
            var counts: [Int] = []
            for model in try await query.withCount(relation).all() {
                counts.append(try await model.value { relation($0).count })
            }
            return counts
        }
        #expect(counted.result == gives.map(\.count), "count", sourceLocation: sourceLocation)
        #expect(counted.sql.count == 2, "count", sourceLocation: sourceLocation)

        let having = try await recording { try await query.has { relation($0) }.all() }
        let kept = zip(plain, gives).filter { !$1.isEmpty }.map { $0.0._key }
        #expect(having.result.map(\._key) == kept, "has", sourceLocation: sourceLocation)
        #expect(having.sql.count == 1, "has", sourceLocation: sourceLocation)
        let without = try await query.doesntHave { relation($0) }.all()
        #expect(without.count == plain.count - kept.count, "doesntHave", sourceLocation: sourceLocation)
        let twice = try await query.has(.atLeast(2)) { relation($0) }.all()
        #expect(twice.count == gives.count { $0.count > 1 }, "has at least", sourceLocation: sourceLocation)
    }

    /// Does something to a relation, and rolls it back.
    private func write<M: Model>(
        _ database: Database, _ model: M.Type, _ key: M.Key, statements: Int, gives: [String],
        sourceLocation: Testing.SourceLocation = #_sourceLocation, read: (M) async throws -> [String],
        _ change: @Sendable (inout M) async throws -> Void
    ) async throws {
        try await database.rollingBack {
            let found = try await M.find(key)
            _ = try await read(found)
            let (model, sql) = try await recording {
                var model = found
                try await change(&model)
                return model
            }
            #expect(sql.count == statements, "\(sql)", sourceLocation: sourceLocation)
            #expect(try await read(model) == gives, sourceLocation: sourceLocation)
        }
    }

    @Test func belongsTo() async throws {
        try await withSchema(media) { database async throws in
            try await check(
                Album.self, gives: [["Ada"], ["Ada"], ["Bob"]], { $0.artist }, nested: { $0.artist.albums }
            ) {
                [try await $0.artist.name]
            }
            try await write(database, Album.self, 1, statements: 5, gives: ["Cy"], read: { [try await $0.artist.name] })
            {
                try $0.$artist.associate(try await Artist.find(3))
                try await $0.saveQuietly()
            }
            try await database.rollingBack {
                let album = try await Album.find(1)
                let (_, sql) = try await recording { try await album.$artist.query.delete() }
                #expect(sql == [#"DELETE FROM "artists" WHERE "artists"."id" = $1"#])
            }
        }
    }

    @Test func hasOne() async throws {
        try await withSchema(media) { database async throws in
            let read: (Artist) async throws -> [String] = { try await $0.profile.map { [$0.bio] } ?? [] }
            try await check(
                Artist.self, gives: [["of Ada"], ["of Bob"], []], { $0.profile }, nested: { $0.profile.artist },
                read: read)
            try await write(database, Artist.self, 3, statements: 1, gives: ["new"], read: read) {
                try await $0.$profile.create { Profile(bio: "new", artistID: $0) }
            }
            try await write(database, Artist.self, 1, statements: 1, gives: [], read: read) { model in
                let count = try await model.$profile.delete()
                #expect(count == 1)
            }
        }
    }

    @Test func hasMany() async throws {
        try await withSchema(media) { database async throws in
            let read: (Artist) async throws -> [String] = { try await $0.albums.map(\.title) }
            try await check(
                Artist.self, gives: [["A1", "A2"], ["B1"], []], { $0.albums }, nested: { $0.albums.tracks }, read: read)
            let b1 = try await Album.find(3)
            try await write(database, Artist.self, 3, statements: 1, gives: ["B1"], read: read) { model in
                let count = try await model.$albums.attach([b1])
                #expect(count == 1)
            }
            try await write(database, Artist.self, 1, statements: 1, gives: [], read: read) { model in
                let count = try await model.$albums.delete()
                #expect(count == 2)
            }
        }
    }

    @Test func oneOfMany() async throws {
        try await withSchema(media) { _ async throws in
            try await check(
                Artist.self, gives: [["A2"], ["B1"], []], { $0.newest }, nested: { $0.newest.tracks }
            ) { try await $0.newest.map { [$0.title] } ?? [] }
            try await check(
                Artist.self, gives: [["A1"], ["B1"], []], { $0.bestSeller }, nested: { $0.bestSeller.tracks }
            ) { try await $0.bestSeller.map { [$0.title] } ?? [] }
            // The condition is about the one that is picked.
            #expect(try await Artist.has { $0.newest.where { $0.title == "A1" } }.count() == 0)
            #expect(try await Artist.has { $0.newest.where { $0.title == "A2" } }.count() == 1)
        }
    }

    @Test func manyToMany() async throws {
        try await withSchema(media) { database async throws in
            let read: (Album) async throws -> [String] = { try await $0.genres.map(\.name) }
            try await check(
                Album.self, gives: [["jazz", "rock"], ["jazz"], []], { $0.genres }, nested: { $0.genres.albums },
                read: read)
            try await check(
                Genre.self, gives: [["A1", "A2"], ["A1"], []], { $0.albums }, nested: { $0.albums.tracks }
            ) { try await $0.albums.map(\.title) }
            try await write(database, Album.self, 3, statements: 1, gives: ["rock", "folk"], read: read) {
                try await $0.$genres.attach(2, 3)
            }
            try await write(database, Album.self, 1, statements: 1, gives: ["rock"], read: read) { model in
                let count = try await model.$genres.detach(1)
                #expect(count == 1)
            }
            try await write(database, Album.self, 1, statements: 1, gives: [], read: read) { model in
                let count = try await model.$genres.detachAll()
                #expect(count == 2)
            }
        }
    }

    @Test func hasManyThrough() async throws {
        try await withSchema(media) { database async throws in
            let read: (Artist) async throws -> [String] = { try await $0.tracks.map(\.title) }
            try await check(
                Artist.self, gives: [["a", "b", "c"], ["d"], []], { $0.tracks }, nested: { $0.tracks.album }, read: read
            )
            try await write(database, Artist.self, 1, statements: 1, gives: ["a", "b", "c"], read: read) { model in
                let count = try await model.$tracks.query.delete()
                #expect(count == 3)
            }
        }
    }

    @Test func hasOneThrough() async throws {
        try await withSchema(media) { _ async throws in
            try await check(
                Artist.self, gives: [["ada.png"], [], []], { $0.photo }, nested: { $0.photo.profile }
            ) { try await $0.photo.map { [$0.path] } ?? [] }
        }
    }

    @Test func morphMany() async throws {
        try await withSchema(media) { database async throws in
            let read: (Artist) async throws -> [String] = { try await $0.reviews.map { "\($0.stars)" } }
            try await check(
                Artist.self, gives: [["5", "1"], ["2"], []], { $0.reviews }, nested: { $0.reviews.reviewable },
                read: read)
            try await write(database, Artist.self, 3, statements: 1, gives: ["3"], read: read) {
                try await $0.$reviews.create {
                    Review(stars: 3, reviewableType: Artist.morphName, reviewableID: $0)
                }
            }
            let review = try await Review.find(2)
            try await write(database, Artist.self, 3, statements: 1, gives: ["4"], read: read) {
                try await $0.$reviews.attach([review])
            }
            try await write(database, Artist.self, 1, statements: 1, gives: [], read: read) { model in
                let count = try await model.$reviews.delete()
                #expect(count == 2)
            }
            #expect(try await Review.count() == 5)
        }
    }

    @Test func morphOne() async throws {
        try await withSchema(media) { _ async throws in
            try await check(
                Artist.self, gives: [["5"], ["2"], []], { $0.firstReview }, nested: { $0.firstReview.reviewable }
            ) { try await $0.firstReview.map { ["\($0.stars)"] } ?? [] }
        }
    }

    @Test func morphToMany() async throws {
        try await withSchema(media) { database async throws in
            let read: (Artist) async throws -> [String] = { try await $0.labels.map(\.name) }
            try await check(
                Artist.self, gives: [["old", "new"], ["old"], []], { $0.labels }, nested: { $0.labels.artists },
                read: read)
            try await check(
                Label.self, gives: [["Ada", "Bob"], ["Ada"]], { $0.artists }, nested: { $0.artists.albums }
            ) { try await $0.artists.map(\.name) }
            try await write(database, Artist.self, 3, statements: 1, gives: ["new"], read: read) {
                try await $0.$labels.attach([2])
            }
            try await write(database, Artist.self, 1, statements: 1, gives: [], read: read) { model in
                let count = try await model.$labels.detachAll()
                #expect(count == 2)
            }
            #expect(try await database.query("SELECT * FROM labelables WHERE labelable_type = 'album'").count == 1)
        }
    }

    @Test func morphTo() async throws {
        try await withSchema(media) { database async throws in
            func read(_ review: Review) async throws -> String {
                switch try await review.reviewable {
                case .artist(let artist): "artist \(artist.name)"
                case .album(let album): "album \(album.title)"
                }
            }
            let names = ["artist Ada", "album A1", "album A1", "artist Bob", "artist Ada"]
            let plain = try await Review.oldest().all()
            let lazy = try await recording {
                var all: [String] = []
                for review in plain { all.append(try await read(review)) }
                return all
            }
            #expect(lazy.result == names)
            #expect(lazy.sql.count == 2, "one for each kind")
            let eager = try await recording {
                var all: [String] = []
                for review in try await Review.oldest().with({ $0.reviewable }).all() {
                    all.append(try await read(review))
                }
                return all
            }
            #expect(eager.result == names)
            #expect(eager.sql.count == 3)
            let nested = try await recording { try await Review.with { $0.reviewable.album.tracks }.all() }
            #expect(nested.sql.count == 4)
            #expect(try await Review.has { $0.reviewable }.count() == 5)
            #expect(try await Review.has { $0.reviewable.album }.count() == 2)
            #expect(try await Review.has { $0.reviewable.artist.where { $0.name == "Bob" } }.count() == 1)
            #expect(try await Review.has { $0.reviewable.artist.albums.where { $0.sales > 15 } }.count() == 2)
            #expect(try await Review.doesntHave { $0.reviewable.artist }.count() == 2)
            try await database.rollingBack {
                var review = try await Review.find(1)
                try review.$reviewable.associate(.album(try await Album.find(3)))
                try await review.save()
                #expect(review.reviewableType == "album" && review.reviewableID == 3)
                #expect(try await read(review) == "album B1")
            }
            try await database.execute("UPDATE reviews SET reviewable_type = 'artst' WHERE id = 1")
            let error = try await thrown(UnknownMorphType.self) { _ = try await Review.with { $0.reviewable }.all() }
            #expect(
                error.description
                    == "Review.reviewable: a row names the type \"artst\", which is none of Reviewable's. Did you mean \"artist\"?"
            )
        }
    }
}
