import AshlarORM
import AshlarPostgres
import Foundation
import Testing

extension User: HasFactory {
    static var factory: Factory<User> { Factory { fake in User(name: fake.name()) } }
}

extension Post: HasFactory {
    static var factory: Factory<Post> {
        Factory { fake in
            Post(
                title: fake.unique("title") { $0.sentence() }, authorID: try await fake.key(of: User.factory),
                editorID: nil)
        }
    }
}

extension Factory<Post> {
    var published: Self { state { post, fake in post.publishedAt = fake.past() } }
}

@Suite struct FactoryTests {
    @Test func `the same seed gives the same data`() {
        func sample(_ seed: UInt64) -> [String] {
            let fake = Faker(seed: seed)
            return [
                fake.name(), fake.email(), fake.sentence(), fake.title(), fake.slug(), fake.uuid().uuidString,
                fake.phone(),
                fake.address(), fake.url(), fake.ipv4(), fake.ipv6(), fake.color(), fake.pattern("##-??"),
                "\(fake.int(in: 1...6))", "\(fake.decimal(in: 1...9))", "\(fake.shuffled([1, 2, 3]))", fake.text(40),
                fake.paragraphs(2), fake.company(), fake.job(), fake.country(),
            ]
        }
        #expect(sample(7) == sample(7))
        #expect(sample(7) != sample(8))
        // The numbers are those of SplitMix64, on every machine.
        #expect(Faker(seed: 0).bits() == 0xe220_a839_7b1d_cdaf)
        #expect(Faker(seed: 1, lexicon: .german).name() == Faker(seed: 1, lexicon: .german).name())
    }

    @Test func `data keeps to its form`() {
        let fake = Faker(seed: "form")
        for _ in 0..<200 {
            #expect(fake.email().wholeMatch(of: /[a-z.0-9]+@example\.(com|net|org)/) != nil)
            #expect((3...5).contains(fake.int(in: 3...5)))
            #expect(fake.text(30).count == 30)
            #expect(fake.pattern("#?").wholeMatch(of: /[0-9][a-z]/) != nil)
        }
        #expect(Set((0..<300).map { _ in fake.unique("digit") { $0.pattern("#") } }).count == 300)
        #expect(fake.element(of: [Int]()) == nil && fake.words(0).isEmpty)
    }

    @Test func `making, states, sequences and counts`() async throws {
        try await withSchema(blogTables) { _ async throws in
            let post = try await Post.factory.published.state { $0.views = 9 }.make()
            #expect(!post.exists && post.views == 9 && post.publishedAt != nil)
            #expect(try await User.count() == 1, "what it belongs to is there")
            let posts = try await Post.factory.sequence({ $0.views = 1 }, { $0.views = 2 }).sequence {
                $0.title += " \($1)"
            }
            .create(3)
            #expect(posts.map(\.views) == [1, 2, 1])
            #expect(posts.map { $0.title.suffix(2) } == [" 0", " 1", " 2"])
            #expect(try await Post.count() == 3)
            #expect(Set(posts.map(\.authorID)).count == 3)
            #expect(try await Post.factory.count(2).make().count == 2)
        }
    }

    @Test func `models that belong to others, and others that belong to them`() async throws {
        try await withSchema(blogTables) { _ async throws in
            let ada = try await User.factory.state { $0.name = "Ada" }.create()
            let hers = try await Post.factory.for(ada).create(2)
            #expect(hers.allSatisfy { $0.authorID == ada.id })
            #expect(try await User.count() == 1)
            let users = try await User.factory.has(Post.factory.published.count(3)).create(2)
            let second = try users[1].requireID()
            #expect(try await Post.where { $0.authorID == second }.count() == 3)
            #expect(try await User.count() == 3)
            let recycled = try await Post.factory.recycle(users).create(5)
            #expect(recycled.allSatisfy { post in users.contains { $0.id == post.authorID } })
            #expect(try await User.count() == 3)
        }
    }

    @Test func `something is done with what was made and created`() async throws {
        try await withSchema(blogTables) { database async throws in
            let user = try await User.factory.afterMaking { #expect($0.id == nil) }.afterCreating { user in
                _ = try await Post.factory.for(user).create()
            }.on(database).create()
            #expect(try await Post.first()?.authorID == user.id)
        }
    }
}

@Suite struct SeederTests {
    private struct Users: Seeder {
        func run() async throws { _ = try await User.factory.create(2) }
    }
    private struct PostSeeder: Seeder {
        static let dependencies: [any Seeder.Type] = [Users.self]
        func run() async throws { _ = try await Post.factory.recycle(User.all()).create(4) }
    }
    private struct Failing: Seeder {
        func run() async throws {
            _ = try await User.factory.create()
            throw CancellationError()
        }
    }
    private struct Hen: Seeder {
        static let dependencies: [any Seeder.Type] = [Egg.self]
        func run() async throws {}
    }
    private struct Egg: Seeder {
        static let dependencies: [any Seeder.Type] = [Hen.self]
        func run() async throws {}
    }

    @Test func `seeders run once, after what they depend on, with the same data`() async throws {
        func names(_ wanted: [String]) async throws -> [String] {
            try await withSchema(blogTables) { database async throws in
                let runs = try await SeederRunner([PostSeeder.self, Users.self], database: database).run(wanted)
                #expect(runs.map(\.name) == ["Users", "PostSeeder"])
                #expect(try await User.count() == 2)
                #expect(try await Post.count() == 4)
                return try await User.order { $0.id.asc }.all().map(\.name)
            }
        }
        let all = try await names([])
        #expect(try await names(["Post"]) == all)
    }

    @Test func `a seeder that fails leaves nothing, and what cannot run is told`() async throws {
        try await withSchema(blogTables) { database async throws in
            await #expect(throws: CancellationError.self) {
                try await SeederRunner([Failing.self], database: database).run()
            }
            #expect(try await User.count() == 0)
            let unknown = try await thrown(SeederError.self) {
                try await SeederRunner([PostSeeder.self], database: database).run(["Pots"])
            }
            #expect(unknown.description.hasPrefix("There is no seeder \"Pots\"."))
            let cycle = try await thrown(SeederError.self) {
                try await SeederRunner([Hen.self], database: database).run()
            }
            #expect(cycle.chain == ["Hen", "Egg", "Hen"])
        }
    }
}
