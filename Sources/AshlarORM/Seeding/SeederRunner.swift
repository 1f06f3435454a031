public import AshlarPostgres

/// A seeder that just ran.
public struct SeederRun: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// How long it took.
    public let duration: Duration
}

/// Runs seeders, each once and after those that it depends on.
public struct SeederRunner: Sendable {
    private let seeders: [any Seeder.Type]
    private let database: Database

    /// A runner.
    ///
    /// - Parameters:
    ///   - seeders: those of the app.
    ///   - database: where they write.
    public init(_ seeders: [any Seeder.Type], database: Database) {
        self.seeders = seeders
        self.database = database
    }

    /// Runs seeders with what they depend on.
    ///
    /// - Parameters:
    ///   - names: their names, with or without `Seeder` at the end; none for all of the app.
    ///   - seed: what the fake data depends on.
    /// - Returns: what ran, in order. If one fails, those before it stay.
    /// - Throws: ``SeederError``, and what a seeder throws.
    @discardableResult
    public func run(_ names: [String] = [], seed: UInt64 = 0) async throws -> [SeederRun] {
        let wanted = try names.isEmpty ? seeders : names.map(seeder)
        var order: [any Seeder.Type] = []
        for seeder in wanted { try Self.add(seeder, to: &order, path: []) }
        let clock = ContinuousClock()
        var runs: [SeederRun] = []
        let database = database
        for seeder in order {
            let start = clock.now
            try await Database.$current.withValue(database) {
                try await Faker.$current.withValue(Faker(seed: "\(seed) \(seeder.name)")) {
                    try await database.transaction { try await seeder.init().run() }
                }
            }
            runs.append(SeederRun(name: seeder.name, duration: clock.now - start))
        }
        return runs
    }

    private func seeder(_ name: String) throws -> any Seeder.Type {
        guard let found = seeders.first(where: { $0.name == name || $0.name == name + "Seeder" }) else {
            throw SeederError.unknown(name, seeders.map { $0.name })
        }
        return found
    }

    private static func add(
        _ seeder: any Seeder.Type, to order: inout [any Seeder.Type], path: [any Seeder.Type]
    ) throws {
        if let start = path.firstIndex(where: { $0 == seeder }) {
            throw SeederError.cycle((path[start...] + [seeder]).map { $0.name })
        }
        if order.contains(where: { $0 == seeder }) { return }
        for needed in seeder.dependencies { try add(needed, to: &order, path: path + [seeder]) }
        order.append(seeder)
    }
}
