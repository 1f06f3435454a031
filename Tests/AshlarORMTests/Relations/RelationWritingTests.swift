@testable import AshlarORM
import AshlarPostgres
import AshlarSupport
import Foundation
import Synchronization
import Testing

@Suite struct RelationWritingTests {
    @Test("sync makes the attached models be just those, and says what it changed")
    func sync() async throws {
        try await withSchema(media) { _ async throws in
            let album = try await Album.find(1)
            let (changes, sql) = try await recording { try await album.$genres.sync([2, 3, 3]) }
            #expect(changes == AttachmentChanges(attached: [3], detached: [1]))
            #expect(sql.count == 5, "BEGIN, SELECT, DELETE, INSERT, COMMIT")
            #expect(try await album.genres.map(\.id) == [2, 3])
            #expect(try await album.$genres.sync([3, 2]).isEmpty)
            #expect(
                try await album.$genres.syncWithoutDetaching([1, 2]) == AttachmentChanges(attached: [1], detached: []))
            #expect(try await album.$genres.toggle([1, 2]) == AttachmentChanges(attached: [], detached: [1, 2]))
            #expect(try await album.$genres.toggle([1]) == AttachmentChanges(attached: [1], detached: []))
            #expect(try await album.$genres.count() == 2)
        }
    }

    @Test("a pivot with a model comes with the related models, and can be written through the relation")
    func pivot() async throws {
        try await withSchema(media) { _ async throws in
            let album = try await Album.with { $0.genres }.find(1)
            let weights = try await album.genres.map { try $0.pivot(AlbumGenre.self).weight }
            #expect(weights == [5, 1])
            try await album.$genres.attach([3]) { [$0.weight.set(9)] }
            #expect(try await album.$genres.updateExistingPivot(1) { [$0.weight.increment(by: 2)] } == 1)
            let genres = try await album.genres
            #expect(try genres.map { try $0.pivot(AlbumGenre.self).weight } == [7, 1, 9])
            #expect(try genres[2].pivot(AlbumGenre.self).createdAt != nil)
            var pivot = try genres[1].pivot(AlbumGenre.self)
            pivot.weight = 4
            #expect(pivot.changedColumns == ["weight"])
            try await pivot.save()
            let key = AlbumGenre.Key(albumID: 1, genreID: 2)
            #expect(try await AlbumGenre.find(key).weight == 4)
            let bare = try await Genre.find(1)
            #expect(throws: PivotNotLoaded.self) { try bare.pivot(AlbumGenre.self) }
        }
    }

    @Test("limits hold for each parent, in one statement")
    func limited() async throws {
        try await withSchema(media) { _ async throws in
            let (artists, sql) = try await recording {
                try await Artist.oldest().with {
                    [$0.albums.order { $0.sales.asc }.limit(1), $0.tracks.latest().limit(2)]
                }
                .all()
            }
            #expect(sql.count == 3)
            #expect(sql[1].contains("CROSS JOIN LATERAL"))
            #expect(try await artists[0].albums.map(\.title) == ["A2"])
            #expect(try await artists[1].albums.map(\.title) == ["B1"])
            #expect(try await artists[2].albums.isEmpty)
            #expect(try await artists[0].tracks.map(\.title) == ["c", "b"])
            let albums = try await Album.oldest().with { $0.genres.limit(1) }.all()
            #expect(try await albums[0].genres.map { try $0.pivot(AlbumGenre.self).weight } == [5])
        }
    }

    @Test("related models are constrained where they are loaded, asked for and counted")
    func constrained() async throws {
        try await withSchema(media) { _ async throws in
            let artists = try await Artist.oldest().with { $0.albums.where { $0.sales > 10 } }.all()
            #expect(try await artists[0].albums.map(\.title) == ["A1"])
            #expect(try await Artist.has { $0.albums.where { $0.sales > 15 }.tracks }.all().map(\.name) == ["Ada"])
            #expect(try await Artist.whereHas({ $0.tracks }, where: { $0.seconds < 40 }).all().map(\.name) == ["Ada"])
            #expect(try await Artist.doesntHave { $0.albums }.orHas(.exactly(1)) { $0.albums }.count() == 2)
            let (sums, sql) = try await recording {
                var sums: [(Int, Int?, Double?, Bool)] = []
                let artists = try await Artist.oldest().with {
                    [
                        $0.albums.sum { $0.sales }, $0.albums.max { $0.sales }, $0.albums.average { $0.sales },
                        $0.albums.where { $0.sales > 15 }.exists,
                    ]
                }.all()
                for artist in artists {
                    sums.append(
                        (
                            try await artist.value { $0.albums.sum { $0.sales } },
                            try await artist.value { $0.albums.max { $0.sales } },
                            try await artist.value { $0.albums.average { $0.sales } },
                            try await artist.value { $0.albums.where { $0.sales > 15 }.exists }
                        ))
                }
                return sums
            }
            #expect(sql.count == 5)
            #expect(sums[0] == (30, 20, 15, true))
            #expect(sums[2] == (0, nil, nil, false))
            let error = try await thrown(RelationMisconfigured.self) {
                _ = try await Artist.has { $0.albums.limit(1) }.all()
            }
            #expect(error.description == "Artist.albums: has cannot heed limit and offset")
        }
    }

    @Test("counts are read lazily for all siblings, and are in JSON and views once they are loaded")
    func counts() async throws {
        try await withSchema(media) { _ async throws in
            let artists = try await Artist.oldest().all()
            #expect(throws: RelationNotLoaded.self) { try artists[0].member(named: "albumsCount") }
            let (counts, sql) = try await recording {
                var counts: [Int] = []
                for artist in artists { counts.append(try await artist.albumsCount) }
                return counts
            }
            #expect(counts == [2, 1, 0])
            #expect(sql.count == 1)
            #expect(try artists[0].member(named: "albumsCount") as? Int == 2)
            let json = String(decoding: try JSONEncoder().encode(artists[0]), as: UTF8.self)
            #expect(json.contains("\"albumsCount\":2") && !json.contains("tracksCount"))
        }
    }

    @Test("relations of the same table do not get into each other's way")
    func selfReferential() async throws {
        try await withSchema(
            "CREATE TABLE folders (id bigint primary key, name text not null, parent_id bigint);"
                + "INSERT INTO folders VALUES (1, 'root', NULL), (2, 'a', 1), (3, 'b', 1), (4, 'c', 2)"
        ) { _ async throws in
            #expect(try await Folder.oldest().has { $0.children }.all().map(\.id) == [1, 2])
            #expect(try await Folder.has { $0.children.children }.all().map(\.id) == [1])
            #expect(try await Folder.has { $0.parent.where { $0.name == "root" } }.count() == 2)
            #expect(try await Folder.has(.exactly(2)) { $0.children }.all().map(\.id) == [1])
            let folders = try await Folder.oldest().withCount { $0.children }.all()
            #expect(try folders.map { try $0.member(named: "childrenCount") as? Int } == [2, 1, 0, 0])
        }
    }

    @Test("a default stands for a model that is not there")
    func defaults() async throws {
        try await withSchema(media) { _ async throws in
            let albums = try await Album.oldest().all()
            #expect(try await albums[0].guest?.name == "Bob")
            #expect(try await albums[1].guest?.name == "Nobody")
        }
    }

    @Test("dissociating makes the key nil, or says that it cannot be")
    func dissociate() async throws {
        try await withSchema(media) { _ async throws in
            var album = try await Album.find(1)
            try album.$guest.dissociate()
            try await album.save()
            #expect(try await Album.find(1).guestID == nil)
            #expect(throws: RelationMisconfigured.self) { try album.$artist.dissociate() }
            #expect(throws: ModelNotSaved.self) { try album.$artist.associate(Artist(name: "New")) }
        }
    }

    @Test("writing a model touches the one that it belongs to, in one transaction")
    func touching() async throws {
        try await withSchema(media) { _ async throws in
            var album = try await Album.find(1)
            album.sales = 21
            let (_, sql) = try await recording { try await album.save() }
            #expect(sql.count == 4)
            #expect(sql[2] == #"UPDATE "artists" SET "updated_at" = $1 WHERE "artists"."id" = $2"#)
            #expect(try await Artist.find(1).updatedAt != nil)
            #expect(try await Artist.find(2).updatedAt == nil)
            let (_, nothing) = try await recording { try await album.save() }
            #expect(nothing.isEmpty)
        }
    }
}

/// How lazy reads are taken.
@Suite struct LazyLoadingTests {
    @Test("refused, a lazy read says the with that is missing and where the query is")
    func refused() async throws {
        try await withSchema(media) { database async throws in
            database.models.lazyLoading = .refused
            let line = #line + 1
            let artists = try await Artist.with { $0.albums }.all()
            let album = try #require(try await artists[0].albums.first)
            let error = try await thrown(RelationNotLoaded.self) { _ = try await album.tracks }
            #expect(error.description == "The relation \"tracks\" of Album is not loaded; lazy reads are refused")
            #expect(error.suggestion == "Add .with { $0.albums.tracks } to the query of Artist.")
            #expect(error.location == SourceLocation(file: #fileID, line: line))
            await #expect(throws: RelationNotLoaded.self) { try await artists[0].albumsCount }
            // Also where the query gave one row only.
            let single = try await Artist.find(1)
            await #expect(throws: RelationNotLoaded.self) { try await single.profile }
            let review = try await Review.find(1)
            await #expect(throws: RelationNotLoaded.self) { try await review.reviewable }
        }
    }

    @Test("reported, each batch is told once with the with that would make it explicit")
    func reported() async throws {
        try await withSchema(media) { database async throws in
            let reports = Mutex<[LazyLoad]>([])
            database.models.lazyLoading = .reported { load in reports.withLock { $0.append(load) } }
            let line = #line + 1
            let albums = try await Album.with { $0.artist }.oldest().all()
            for album in albums { for track in try await album.tracks { _ = try await track.album } }
            // One model alone would gain nothing by `with`.
            _ = try await Album.find(1).tracks
            _ = try await Review.find(1).reviewable
            let told = reports.withLock { $0 }
            #expect(
                told.map(\.description) == [
                    "Album.tracks was loaded lazily for 3 models; add .with { $0.tracks } to the query of Album at \(#fileID):\(line)",
                    "Track.album was loaded lazily for 4 models; add .with { $0.tracks.album } to the query of Album at \(#fileID):\(line)",
                ])
        }
    }
}
