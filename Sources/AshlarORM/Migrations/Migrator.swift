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
        /// What the `migrate` of that number ran.
        case batch(Int)
        /// So many migrations.
        case steps(Int)
        /// All of them.
        case everything
    }

    /// What becomes of changes that users of the app would notice; nobody looks by default.
    public var lint = LintMode.off
    /// Up to how many rows reading or writing all of a table counts as nothing.
    public var toleratedRows = 0
    /// How long a migration waits for a lock, and how often it is tried.
    public var patience = LockPatience()
    /// What an empty database begins with in place of the migrations that it holds: the text of ``SchemaDump``.
    public var dump: String?

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

    private func runner() -> MigrationRunner {
        let linter = lint == .off ? nil : MigrationLinter(lint, toleratedRows: toleratedRows)
        return MigrationRunner(database: database, linter: linter, patience: patience)
    }

    /// What only looks: nothing is refused, and all is found that production refuses.
    private func planner() -> MigrationRunner {
        let linter =
            lint == .off ? nil : MigrationLinter(.warn, toleratedRows: toleratedRows, mindsEmptyTables: true)
        return MigrationRunner(database: database, linter: linter, patience: patience)
    }

    /// Runs every migration that has not run, as one batch.
    ///
    /// - Parameter steps: how many of them at most; nil for all.
    /// - Returns: what ran, in order. If one fails, those before it stay.
    @discardableResult
    public func migrate(steps: Int? = nil) async throws -> [MigrationRun] {
        try await exclusively { try await runPending(steps) }
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
        try await exclusively { try await takeBack(.everything) + runPending(nil) }
    }

    /// Removes everything in the database's current schema, with all data, and runs all migrations.
    @discardableResult
    public func fresh() async throws -> [MigrationRun] {
        try await exclusively {
            try await SchemaSweeper(database: database).dropEverything()
            return try await runPending(nil)
        }
    }

    /// What ``migrate(steps:)`` would send. Nothing is changed; rows are not written either.
    public func pretendMigrating(steps: Int? = nil) async throws -> [MigrationPlan] {
        try checkNames()
        return try await current {
            let ran = Set(try await store.entries().map(\.name))
            let pending = migrations.filter { !ran.contains($0.name) }.prefix(max(0, steps ?? .max))
            var plans: [MigrationPlan] = []
            let planner = planner()
            for migration in pending { plans.append(try await planner.plan(migration, .up)) }
            return plans
        }
    }

    /// What ``rollback(_:)`` would send. Nothing is changed.
    public func pretendRollingBack(_ extent: Extent = .lastBatch) async throws -> [MigrationPlan] {
        try checkNames()
        return try await current {
            let planner = planner()
            var plans: [MigrationPlan] = []
            for (migration, _) in try targets(extent, of: try await store.entries()) {
                plans.append(try await planner.plan(migration, .down))
            }
            return plans
        }
    }

    /// What is known of every migration: those of the app in their order, then those that only the database knows.
    public func status() async throws -> [MigrationStatus] {
        try checkNames()
        let entries = try await store.entries()
        let ran = Dictionary(entries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var listed: [MigrationStatus] = []
        for migration in migrations {
            let entry = ran[migration.name]
            var hasChanged = false
            if let entry, entry.checksum != nil {
                hasChanged = MigrationSketch.differ(
                    entry.checksum, await MigrationSketch.checksum(of: migration.type))
            }
            listed.append(
                MigrationStatus(
                    name: migration.name, state: entry.map { .ran(batch: $0.batch, at: $0.ranAt) } ?? .pending,
                    hasChanged: hasChanged))
        }
        let names = Set(migrations.map { $0.name })
        return listed
            + entries.filter { !names.contains($0.name) }
            .map { MigrationStatus(name: $0.name, state: .missing(batch: $0.batch, at: $0.ranAt), hasChanged: false) }
    }

    private func runPending(_ steps: Int?) async throws -> [MigrationRun] {
        var entries = try await store.entries()
        if entries.isEmpty, let dump, try await SchemaDump(database: database).loadIfEmpty(dump) {
            entries = try await store.entries()
        }
        try await store.prepare()
        let ran = Set(entries.map(\.name))
        let batch = (entries.map(\.batch).max() ?? 0) + 1
        let runner = runner()
        var runs: [MigrationRun] = []
        for migration in migrations.filter({ !ran.contains($0.name) }).prefix(max(0, steps ?? .max)) {
            runs.append(try await runner.run(migration, .up, batch: batch))
        }
        return runs
    }

    private func takeBack(_ extent: Extent) async throws -> [MigrationRun] {
        let runner = runner()
        var runs: [MigrationRun] = []
        for (migration, batch) in try targets(extent, of: try await store.entries()) {
            runs.append(try await runner.run(migration, .down, batch: batch))
        }
        return runs
    }

    /// What is to be taken back, the last first.
    private func targets(
        _ extent: Extent, of entries: [MigrationStore.Entry]
    ) throws -> [(ListedMigration, batch: Int)] {
        let targets: [MigrationStore.Entry]
        switch extent {
        case .lastBatch:
            let last = entries.map(\.batch).max()
            targets = entries.filter { $0.batch == last }
        case .batch(let number): targets = entries.filter { $0.batch == number }
        case .steps(let count): targets = entries.suffix(max(0, count))
        case .everything: targets = entries
        }
        let byName = Dictionary(migrations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        // Looked for before anything is touched: half a rollback is worse than none.
        return try targets.reversed().map { target in
            guard let migration = byName[target.name] else { throw MigrationError.missing(target.name) }
            return (migration, target.batch)
        }
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
            try await current { try await MigrationLock(database: database).holding(body) }
        }
    }

    /// Models in a migration use its database.
    private func current<R: Sendable>(_ body: () async throws -> R) async throws -> R {
        try await Database.$current.withValue(database) { try await body() }
    }
}
