public import AshlarPostgres

/// Makes models with data that looks real: a value that each step copies.
///
/// ```swift
/// let post = try await Post.factory.create()
/// let drafts = try await Post.factory.state { $0.publishedAt = nil }.create(3)
/// let ada = try await User.factory.has(Post.factory.count(2)).create()
/// let hers = try await Post.factory.for(ada).make()
/// ```
///
/// States of one's own are extensions:
///
/// ```swift
/// extension Factory<Post> {
///     var published: Self { state { post, fake in post.publishedAt = fake.past() } }
/// }
/// ```
public struct Factory<M: Model>: Sendable {
    typealias Change = @Sendable (inout M, Fake, Int) async throws -> Void
    typealias Reaction = @Sendable (M, Fake) async throws -> Void

    private let definition: @Sendable (Fake) async throws -> M
    private var changes: [Change] = []
    private var made: [Reaction] = []
    private var created: [Reaction] = []
    private var parents = FakeParents()
    private var database: Database?

    /// A factory.
    ///
    /// - Parameter definition: makes one model, not saved, with data of the faker that it gets.
    public init(_ definition: @escaping @Sendable (Fake) async throws -> M) { self.definition = definition }

    private func changed(_ change: (inout Factory) -> Void) -> Factory {
        var copy = self
        change(&copy)
        return copy
    }

    // MARK: - What is made

    /// Models of which something is different.
    public func state(_ change: @escaping @Sendable (inout M) -> Void) -> Factory {
        changed { $0.changes.append { model, _, _ in change(&model) } }
    }

    /// Models of which something is different, with data of the faker.
    public func state(_ change: @escaping @Sendable (inout M, Fake) async throws -> Void) -> Factory {
        changed { $0.changes.append { model, fake, _ in try await change(&model, fake) } }
    }

    /// Models of which something is different in turns: `sequence({ $0.role = "admin" }, { $0.role = "user" })`.
    public func sequence(_ turns: (@Sendable (inout M) -> Void)...) -> Factory {
        changed { factory in
            factory.changes.append { model, _, index in
                if !turns.isEmpty { turns[index % turns.count](&model) }
            }
        }
    }

    /// Models of which something depends on their number, counted from 0.
    public func sequence(_ change: @escaping @Sendable (inout M, Int) -> Void) -> Factory {
        changed { $0.changes.append { model, _, index in change(&model, index) } }
    }

    /// Models that belong to one that is there: what the definition asks for with ``Fake/key(of:as:)``.
    ///
    /// - Parameters:
    ///   - parent: the model that they belong to.
    ///   - role: which of several parents of one type it is.
    public func `for`<Parent: Model>(_ parent: Parent, as role: String? = nil) -> Factory {
        changed { $0.parents.set(parent, role) }
    }

    /// Models that belong to one of some that are there, whatever makes them and whatever is made with them.
    public func recycle<Parent: Model>(_ parents: [Parent]) -> Factory {
        changed { $0.parents.recycle(parents) }
    }

    /// With each model others are created that belong to it.
    ///
    /// - Parameters:
    ///   - children: what to make, and how many: `Post.factory.count(3)`.
    ///   - role: which of several parents of one type the model is to them.
    public func has<Child>(_ children: FactoryBatch<Child>, as role: String? = nil) -> Factory {
        changed { factory in
            factory.created.append { model, fake in
                _ = try await children.factory.for(model, as: role).inheriting(fake).create(children.count)
            }
        }
    }

    /// With each model another one is created that belongs to it.
    public func has<Child>(_ child: Factory<Child>, as role: String? = nil) -> Factory {
        has(child.count(1), as: role)
    }

    /// Something is done with each model that was made, before it is saved.
    public func afterMaking(_ body: @escaping @Sendable (M) async throws -> Void) -> Factory {
        changed { $0.made.append { model, _ in try await body(model) } }
    }

    /// Something is done with each model that was created.
    public func afterCreating(_ body: @escaping @Sendable (M) async throws -> Void) -> Factory {
        changed { $0.created.append { model, _ in try await body(model) } }
    }

    /// Creates in a database other than the current one.
    public func on(_ database: Database) -> Factory { changed { $0.database = database } }

    /// Several of them.
    public func count(_ count: Int) -> FactoryBatch<M> { FactoryBatch(factory: self, count: max(0, count)) }

    // MARK: - Making

    /// A model that is not saved. What it belongs to is created, for it needs the key.
    public func make() async throws -> M { try await make(0, fake) }

    /// Models that are not saved.
    public func make(_ count: Int) async throws -> [M] {
        var models: [M] = []
        for index in 0..<max(0, count) { models.append(try await make(index, fake)) }
        return models
    }

    /// A model that is saved.
    ///
    /// - Throws: what saving throws, and what the factory's own code throws.
    public func create(file: String = #fileID, line: Int = #line) async throws -> M {
        try await create(0, file: file, line: line)
    }

    /// Models that are saved, one after another.
    public func create(_ count: Int, file: String = #fileID, line: Int = #line) async throws -> [M] {
        var models: [M] = []
        for index in 0..<max(0, count) { models.append(try await create(index, file: file, line: line)) }
        return models
    }

    private var fake: Fake { Fake(Faker.current ?? Faker.shared, parents: parents, database: database) }

    private func make(_ index: Int, _ fake: Fake) async throws -> M {
        var model = try await definition(fake)
        for change in changes { try await change(&model, fake, index) }
        for reaction in made { try await reaction(model, fake) }
        return model
    }

    private func create(_ index: Int, file: String, line: Int) async throws -> M {
        let fake = fake
        var model = try await make(index, fake)
        try await model.save(on: database, file: file, line: line)
        for reaction in created { try await reaction(model, fake) }
        return model
    }

    /// The same in the database of another, with the models that it recycles.
    func inheriting(_ fake: Fake) -> Factory {
        changed { factory in
            factory.database = factory.database ?? fake.database
            factory.parents.inherit(fake.parents)
        }
    }
}

/// Several models of a factory.
public struct FactoryBatch<M: Model>: Sendable {
    let factory: Factory<M>
    let count: Int

    /// Models that are not saved.
    public func make() async throws -> [M] { try await factory.make(count) }

    /// Models that are saved.
    public func create(file: String = #fileID, line: Int = #line) async throws -> [M] {
        try await factory.create(count, file: file, line: line)
    }
}
