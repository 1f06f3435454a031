@testable import AshlarORM
import AshlarPostgres
import Testing

@Suite struct BelongingTests {
    @Test func `rows that belong to a model, or to one of several, by the relation that is named`() async throws {
        try await withSchema(media) { _ async throws in
            let artists = try await Artist.oldest().all()
            let (albums, sql) = try await recording {
                try await Album.whereBelongsTo(artists[0]) { $0.artist }.order { $0.id.asc }.all()
            }
            #expect(albums.map(\.title) == ["A1", "A2"])
            #expect(sql.first?.contains("WHERE \"albums\".\"artist_id\" = $1 ORDER BY") == true)
            let several = try await Album.query().whereBelongsTo(Array(artists[1...])) { $0.artist }.all()
            #expect(several.map(\.title) == ["B1"])
            #expect(try await Album.whereBelongsTo(artists[1]) { $0.guest }.all().map(\.title) == ["A1"])
        }
    }

    @Test func `the only relation to a kind of model need not be named`() async throws {
        try await withSchema(media) { _ async throws in
            let album = try await Album.find(1)
            #expect(try await Track.whereBelongsTo(album).count() == 2)
            let albums = try await Album.query().order { $0.id.asc }.all()
            #expect(
                try await Track.whereBelongsTo(Array(albums[1...])).order { $0.id.asc }.all().map(\.title) == [
                    "c", "d",
                ])
            #expect(try await Track.whereBelongsTo([Album]()).count() == 0)
            let pivots = try await AlbumGenre.whereBelongsTo(album).all()
            #expect(pivots.count == 2)
        }
    }

    @Test func `a relation that is not there, or not the only one, is refused with what to write`() async throws {
        try await withSchema(media) { _ async throws in
            let artist = try await Artist.find(1)
            let several = try await thrown(RelationMisconfigured.self) {
                _ = try await Album.whereBelongsTo(artist).all()
            }
            #expect(several.description == "Album.artist, guest: several relations lead to Artist")
            #expect(several.advice == "Name the one that is meant: `whereBelongsTo(model) { $0.artist }`.")
            let none = try await thrown(RelationMisconfigured.self) { _ = try await Track.whereBelongsTo(artist).all() }
            #expect(none.problem == "no @BelongsTo leads to Artist")
            let album = try await Album.find(1)
            let wrong = try await thrown(RelationMisconfigured.self) {
                _ = try await Artist.whereBelongsTo(album) { $0.albums }.all()
            }
            #expect(wrong.description == "Artist.albums: it is no @BelongsTo of Artist")
            await #expect(throws: ModelNotSaved.self) {
                try await Track.whereBelongsTo(Album(title: "new", artistID: 1)).all()
            }
        }
    }

    @Test func `a condition on related rows that also decides which are loaded`() async throws {
        try await withSchema(media) { _ async throws in
            let (albums, sql) = try await recording {
                try await Album.withWhereHas({ $0.tracks }, where: { $0.seconds > 60 }).all()
            }
            #expect(albums.map(\.title) == ["A1"] && sql.count == 2)
            #expect(try await albums[0].tracks.map(\.title) == ["b"])
            let two = try await Album.withWhereHas({ $0.tracks }, .atLeast(2), where: { $0.seconds > 10 }).all()
            #expect(two.map(\.title) == ["A1"])
        }
    }

    @Test func `sync with values writes them into new rows and into those that stay`() async throws {
        try await withSchema(media) { _ async throws in
            let album = try await Album.find(1)
            let (changes, sql) = try await recording {
                try await album.$genres.syncWithPivotValues([2, 3]) { [$0.weight.set(8)] }
            }
            #expect(changes == AttachmentChanges(attached: [3], detached: [1], updated: [2]))
            #expect(sql.count == 6, "BEGIN, SELECT, DELETE, UPDATE, INSERT, COMMIT")
            #expect(try await album.genres.map { try $0.pivot(AlbumGenre.self).weight } == [8, 8])
            #expect(try await AlbumGenre.where { $0.albumID == 2 }.all().map(\.weight) == [1])
            #expect(try await album.$genres.sync([2, 3]).isEmpty)
        }
    }
}
