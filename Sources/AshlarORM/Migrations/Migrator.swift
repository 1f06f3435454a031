public import AshlarPostgres

/// Runs migrations and remembers what ran.
///
/// ```swift
/// let migrator = Migrator([CreateUsers.self, CreatePosts.self], database: database)
/// for run in try await migrator.migrate() { print(run.name, run.duration) }
/// ```
///
/// Two migrators on one database take turns: the second waits, and then finds nothing left to do. Every function throws
/// ``MigrationError``, or `PostgresError` if the database cannot be reached.
public struct Migrator: Sendable {
    /// How far to go back.
    public enum Extent: Sendable, Equatable {
        /// What the last `migrate` ran.
        case lastBatch
        /// So many migrations.
        case steps(Int)
        /// All of them.
        case everything
    }

    private let migrations: [ListedMigration]
    private let database: Database

    /// A migrator.
    ///
    /// - Parameters:
    ///   - migrations: all migrations of the app, in the order in which they are to run.
    ///   - database: the database.
    public init(_ migrations: [any Migration.Type], database: Database) {
        self.init([MigrationSource(migrations)], database: database)
    }

    /// A migrator for the migrations of an app and of its modules.
    ///
    /// - Parameters:
    ///   - sources: the lists, in the order in which they are to run.
    ///   - database: the database.
    public init(_ sources: [MigrationSource], database: Database) {
        migrations = sources.flatMap { source in
            source.migrations.map { ListedMigration(type: $0, module: source.module) }
        }
        self.database = database
    }

    private var store: MigrationStore { MigrationStore(database: database) }

    /// Runs every migration that has not run, as one batch.
    ///
    /// - Returns: what ran, in order. If one fails, those before it stay.
    @discardableResult
    public func migrate() async throws -> [MigrationRun] {
        try await exclusively { try await runPending() }
    }

    /// Takes migrations back, the last first.
    ///
    /// - Returns: what was taken back, in order.
    @discardableResult
    public func rollback(_ extent: Extent = .lastBatch) async throws -> [MigrationRun] {
        try await exclusively { try await takeBack(extent) }
    }

    /// Takes all migrations back.
    @discardableResult
    public func reset() async throws -> [MigrationRun] { try await rollback(.everything) }

    /// Takes all migrations back and runs them again.
    @discardableResult
    public func refresh() async throws -> [MigrationRun] {
        try await exclusively { try await takeBack(.everything) + runPending() }
    }

    /// Removes everything in the database's current schema, with all data, and runs all migrations.
    @discardableResult
    public func fresh() async throws -> [MigrationRun] {
        try await exclusively {
            try await SchemaSweeper(database: database).dropEverything()
            return try await runPending()
        }
    }

    /// What is known of every migration: those of the app in their order, then those that only the database knows.
    public func status() async throws -> [MigrationStatus] {
        try checkNames()
        let entries = try await store.entries()
        let ran = Dictionary(entries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let listed = migrations.map { migration in
            MigrationStatus(
                name: migration.name,
                state: ran[migration.name].map { .ran(batch: $0.batch, at: $0.ranAt) } ?? .pending)
        }
        let names = Set(migrations.map { $0.name })
        return listed
            + entries.filter { !names.contains($0.name) }
            .map { MigrationStatus(name: $0.name, state: .missing(batch: $0.batch, at: $0.ranAt)) }
    }

    private func runPending() async throws -> [MigrationRun] {
        try await store.prepare()
        let entries = try await store.entries()
        let ran = Set(entries.map(\.name))
        let batch = (entries.map(\.batch).max() ?? 0) + 1
        var runs: [MigrationRun] = []
        for migration in migrations where !ran.contains(migration.name) {
            runs.append(try await run(migration, .up, batch: batch))
        }
        return runs
    }

    private func takeBack(_ extent: Extent) async throws -> [MigrationRun] {
        let entries = try await store.entries()
        let targets: [MigrationStore.Entry]
        switch extent {
        case .lastBatch:
            let last = entries.map(\.batch).max()
            targets = entries.filter { $0.batch == last }
        case .steps(let count): targets = entries.suffix(max(0, count))
        case .everything: targets = entries
        }
        let byName = Dictionary(migrations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        // Looked for before anything is touched: half a rollback is worse than none.
        for target in targets where byName[target.name] == nil { throw MigrationError.missing(target.name) }
        var runs: [MigrationRun] = []
        for target in targets.reversed() {
            guard let migration = byName[target.name] else { continue }
            runs.append(try await run(migration, .down, batch: target.batch))
        }
        return runs
    }

    private func run(
        _ migration: ListedMigration, _ direction: MigrationRun.Direction, batch: Int
    ) async throws -> MigrationRun {
        let clock = ContinuousClock()
        let start = clock.now
        do {
            try await database.transaction {
                let schema = Schema(database)
                switch direction {
                case .up:
                    try await migration.type.init().up(schema)
                    try await store.add(migration.name, batch: batch)
                case .down:
                    try await migration.type.init().down(schema)
                    try await store.remove(migration.name)
                }
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            throw MigrationError.failed(migration.name, direction, error)
        }
        return MigrationRun(name: migration.name, direction: direction, batch: batch, duration: clock.now - start)
    }

    private func checkNames() throws {
        var seen: Set<String> = []
        for migration in migrations where !seen.insert(migration.name).inserted {
            throw MigrationError.duplicate(migration.name)
        }
        // Under two names it would run twice.
        var types: [ObjectIdentifier: String] = [:]
        for migration in migrations {
            guard let other = types.updateValue(migration.name, forKey: ObjectIdentifier(migration.type)) else {
                continue
            }
            throw MigrationError.listedTwice(other, migration.name)
        }
    }

    /// Runs while holding the lock of all migrators on this database and schema, on one connection.
    private func exclusively<R: Sendable>(_ body: @Sendable () async throws -> R) async throws -> R {
        try checkNames()
        return try await database.withSession {
            try await Database.$current.withValue(database) {
                try await MigrationLock(database: database).holding(body)
            }
        }
    }
}
