import AshlarPostgres

/// What a factory's definition gets: a faker, and the models that the new one belongs to.
public struct Fake: FakeData {
    /// The faker.
    public let faker: Faker
    let parents: FakeParents
    let database: Database?

    init(_ faker: Faker, parents: FakeParents, database: Database?) {
        self.faker = faker
        self.parents = parents
        self.database = database
    }

    /// The key of the model that the new one belongs to: the one that the factory was given with `for`, one of those that it
    /// recycles, or one that is created now.
    ///
    /// - Parameters:
    ///   - factory: makes one where none was given.
    ///   - role: which of several parents of one type it is.
    public func key<Parent>(of factory: Factory<Parent>, as role: String? = nil) async throws -> Parent.Key {
        try await model(of: factory, as: role).requireID()
    }

    /// The model that the new one belongs to, as ``key(of:as:)`` finds it.
    public func model<Parent>(of factory: Factory<Parent>, as role: String? = nil) async throws -> Parent {
        if let given = parents.given(Parent.self, role) { return given }
        if let recycled = faker.element(of: parents.recycled(Parent.self)) { return recycled }
        return try await factory.inheriting(self).create()
    }
}

/// The models that new ones belong to.
struct FakeParents: Sendable {
    private struct Role: Hashable {
        let type: ObjectIdentifier
        let name: String?
    }

    private var given: [Role: any Model] = [:]
    private var recycled: [ObjectIdentifier: [any Model]] = [:]

    mutating func set<M: Model>(_ model: M, _ role: String?) {
        given[Role(type: ObjectIdentifier(M.self), name: role)] = model
    }

    mutating func recycle<M: Model>(_ models: [M]) { recycled[ObjectIdentifier(M.self), default: []] += models }

    mutating func inherit(_ others: FakeParents) {
        recycled.merge(others.recycled) { own, _ in own }
    }

    func given<M: Model>(_ type: M.Type, _ role: String?) -> M? {
        let type = ObjectIdentifier(M.self)
        return (given[Role(type: type, name: role)] ?? given[Role(type: type, name: nil)]) as? M
    }

    func recycled<M: Model>(_ type: M.Type) -> [M] {
        (recycled[ObjectIdentifier(M.self)] ?? []).compactMap { $0 as? M }
    }
}

extension Faker {
    /// For factories that are used outside of tests and seeders.
    static let shared = Faker(seed: 0)
}
