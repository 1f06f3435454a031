import AshlarORM
import AshlarPostgres
import Synchronization
import Testing

@Suite struct ObserverTests {
    final class Log: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    struct Refused: Error {}

    struct Observer: ModelObserver {
        let log: Log
        var isAfterCommit = false
        var refuses: String?

        func note(_ event: String) throws {
            if event == refuses { throw Refused() }
            log.add(event)
        }
        func retrieved(_ models: [Genre]) async throws { try note("retrieved \(models.count)") }
        func saving(_ model: inout Genre) async throws { try note("saving") }
        func creating(_ model: inout Genre) async throws {
            try note("creating")
            model.name += "!"
        }
        func updating(_ model: inout Genre) async throws { try note("updating") }
        func created(_ model: Genre) async throws { try note("created \(model.name)") }
        func updated(_ model: Genre) async throws { try note("updated \(model.previous?.name ?? "")") }
        func saved(_ model: Genre) async throws { try note("saved") }
        func deleting(_ model: Genre) async throws { try note("deleting") }
        func deleted(_ model: Genre) async throws { try note("deleted") }
    }

    private func withObserver(
        isAfterCommit: Bool = false, refuses: String? = nil, _ body: (Database, Log) async throws -> Void
    ) async throws {
        try await withSchema(media) { database async throws in
            let log = Log()
            database.models.observe(
                Genre.self, with: Observer(log: log, isAfterCommit: isAfterCommit, refuses: refuses))
            try await body(database, log)
        }
    }

    @Test("observers are told in order, and may change what is saved")
    func order() async throws {
        try await withObserver { _, log async throws in
            var genre = try await Genre.create(name: "soul")
            #expect(genre.name == "soul!")
            genre.name = "funk"
            try await genre.save()
            try await genre.save()
            try await genre.delete()
            #expect(
                log.all == [
                    "saving", "creating", "created soul!", "saved", "saving", "updating", "updated soul!", "saved",
                    "saving",
                    "saved", "deleting", "deleted",
                ])
            _ = try await Genre.all()
            #expect(log.all.last == "retrieved 3")
        }
    }

    @Test(
        "what an observer throws cancels the write, before it or after it", arguments: ["saving", "creating", "saved"])
    func cancelling(event: String) async throws {
        try await withObserver(refuses: event) { _, _ async throws in
            var genre = Genre(name: "soul")
            await #expect(throws: Refused.self) { try await genre.save() }
            #expect(!genre.exists && genre.name == "soul")
            #expect(try await Genre.withoutEvents { try await Genre.count() } == 3)
        }
    }

    @Test(
        "an error in any observer reaches whoever wrote or read (Masonite trap 16)",
        arguments: [
            "saving", "creating", "created soul!", "saved", "updating", "updated soul!", "deleting", "deleted",
            "retrieved 3",
        ])
    func errorsPass(event: String) async throws {
        try await withObserver(refuses: event) { _, log async throws in
            await #expect(throws: Refused.self) {
                var genre = try await Genre.create(name: "soul")
                genre.name = "funk"
                try await genre.save()
                try await genre.delete()
                _ = try await Genre.all()
            }
            #expect(!log.all.contains(event))
        }
    }

    @Test("quietly, and within withoutEvents, nobody is told")
    func quiet() async throws {
        try await withObserver { _, log async throws in
            var genre = Genre(name: "soul")
            try await genre.saveQuietly()
            try await Genre.withoutEvents {
                genre.name = "funk"
                try await genre.save()
            }
            try await genre.deleteQuietly()
            #expect(log.all.isEmpty)
        }
    }

    @Test("after commit, an observer is told when the transaction around is over, and not if it was rolled back")
    func afterCommit() async throws {
        try await withObserver(isAfterCommit: true) { database, log async throws in
            try await database.transaction {
                _ = try await Genre.create(name: "soul")
                #expect(log.all == ["saving", "creating"])
            }
            #expect(log.all == ["saving", "creating", "created soul!", "saved"])
            await #expect(throws: Refused.self) {
                try await database.transaction {
                    _ = try await Genre.create(name: "funk")
                    throw Refused()
                }
            }
            #expect(log.all.count == 6)
        }
    }

    @Test("many models at once are told one by one, and are one statement")
    func bulk() async throws {
        try await withObserver { _, log async throws in
            let (genres, sql) = try await recording { try await Genre.create([Genre(name: "a"), Genre(name: "b")]) }
            #expect(genres.map(\.name) == ["a!", "b!"])
            #expect(sql.count == 3)
            #expect(log.all.count { $0.hasPrefix("created") } == 2)
        }
    }
}
