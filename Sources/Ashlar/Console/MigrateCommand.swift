import ArgumentParser
import AshlarConfig
import AshlarORM
import AshlarPostgres
import Logging

import Foundation

/// `App migrate`: brings the database's schema up to date.
struct MigrateCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Run the migrations that have not run yet.",
        subcommands: [
            MigrateRollback.self, MigrateStatus.self, MigrateReset.self, MigrateRefresh.self, MigrateFresh.self,
        ])

    func run(_ app: any Application) async throws {
        try await MigrationConsole.run(app, whenNothing: "Nothing to migrate.") { try await $0.migrate() }
    }
}

/// `App migrate rollback`
struct MigrateRollback: AppSubcommand {
    static let configuration = CommandConfiguration(commandName: "rollback", abstract: "Take the last batch back.")

    @Option(help: "Take back so many migrations instead of the last batch.") var step: Int?

    func validate() throws {
        if let step, step < 1 { throw ValidationError("--step takes at least 1.") }
    }

    func run(_ app: any Application) async throws {
        try await MigrationConsole.run(app, whenNothing: "Nothing to take back.") {
            try await $0.rollback(step.map { .steps($0) } ?? .lastBatch)
        }
    }
}

/// `App migrate reset`
struct MigrateReset: AppSubcommand {
    static let configuration = CommandConfiguration(commandName: "reset", abstract: "Take all migrations back.")

    func run(_ app: any Application) async throws {
        try await MigrationConsole.run(app, whenNothing: "Nothing to take back.") { try await $0.reset() }
    }
}

/// `App migrate refresh`
struct MigrateRefresh: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "refresh", abstract: "Take all migrations back and run them again.")

    func run(_ app: any Application) async throws {
        try await MigrationConsole.run(app, whenNothing: "There are no migrations.") { try await $0.refresh() }
    }
}

/// `App migrate fresh`
struct MigrateFresh: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "fresh", abstract: "Drop everything in the database, with all data, and run all migrations.")

    @Flag(help: "Do it in production as well.") var force = false

    func run(_ app: any Application) async throws {
        let force = force
        try await MigrationConsole.run(app, whenNothing: "There are no migrations.") { migrator, config in
            guard config.environment != .production || force else {
                throw ValidationError("This deletes all data of a production database. Say --force if that is meant.")
            }
            return try await migrator.fresh()
        }
    }
}

/// `App migrate status`
struct MigrateStatus: AppSubcommand {
    static let configuration = CommandConfiguration(commandName: "status", abstract: "Show what ran and what has not.")

    func run(_ app: any Application) async throws {
        try await MigrationConsole.withMigrator(app) { migrator, _ in
            let all = try await migrator.status()
            guard !all.isEmpty else { return print("There are no migrations.") }
            print(TextTable(header: ["MIGRATION", "BATCH", "RAN AT"], rows: all.map(row)).text)
        }
    }

    private func row(_ status: MigrationStatus) -> [String] {
        switch status.state {
        case .ran(let batch, let moment): [status.name, String(batch), moment.formatted(.iso8601)]
        case .pending: [status.name, "", "pending"]
        case .missing(let batch, _): [status.name, String(batch), "ran, but is no longer in the app"]
        }
    }
}

/// What the migrate commands share: the database, and how a run is shown.
enum MigrationConsole {
    static func run(
        _ app: any Application, whenNothing message: String,
        _ body: (Migrator, Config) async throws -> [MigrationRun]
    ) async throws {
        try await withMigrator(app) { migrator, config in
            let runs = try await body(migrator, config)
            if runs.isEmpty { print(message) }
            for run in runs {
                let milliseconds = Int(run.duration / .milliseconds(1))
                print("\(run.direction == .up ? "Migrated" : "Took back") \(run.name) (\(milliseconds) ms)")
            }
        }
    }

    static func run(
        _ app: any Application, whenNothing message: String, _ body: (Migrator) async throws -> [MigrationRun]
    ) async throws {
        try await run(app, whenNothing: message) { migrator, _ in try await body(migrator) }
    }

    static func withMigrator(_ app: any Application, _ body: (Migrator, Config) async throws -> Void) async throws {
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
        guard let settings = try config.databaseConfiguration else {
            throw ConfigError(
                message: "There is no database: database.url is not set.",
                suggestion: "Run it through ./craft, which starts a private PostgreSQL, or set DATABASE_URL.")
        }
        var logger = Logger(label: "app")
        logger.logLevel = try config.logLevel
        let database = Database(configuration: settings, logger: logger)
        do {
            try await body(app.migrator(on: database), config)
        } catch {
            await database.shutdown()
            throw error
        }
        await database.shutdown()
    }
}
