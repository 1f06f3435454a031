import AshlarConfig
import AshlarORM
import AshlarPostgres

/// What the migrate commands share: how a run is made and shown.
enum MigrationConsole {
    /// Runs migrations and prints what ran, what users of the app would notice of it, and what was changed since it ran.
    static func run(
        _ app: any Application, whenNothing message: String, needsForce: Bool = false, seeds: Bool = false,
        _ body: (Migrator) async throws -> [MigrationRun]
    ) async throws {
        try await DatabaseConsole.withDatabase { database, config in
            try await DatabaseConsole.requireForce(config, isForced: !needsForce)
            let migrator = try app.migrator(on: database, config: config)
            let runs = try await body(migrator)
            if runs.isEmpty { print(message) }
            for run in runs { lines(run).forEach { print($0) } }
            for status in try await migrator.status() where status.hasChanged {
                print("warning: \(status.name) was changed since it ran; the database does not have the change.")
            }
            if seeds { try await seed(app, database, []) }
        }
    }

    /// Prints what would be sent.
    static func pretend(
        _ app: any Application, whenNothing message: String, _ body: (Migrator) async throws -> [MigrationPlan]
    ) async throws {
        try await DatabaseConsole.withDatabase { database, config in
            let plans = try await body(try app.migrator(on: database, config: config))
            if plans.isEmpty { print(message) }
            for plan in plans { lines(plan).forEach { print($0) } }
        }
    }

    /// Runs seeders and prints what ran.
    static func seed(_ app: any Application, _ database: Database, _ names: [String], seed: UInt64 = 0) async throws {
        let runs = try await app.seederRunner(on: database).run(names, seed: seed)
        if runs.isEmpty { print("There are no seeders.") }
        for run in runs { print("Seeded \(run.name) (\(Int(run.duration / .milliseconds(1))) ms)") }
    }

    static func lines(_ run: MigrationRun) -> [String] {
        let milliseconds = Int(run.duration / .milliseconds(1))
        let warnings = run.warnings.map { "  warning: \($0)\(recipe(of: $0, indented: "    "))" }
        return ["\(run.direction == .up ? "Migrated" : "Took back") \(run.name) (\(milliseconds) ms)"] + warnings
    }

    static func lines(_ plan: MigrationPlan) -> [String] {
        ["-- \(plan.name), \(plan.direction.rawValue)"] + plan.statements.map { $0 + ";" }
            + [plan.note.map { "-- \($0.replacing("\n", with: "\n-- "))" }].compactMap { $0 }
            + plan.refusals.map { "-- Production refuses this: \($0)\(recipe(of: $0, indented: "--   "))" } + [""]
    }

    private static func recipe(of finding: LintFinding, indented indent: String) -> String {
        finding.recipe.map { "\n" + indent + $0.replacing("\n", with: "\n" + indent) } ?? ""
    }
}
