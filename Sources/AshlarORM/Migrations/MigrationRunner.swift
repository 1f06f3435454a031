import AshlarPostgres

/// Runs one migration, with what the database and the others need of it.
struct MigrationRunner: Sendable {
    let database: Database
    let linter: MigrationLinter?
    let patience: LockPatience

    private var store: MigrationStore { MigrationStore(database: database) }

    /// Runs a migration and notes it.
    ///
    /// - Throws: ``MigrationError`` with whatever it failed of.
    func run(_ migration: ListedMigration, _ direction: MigrationRun.Direction, batch: Int) async throws -> MigrationRun
    {
        let clock = ContinuousClock()
        let start = clock.now
        do {
            let warnings =
                migration.type.withinTransaction
                ? try await runInTransaction(migration, direction, batch)
                : try await runOutside(migration, direction, batch)
            return MigrationRun(
                name: migration.name, direction: direction, batch: batch, duration: clock.now - start,
                warnings: warnings)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw MigrationError.failed(
                migration.name, direction, error, isWhole: migration.type.withinTransaction,
                attempts: isLockTimeout(error) ? patience.attempts : 1)
        }
    }

    /// What it would send; nothing is sent but what reads.
    func plan(_ migration: ListedMigration, _ direction: MigrationRun.Direction) async throws -> MigrationPlan {
        let run = SchemaRun(.rehearsing, isInTransaction: migration.type.withinTransaction, linter: linter)
        var note: String?
        do {
            // Whatever a migration tries to write by itself is refused by the server.
            try await database.transaction(isReadOnly: true) { try await call(migration, direction, run) }
        } catch let error as CancellationError {
            throw error
        } catch let error as SchemaError {
            throw MigrationError.failed(migration.name, direction, error, isWhole: true, attempts: 1)
        } catch {
            note = "It does more than change the schema, which cannot be shown: \(error)"
        }
        return MigrationPlan(
            name: migration.name, direction: direction, statements: run.statements, note: note, refusals: run.findings)
    }

    private func runInTransaction(
        _ migration: ListedMigration, _ direction: MigrationRun.Direction, _ batch: Int
    ) async throws -> [LintFinding] {
        let checksum = direction == .up ? await MigrationSketch.checksum(of: migration.type) : ""
        var attempt = 1
        while true {
            let run = SchemaRun(.sending, linter: linter, patience: patience)
            do {
                try await database.transaction {
                    try await setLockTimeout(isLocal: true)
                    try await call(migration, direction, run)
                    try await note(migration, direction, batch, checksum)
                }
                return run.findings
            } catch  where isLockTimeout(error) && attempt < patience.attempts {
                attempt += 1
            }
            try await Task.sleep(for: patience.pause(before: attempt))
        }
    }

    private func runOutside(
        _ migration: ListedMigration, _ direction: MigrationRun.Direction, _ batch: Int
    ) async throws -> [LintFinding] {
        let checksum = direction == .up ? await MigrationSketch.checksum(of: migration.type) : ""
        let run = SchemaRun(.sending, isInTransaction: false, linter: linter, patience: patience)
        try await call(migration, direction, run)
        try await note(migration, direction, batch, checksum)
        return run.findings
    }

    private func call(
        _ migration: ListedMigration, _ direction: MigrationRun.Direction, _ run: SchemaRun
    ) async throws {
        let schema = Schema(database, run: run)
        switch direction {
        case .up: try await migration.type.init().up(schema)
        case .down: try await migration.type.init().down(schema)
        }
    }

    private func note(
        _ migration: ListedMigration, _ direction: MigrationRun.Direction, _ batch: Int, _ checksum: String
    ) async throws {
        switch direction {
        case .up: try await store.add(migration.name, batch: batch, checksum: checksum)
        case .down: try await store.remove(migration.name)
        }
    }

    private func setLockTimeout(isLocal: Bool) async throws {
        _ = try await database.query(
            "SELECT set_config('lock_timeout', \(String(patience.milliseconds)), \(isLocal))")
    }

    private func isLockTimeout(_ error: any Error) -> Bool {
        (error as? PostgresError)?.sqlState == .lockNotAvailable
    }
}
