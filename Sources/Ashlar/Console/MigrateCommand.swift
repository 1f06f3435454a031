import ArgumentParser
import AshlarORM
import Foundation
import AshlarTerminal

/// `App migrate`: brings the database's schema up to date.
struct MigrateCommand: ParsableCommand {
    // Options of its own would be taken from what is meant for the commands below it: what runs without a word is one of them.
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Run the migrations that have not run yet.",
        subcommands: [
            MigrateUp.self, MigrateRollback.self, MigrateStatus.self, MigrateReset.self, MigrateRefresh.self,
            MigrateFresh.self,
        ], defaultSubcommand: MigrateUp.self)
}

/// `App migrate up`, or without the word.
struct MigrateUp: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "up", abstract: "Run the migrations that have not run yet; the word can be left out.")

    @Option(help: "Run so many at most.") var step: Int?
    @Flag(help: "Print the SQL and change nothing.") var pretend = false
    @Flag(help: "Fill the database afterwards: db seed.") var seed = false

    func validate() throws {
        if let step, step < 1 { throw ValidationError("--step takes at least 1.") }
    }

    func run(_ app: any Application) async throws {
        let (step, pretend, seed) = (step, pretend, seed)
        if pretend {
            return try await MigrationConsole.pretend(app, whenNothing: "Nothing to migrate.") {
                try await $0.pretendMigrating(steps: step)
            }
        }
        try await MigrationConsole.run(app, whenNothing: "Nothing to migrate.", seeds: seed) {
            try await $0.migrate(steps: step)
        }
    }
}

/// `App migrate rollback`
struct MigrateRollback: AppSubcommand {
    static let configuration = CommandConfiguration(commandName: "rollback", abstract: "Take the last batch back.")

    @Option(help: "Take back so many migrations instead of the last batch.") var step: Int?
    @Option(help: "Take back the batch of that number.") var batch: Int?
    @Flag(help: "Print the SQL and change nothing.") var pretend = false

    func validate() throws {
        if let step, step < 1 { throw ValidationError("--step takes at least 1.") }
        if let batch, batch < 1 { throw ValidationError("--batch takes at least 1.") }
        if step != nil, batch != nil { throw ValidationError("Say --step or --batch, not both.") }
    }

    func run(_ app: any Application) async throws {
        let extent = step.map { Migrator.Extent.steps($0) } ?? batch.map { .batch($0) } ?? .lastBatch
        let nothing = "Nothing to take back."
        if pretend {
            return try await MigrationConsole.pretend(app, whenNothing: nothing) {
                try await $0.pretendRollingBack(extent)
            }
        }
        try await MigrationConsole.run(app, whenNothing: nothing) { try await $0.rollback(extent) }
    }
}

/// `App migrate reset`
struct MigrateReset: AppSubcommand {
    static let configuration = CommandConfiguration(commandName: "reset", abstract: "Take all migrations back.")

    @Flag(help: "Do it in production as well.") var force = false
    @Flag(help: "Print the SQL and change nothing.") var pretend = false

    func run(_ app: any Application) async throws {
        if pretend {
            return try await MigrationConsole.pretend(app, whenNothing: "Nothing to take back.") {
                try await $0.pretendRollingBack(.everything)
            }
        }
        try await MigrationConsole.run(app, whenNothing: "Nothing to take back.", needsForce: !force) {
            try await $0.reset()
        }
    }
}

/// `App migrate refresh`
struct MigrateRefresh: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "refresh", abstract: "Take all migrations back and run them again.")

    @Flag(help: "Do it in production as well.") var force = false
    @Flag(help: "Fill the database afterwards: db seed.") var seed = false

    func run(_ app: any Application) async throws {
        try await MigrationConsole.run(
            app, whenNothing: "There are no migrations.", needsForce: !force, seeds: seed
        ) { try await $0.refresh() }
    }
}

/// `App migrate fresh`
struct MigrateFresh: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "fresh", abstract: "Drop everything in the database, with all data, and run all migrations.")

    @Flag(help: "Do it in production as well.") var force = false
    @Flag(help: "Fill the database afterwards: db seed.") var seed = false

    func run(_ app: any Application) async throws {
        try await MigrationConsole.run(
            app, whenNothing: "There are no migrations.", needsForce: !force, seeds: seed
        ) { try await $0.fresh() }
    }
}

/// `App migrate status`
struct MigrateStatus: AppSubcommand {
    static let configuration = CommandConfiguration(commandName: "status", abstract: "Show what ran and what has not.")

    func run(_ app: any Application) async throws {
        try await DatabaseConsole.withDatabase { database, config in
            let all = try await app.migrator(on: database, config: config).status()
            guard !all.isEmpty else { return print("There are no migrations.") }
            print(TextTable(header: ["MIGRATION", "BATCH", "RAN AT"], rows: all.map(row)).text)
        }
    }

    private func row(_ status: MigrationStatus) -> [String] {
        switch status.state {
        case .ran(let batch, let moment):
            [
                status.name, String(batch),
                moment.formatted(.iso8601) + (status.hasChanged ? "  (changed since it ran)" : ""),
            ]
        case .pending: [status.name, "", "pending"]
        case .missing(let batch, _): [status.name, String(batch), "ran, but is no longer in the app"]
        }
    }
}
